"""Parts of scripts/gazetteers/build."""

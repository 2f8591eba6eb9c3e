#!/usr/bin/env python3
"""Prints what each source of evidence brings: lists alone, tagger alone, date grammar alone, together.

usage: python3 scripts/sources.py [--binary target/release/onomast] [--paper ../shared/paper]

Strict F1 by type, pooled over the sample papers and, where it is at hand, the real one (`PAPER/*.txt`
with `PAPER/*.gold.json` beside it). Lists and grammar alone: `tag --no-tagger`, PER, ORG and LOC
then come from the lists and DATE from the grammar. Tagger alone: `tag --no-builtin`, without lists;
its DATE column is empty, for the grammar cannot be turned off.
"""

import argparse
import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

KINDS = ("PER", "ORG", "LOC", "DATE")
RUNS = (
    ("lists alone", ["--no-tagger"], ("PER", "ORG", "LOC")),
    ("grammar alone", ["--no-tagger"], ("DATE",)),
    ("tagger alone", ["--no-builtin"], ("PER", "ORG", "LOC")),
    ("together", [], KINDS),
)


def counts(binary, options, text, gold, folder):
    out = Path(folder) / "out.json"
    subprocess.run([binary, "tag", text, "-o", out, *options], check=True)
    report = subprocess.run(
        [binary, "eval", "--gold", gold, "--pred", out, "--format", "json"],
        check=True, capture_output=True, text=True,
    )
    by_type = json.loads(report.stdout)["spans"]["strict"]["by_type"]
    found = Counter()
    for kind in KINDS:
        score = by_type.get(kind, {"gold": 0, "predicted": 0, "precision": None})
        found[kind, "gold"] = score["gold"]
        found[kind, "predicted"] = score["predicted"]
        found[kind, "right"] = round((score["precision"] or 0) * score["predicted"])
    return found


def papers(samples, paper):
    for gold in sorted(samples.glob("*.gold.json")):
        yield gold.with_name(gold.name.replace(".gold.json", ".txt")), gold
    for gold in sorted(paper.glob("*.gold.json")):
        for text in sorted(paper.glob("*.txt")):
            yield text, gold


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="target/release/onomast", type=Path)
    parser.add_argument("--samples", default="tests/data/papers", type=Path)
    parser.add_argument("--paper", default="../shared/paper", type=Path)
    arguments = parser.parse_args()
    print("| source | " + " | ".join(KINDS) + " |")
    print("|---|" + "---|" * len(KINDS))
    done = {}
    with tempfile.TemporaryDirectory() as folder:
        for label, options, kinds in RUNS:
            key = tuple(options)
            if key not in done:
                done[key] = Counter()
                for text, gold in papers(arguments.samples, arguments.paper):
                    done[key].update(counts(arguments.binary, options, text, gold, folder))
            total = done[key]
            cells = []
            for kind in KINDS:
                whole = total[kind, "gold"] + total[kind, "predicted"]
                score = 200 * total[kind, "right"] / whole if whole else 0
                cells.append(f"{score:.1f}" if kind in kinds and whole else "–")
            print(f"| {label} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()

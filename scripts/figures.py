#!/usr/bin/env python3
"""Prints the README's table of figures: every sample paper, and the real paper where it is at hand.

usage: python3 scripts/figures.py [--binary target/release/onomast] [--samples tests/data/papers] [--paper ../shared/paper]

Nothing is measured here that `onomast eval` does not print; this only gathers it. The real paper is
`PAPER/*.txt` with `PAPER/*.gold.json` beside it.
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path


def tag_and_score(binary, text, gold, folder):
    out = Path(folder) / "out.json"
    subprocess.run([binary, "tag", text, "-o", out], check=True)
    report = subprocess.run(
        [binary, "eval", "--gold", gold, "--pred", out, "--format", "json"],
        check=True, capture_output=True, text=True,
    )
    return json.loads(report.stdout)


def row(name, report):
    by_type = report["spans"]["strict"]["by_type"]
    strict = [by_type.get(kind, {}).get("f1") for kind in ("PER", "ORG", "LOC", "DATE")]
    strict.append(report["spans"]["strict"]["micro"]["f1"])
    # The table of `onomast eval` shows a date's value and modifier, spans strict.
    dates = report["dates"]
    value = dates["strict_value_and_modifier"]["f1"]
    clusters = report["documents"]["each"][0]["conll"]
    cells = [f"{100 * x:.1f}" if x is not None else "–" for x in [*strict, value, clusters]]
    print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
    return report["spans"]["strict"]["micro"]["f1"], clusters


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="target/release/onomast", type=Path)
    parser.add_argument("--samples", default="tests/data/papers", type=Path, help="or tests/data/held")
    parser.add_argument("--paper", default="../shared/paper", type=Path)
    arguments = parser.parse_args()
    print("| paper | PER | ORG | LOC | DATE | all | date value + mod | clusters |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        scores = []
        for gold in sorted(arguments.samples.glob("*.gold.json")):
            name = gold.name.removesuffix(".gold.json")
            text = gold.with_name(f"{name}.txt")
            scores.append(row(name, tag_and_score(arguments.binary, text, gold, folder)))
        for i, label in enumerate(("strict F1", "clusters")):
            print(f"\nmean {label} over the samples: {100 * sum(s[i] for s in scores) / len(scores):.1f}")
        for gold in sorted(arguments.paper.glob("*.gold.json")):
            for text in sorted(arguments.paper.glob("*.txt")):
                row(text.stem, tag_and_score(arguments.binary, text, gold, folder))


if __name__ == "__main__":
    main()

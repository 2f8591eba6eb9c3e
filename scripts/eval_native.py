#!/usr/bin/env python3
"""Strict span scores of the native engine alone, at each precision, on the development sets.

    cargo build --release --example tagger_spans
    python3 scripts/eval_native.py models/default --data ../shared/data --gold ../shared/paper/NAME.gold.json

The sets and the scorer are those of eval_tagger.py, so its figures (PyTorch) can be laid beside these;
sets whose files are absent are left out.
"""

import argparse
import json
import subprocess
from pathlib import Path

from train.evaluate import development_sets, score


def spans(program, model, precision, documents):
    """[document][sentence] -> (start, end, type, score), as `train.evaluate.score` wants them."""
    lines = "".join(json.dumps({"sentences": [s.text for s in d]}) + "\n" for d in documents)
    run = subprocess.run([program, model, precision], input=lines, capture_output=True, text=True, check=True)
    predicted = []
    for document, line in zip(documents, run.stdout.splitlines(), strict=True):
        found = [[] for _ in document]
        for sentence, start, end, kind in json.loads(line)["spans"]:
            found[sentence].append((start, end, kind, 1.0))
        predicted.append(found)
    return predicted


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--program", type=Path, default="target/release/examples/tagger_spans")
    options = parser.parse_args()
    print(f"{'set':24} {'f32':>7} {'int8':>7} {'change':>7}  spans that differ")
    for name, (documents, kinds) in development_sets(options.data, options.gold).items():
        found = {p: spans(options.program, options.model, p, documents) for p in ("f32", "int8")}
        f32, int8 = (score(documents, found[p], kinds)["all"]["f"] for p in ("f32", "int8"))
        differ = sum(len(set(a) ^ set(b)) for d, e in zip(*found.values()) for a, b in zip(d, e))
        print(f"{name:24} {f32:7.2f} {int8:7.2f} {int8 - f32:+7.2f}  {differ}", flush=True)


if __name__ == "__main__":
    main()

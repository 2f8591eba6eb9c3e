#!/usr/bin/env python3
"""Averages the weights of models that come from one another.

    python3 scripts/average_models.py OUT MODEL:WEIGHT MODEL:WEIGHT ...

Runs of one chain lie close enough together that the mean of their weights is a model too, often a steadier one than each
(Wortsman and others, Model soups, 2022). Weights are made to add up to one; config.json and tokenizer.json come from the
first model.
"""

import argparse
import shutil
import sys
from pathlib import Path

from safetensors import safe_open
from safetensors.torch import load_file, save_file


def parse(part):
    folder, _, weight = part.rpartition(":")
    return Path(folder), float(weight)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("models", nargs="+", type=parse, metavar="MODEL:WEIGHT")
    options = parser.parse_args()
    total = sum(weight for _, weight in options.models)
    mean, kinds = {}, {}
    for folder, weight in options.models:
        tensors = load_file(folder / "model.safetensors")
        kinds = kinds or {name: tensor.dtype for name, tensor in tensors.items()}
        if {name: t.shape for name, t in tensors.items()} != {name: t.shape for name, t in (mean or tensors).items()}:
            sys.exit(f"{folder}: other tensors or shapes than {options.models[0][0]}")
        for name, tensor in tensors.items():
            mean[name] = mean.get(name, 0) + tensor.float() * (weight / total)
    first = options.models[0][0]
    with safe_open(first / "model.safetensors", "pt") as file:
        metadata = file.metadata()
    options.out.mkdir(parents=True, exist_ok=True)
    save_file({name: tensor.to(kinds[name]) for name, tensor in mean.items()}, options.out / "model.safetensors", metadata=metadata)
    for name in ("config.json", "tokenizer.json"):
        shutil.copy(first / name, options.out / name)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Loads a model folder with Hugging Face transformers alone and compares its logits with onomast's native engine.

    pip install -r scripts/requirements-train.txt
    python3 scripts/check_transformers.py [models/default] [--tolerance 1e-3]

Ends with 1 when a logit differs by more than the tolerance or a label differs. onomast's own tokenisation is checked
on the way: AutoTokenizer must give the pieces that the training scripts gave.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import torch
from transformers import AutoConfig, AutoModelForTokenClassification, PreTrainedTokenizerFast

from train.encode import encode, load_tokenizer

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = [
    "In March 1848 Lajos Kossuth spoke in Pressburg for a ministry responsible to the Hungarian Diet.",
    "The League of Nations Secretariat moved to Geneva; Sir Eric Drummond stayed its head until 1933.",
    "YI SUNGMAN AND THE PROVISIONAL GOVERNMENT IN SHANGHAI, 1919-25",
    "Bismarck s letter to Count Schouvaloff , 3 never sent , is in the Foreign Office papers .",
    "Sukarno",
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path, nargs="?", default=ROOT / "models/default")
    parser.add_argument("--tolerance", type=float, default=1e-3)
    options = parser.parse_args()

    tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(options.model / "tokenizer.json"))
    config = AutoConfig.from_pretrained(options.model)
    model = AutoModelForTokenClassification.from_pretrained(options.model, config=config, torch_dtype=torch.float32)
    model.eval()
    own = load_tokenizer(options.model)
    windows, expected = [], []
    for text in SENTENCES:
        pieces = encode(own, text)
        theirs = tokenizer(text, add_special_tokens=False)["input_ids"]
        if theirs != pieces.ids:
            sys.exit(f"{text!r}: transformers cuts it into {theirs}, training did into {pieces.ids}")
        ids, types = [101, *pieces.ids, 102], [0, *pieces.types, 0]
        windows.append({"ids": ids, "types": types})
        with torch.no_grad():
            expected.append(model(input_ids=torch.tensor([ids]), token_type_ids=torch.tensor([types])).logits[0])

    command = ["cargo", "run", "--quiet", "--release", "--example", "logits", "--", str(options.model.resolve())]
    run = subprocess.run(command, cwd=ROOT, input="".join(json.dumps(w) + "\n" for w in windows), text=True,
                         capture_output=True)
    if run.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{run.stderr}")
    worst, labels = 0.0, 0
    for line, theirs in zip(run.stdout.splitlines(), expected, strict=True):
        ours = torch.tensor(json.loads(line))
        worst = max(worst, (ours - theirs).abs().max().item())
        labels += int((ours.argmax(-1) != theirs.argmax(-1)).sum())
    pieces = sum(len(w["ids"]) for w in windows)
    print(f"{len(windows)} sentences, {pieces} pieces: largest difference {worst:.2e}, {labels} labels differ")
    sys.exit(1 if worst > options.tolerance or labels else 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Strict span scores of a model folder on the development sets.

    python3 scripts/eval_tagger.py MODEL --data ../shared/data --gold ../shared/paper/shen-2008.gold.json

--fit also fits the temperature and writes it to the model's config.json; --json prints the figures.
"""

import argparse
import json
from pathlib import Path

import torch

from train import gate
from train.encode import load_tokenizer
from train.evaluate import all_logits, decode, development_sets, evaluate, fit_temperature, report, word_logits


def print_errors(model, tokenizer, documents, kinds):
    out, groups = word_logits(model, tokenizer, documents)
    for document, spans in zip(documents, decode(out, groups)):
        for sentence, found in zip(document, spans):
            gold = {s for s in sentence.spans if s[2] in kinds}
            mine = {s[:3] for s in found if s[2] in kinds}
            for sign, wrong in (("-", gold - mine), ("+", mine - gold)):
                for start, end, kind in sorted(wrong):
                    context = sentence.text[max(0, start - 40):end + 30].replace("\n", " ")
                    print(f"{sign} {kind:4} [{sentence.text[start:end]}]   …{context}…")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--bf16", action="store_true", help="faster; the figures may differ in the first decimal")
    parser.add_argument("--no-gate", action="store_true", help="every piece through all layers")
    parser.add_argument("--errors", metavar="SET")
    options = parser.parse_args()
    torch.set_num_threads(2)
    tokenizer = load_tokenizer(options.model)
    model = gate.open_model(options.model, not options.no_gate)
    sets = development_sets(options.data, options.gold)
    if options.errors:
        print_errors(model, tokenizer, *sets[options.errors])
        return
    logits = all_logits(model, tokenizer, sets, bf16=options.bf16)
    results = evaluate(logits, sets)
    print(json.dumps(results)) if options.json else report(results)
    if options.fit:
        temperature, before, after = fit_temperature(logits, sets)
        print(f"temperature {temperature}: span log loss {before[0]:.4f} -> {after[0]:.4f}, "
              f"calibration error {before[1]:.4f} -> {after[1]:.4f}")
        path = options.model / "config.json"
        config = json.loads(path.read_text(encoding="utf-8"))
        config["onomast"]["temperature"] = temperature
        path.write_text(json.dumps(config, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Strict F1 of onomast and of spaCy pipelines on the same papers with gold labels, by one scorer.

    cargo build --release
    python3 scripts/bench/accuracy.py [--papers tests/data/papers] [--paper ../shared/paper] \\
        [--spacy-python PYTHON] [--spacy-models en_core_web_md ...]

spaCy's labels are brought to onomast's rules as far as a table can: PERSON is PER, GPE, LOC and FAC are LOC, ORG and
DATE keep their names, NORP and the rest are left out; a leading article and a closing possessive are cut off, and a
DATE has to hold a digit or a month's name. Without that spaCy's figures are lower. `onomast eval` scores both.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

KINDS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "DATE": "DATE"}
MONTHS = ("january february march april may june july august september october november december "
          "spring summer autumn fall winter").split()

READER = """
import json, sys, spacy
nlp = spacy.load(sys.argv[1])
for path in sys.argv[2:]:
    text = open(path, encoding="utf-8").read()
    nlp.max_length = max(nlp.max_length, len(text) + 1)
    print(json.dumps([(e.start_char, e.end_char, e.label_) for e in nlp(text).ents]))
"""


def by_our_rules(text, start, end, label):
    """The span and type of one spaCy entity, or nothing."""
    kind = KINDS.get(label)
    surface = text[start:end]
    if surface.lower().startswith("the "):
        start += 4
    for ending in ("'s", "’s", "'", "’"):
        if text[start:end].endswith(ending):
            end -= len(ending)
            break
    surface = text[start:end]
    if kind == "DATE" and not any(c.isdigit() for c in surface) and not any(m in surface.lower() for m in MONTHS):
        return None
    return (start, end, kind) if kind and surface.strip() else None


def spacy_mentions(python, model, texts):
    run = subprocess.run([python, "-c", READER, model, *map(str, texts)], capture_output=True, text=True)
    if run.returncode:
        raise RuntimeError(run.stderr.strip().splitlines()[-1])
    for path, line in zip(texts, run.stdout.splitlines(), strict=True):
        text = path.read_text(encoding="utf-8")
        yield [found for entity in json.loads(line) if (found := by_our_rules(text, *entity))]


def as_gold_file(gold, text, mentions):
    """Mentions as a file that `onomast eval` reads, with what it says about the document."""
    document = json.loads(gold.read_text(encoding="utf-8"))
    rows = [{"start": a, "end": b, "text": text[a:b], "type": kind, "entity": f"m{i}" if kind != "DATE" else None,
             "value": None, "mod": None} for i, (a, b, kind) in enumerate(mentions)]
    return {**document, "mentions": rows}


def model_name(model):
    """A package name, or the last part of a path that says something."""
    return next(part for part in reversed(Path(model).parts) if part != "_model")


def score(binary, gold, predicted):
    run = subprocess.run([binary, "eval", "--gold", gold, "--pred", predicted, "--format", "json"],
                         check=True, capture_output=True, text=True)
    strict = json.loads(run.stdout)["spans"]["strict"]
    rows = [strict["by_type"].get(kind, {}).get("f1") for kind in ("PER", "ORG", "LOC", "DATE")]
    return [*rows, strict["micro"]["f1"]]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="target/release/onomast")
    parser.add_argument("--papers", type=Path, default=Path("tests/data/papers"))
    parser.add_argument("--paper", type=Path, default=Path("../shared/paper"), help="a folder with one more paper")
    parser.add_argument("--spacy-python", default=sys.executable)
    parser.add_argument("--spacy-models", nargs="*", default=["en_core_web_md"])
    options = parser.parse_args()

    papers = [(gold.with_name(gold.name.replace(".gold.json", ".txt")), gold)
              for gold in sorted(options.papers.glob("*.gold.json"))]
    for gold in sorted(options.paper.glob("*.gold.json")):
        papers += [(text, gold) for text in sorted(options.paper.glob("*.txt"))]
    texts = [text for text, _ in papers]
    table = {}
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder, "predicted.json")
        for text, gold in papers:
            subprocess.run([options.binary, "tag", text, "-o", predicted], check=True)
            table["onomast", text.stem] = score(options.binary, gold, predicted)
        for model in options.spacy_models:
            try:
                for (text, gold), mentions in zip(papers, spacy_mentions(options.spacy_python, model, texts)):
                    made = as_gold_file(gold, text.read_text(encoding="utf-8"), mentions)
                    predicted.write_text(json.dumps(made), encoding="utf-8")
                    table[f"spaCy {model_name(model)}", text.stem] = score(options.binary, gold, predicted)
            except RuntimeError as error:
                print(f"left out: {model} ({error})", file=sys.stderr)
    print("| paper | program | PER | ORG | LOC | DATE | all |\n| --- | --- | --- | --- | --- | --- | --- |")
    programs = list(dict.fromkeys(program for program, _ in table))
    for stem in [text.stem for text in texts]:
        for program in programs:
            cells = [f"{100 * x:.1f}" if x is not None else "–" for x in table[program, stem]]
            print(f"| {stem} | {program} | " + " | ".join(cells) + " |")
    for program in programs:
        mean = sum(row[-1] for (name, _), row in table.items() if name == program) / len(texts)
        print(f"\n{program}: mean strict F1 over {len(texts)} papers {100 * mean:.1f}")


if __name__ == "__main__":
    main()

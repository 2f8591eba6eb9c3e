#!/usr/bin/env python3
"""Checks `onomast eval` against nervaluate, seqeval and an independent scorer on random input.

usage: crosscheck_eval.py [--binary target/debug/onomast] [--rounds 40] [--venv .venv/crosscheck]

The two packages are installed into a virtual environment of their own on the first run. The
independent scorer is looked for at ../shared/tools/score.py; without it that part is skipped and
the script says so. The exit code is 0 if every number agrees.
"""

import argparse
import importlib.util
import json
import os
import random
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

PACKAGES = ["nervaluate==1.2.1", "seqeval==1.2.2"]
TYPES = ["PER", "ORG", "LOC", "DATE"]
SCORER = Path("../shared/tools/score.py")


def into_environment(folder):
    """Runs this script again inside the virtual environment, which is made if need be."""
    if os.environ.get("CROSSCHECK_ENVIRONMENT") == str(folder):
        return
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    stamp = folder / "packages.txt"
    if not stamp.exists() or stamp.read_text() != "\n".join(PACKAGES):
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        stamp.write_text("\n".join(PACKAGES))
    os.environ["CROSSCHECK_ENVIRONMENT"] = str(folder)
    sys.exit(subprocess.run([python, *sys.argv]).returncode)


# Random input.


def random_spans(rng, length):
    """Mentions as (first token, token after the last, type), not overlapping."""
    spans, at = [], 0
    while True:
        at += rng.choice([0, 0, 1, 1, 2, 3, 5])
        end = at + rng.choice([1, 1, 2, 2, 3, 4])
        if end > length:
            return spans
        spans.append((at, end, rng.choice(TYPES)))
        at = end


def disturbed(rng, spans, length):
    """The same mentions with some lost, some moved, some of another type, some added."""
    changed, last = [], 0
    for start, end, label in spans:
        chance = rng.random()
        if chance < 0.12:
            continue
        if chance < 0.3:
            start = max(0, start + rng.choice([-2, -1, 1]))
            end = end + rng.choice([-1, 0, 1, 2])
        if rng.random() < 0.15:
            label = rng.choice(TYPES)
        start, end = max(start, last), min(end, length)
        if start >= end:
            continue
        changed.append((start, end, label))
        last = end
        if rng.random() < 0.1 and last + 1 < length:
            changed.append((last, last + 1, rng.choice(TYPES)))
            last += 1
    return changed


def tags(spans, length, scheme):
    out = ["O"] * length
    previous = None
    for start, end, label in spans:
        for i in range(start, end):
            prefix = "B" if i == start else "I"
            if scheme == "bioes":
                if end - start == 1:
                    prefix = "S"
                elif i == end - 1:
                    prefix = "E"
            elif scheme == "iob1" and i == start:
                prefix = "B" if previous == (start, label) else "I"
            out[i] = f"{prefix}-{label}"
        previous = (end, label)
    return out


def random_tags(rng, length):
    """Any tags in any order, sensible or not."""
    return [
        "O" if rng.random() < 0.35 else f"{rng.choice('BIES')}-{rng.choice(TYPES)}"
        for _ in range(length)
    ]


# Scores.


def onomast(binary, gold, pred, *more):
    command = [binary, "eval", "--gold", gold, "--pred", pred, "--format", "json"]
    command += ["--resamples", "0", *more]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def write_columns(path, sentences):
    lines = []
    for s, sentence in enumerate(sentences):
        lines += [f"w{s}.{i} {tag}" for i, tag in enumerate(sentence)] + [""]
    path.write_text("\n".join(lines), encoding="utf-8")


class Differences:
    def __init__(self):
        self.found, self.compared = [], 0

    def check(self, what, ours, theirs):
        self.compared += 1
        if abs(ours - theirs) > 1e-9:
            self.found.append(f"{what}: onomast {ours}, reference {theirs}")

    def check_rounded(self, what, ours, theirs, digits=4):
        self.compared += 1
        if abs(ours - theirs) > 0.5001 * 10**-digits:
            self.found.append(f"{what}: onomast {ours}, reference {theirs}")


def against_seqeval(differences, name, report, gold, pred):
    from seqeval.metrics import classification_report

    theirs = classification_report(gold, pred, output_dict=True, zero_division=0)
    strict = report["spans"]["strict"]
    for ours, key in [(strict["micro"], "micro avg")] + [
        (strict["by_type"][label], label) for label in TYPES if label in theirs
    ]:
        for a, b in [("precision", "precision"), ("recall", "recall"), ("f1", "f1-score")]:
            differences.check(f"seqeval {name} {key} {a}", ours[a], float(theirs[key][b]))
    macro, ours = theirs["macro avg"], strict["macro_by_type"]
    for a, b in [("precision", "precision"), ("recall", "recall"), ("f1", "f1-score")]:
        differences.check(f"seqeval {name} macro {a}", ours[a], float(macro[b]))


def chained(gold, pred):
    """Whether some mention overlaps several of the other side, where one-to-one choices matter."""

    def meets(a, b):
        return a[0] < b[1] and b[0] < a[1]

    return any(
        sum(meets(a, b) for b in other) > 1
        for side, other in [(gold, pred), (pred, gold)]
        for a in side
    )


def against_nervaluate(differences, name, report, gold, pred, chains):
    from nervaluate import Evaluator

    theirs = Evaluator(gold, pred, tags=TYPES, loader="list").evaluate()["overall"]
    for measure in ["strict", "exact", "partial"]:
        ours = report["spans"][measure]["outcomes"]
        for outcome in ["correct", "incorrect", "partial", "missed", "spurious"]:
            differences.check(
                f"nervaluate {name} {measure} {outcome}",
                ours[outcome],
                getattr(theirs[measure], outcome),
            )
        for score in ["precision", "recall", "f1"]:
            differences.check(
                f"nervaluate {name} {measure} {score}",
                report["spans"][measure]["micro"][score],
                getattr(theirs[measure], score),
            )
    # nervaluate takes pairs of the same type from left to right; the best choice finds as many or
    # more. Where no choice arises both must agree.
    ours, their = report["spans"]["type"]["outcomes"]["correct"], theirs["ent_type"].correct
    if chains:
        differences.check(f"nervaluate {name} type, at least", min(ours, their), their)
    else:
        differences.check(f"nervaluate {name} type", ours, their)


def against_scorer(differences, name, binary, rng, folder, scorer):
    """A document with regions, entities and date values, scored by score.py and by onomast."""
    length = 400
    gold = [mention(rng, *span) for span in random_spans(rng, length)]
    spans = disturbed(rng, [(m["start"], m["end"], m["type"]) for m in gold], length)
    known = {(m["start"], m["end"]): m for m in gold}
    pred = []
    for start, end, label in spans:
        guess = mention(rng, start, end, label)
        truth = known.get((start, end))
        if truth and rng.random() < 0.7:
            guess.update({key: truth[key] for key in ("entity", "value", "mod")})
        pred.append(guess)
    gold_document = {"document": "d", "regions": [[0, 150], [180, 390]], "mentions": gold}
    pred_document = {"document": {"id": "d"}, "mentions": pred}
    paths = folder / "gold.json", folder / "pred.json"
    for path, document in zip(paths, (gold_document, pred_document)):
        path.write_text(json.dumps(document), encoding="utf-8")
    report = onomast(binary, *paths)
    theirs, _, _ = scorer.score(gold_document, pred_document)
    strict, system, dates = report["spans"]["strict"], report["clusters"]["system"], report["dates"]
    for label in TYPES + ["ALL"]:
        ours = strict["micro"] if label == "ALL" else strict["by_type"][label]
        for a, b in zip("PRF", ["precision", "recall", "f1"]):
            differences.check_rounded(f"score.py {name} {label} {b}", ours[b], theirs[label][a])
    for key, ours in [
        ("muc", system["muc"]["f1"]),
        ("b3", system["b_cubed"]["f1"]),
        ("ceafe", system["ceaf_e"]["f1"]),
        ("lea", system["lea"]["f1"]),
        ("per_b3", report["clusters"]["by_type"]["PER"]["b_cubed"]["f1"]),
        ("date_value_F", dates["strict_value"]["f1"]),
        ("date_value_mod_F", dates["strict_value_and_modifier"]["f1"]),
    ]:
        differences.check_rounded(f"score.py {name} {key}", ours, theirs[key])
    # The average there is taken of values that were rounded before.
    differences.check_rounded(f"score.py {name} conll", system["conll"], theirs["conll"], 3)


def mention(rng, start, end, label):
    date = label == "DATE"
    return {
        "start": start,
        "end": end,
        "type": label,
        "entity": None if date or rng.random() < 0.1 else f"e{rng.randrange(12)}",
        "value": rng.choice(["1950", "1950-07", None]) if date else None,
        "mod": rng.choice([None, None, "START"]) if date else None,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="target/debug/onomast")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--venv", type=Path, default=Path(".venv/crosscheck"))
    arguments = parser.parse_args()
    into_environment(arguments.venv.absolute())

    differences = Differences()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        gold_file, pred_file = folder / "gold.conll", folder / "pred.conll"
        for round in range(arguments.rounds):
            rng = random.Random(arguments.seed * 1000 + round)
            lengths = [rng.randrange(1, 30) for _ in range(rng.randrange(1, 12))]
            gold_spans = [random_spans(rng, n) for n in lengths]
            pred_spans = [disturbed(rng, s, n) for s, n in zip(gold_spans, lengths)]
            for scheme in ["iob2", "iob1", "bioes", "random"]:
                if scheme == "random":
                    gold = [random_tags(rng, n) for n in lengths]
                    pred = [random_tags(rng, n) for n in lengths]
                else:
                    gold = [tags(s, n, scheme) for s, n in zip(gold_spans, lengths)]
                    pred = [tags(s, n, scheme) for s, n in zip(pred_spans, lengths)]
                if not any(tag != "O" for side in (gold, pred) for tags_ in side for tag in tags_):
                    continue
                write_columns(gold_file, gold)
                write_columns(pred_file, pred)
                report = onomast(arguments.binary, gold_file, pred_file)
                name = f"round {round} {scheme}"
                against_seqeval(differences, name, report, gold, pred)
                if scheme == "iob2":
                    chains = any(chained(g, p) for g, p in zip(gold_spans, pred_spans))
                    against_nervaluate(differences, name, report, gold, pred, chains)
        if SCORER.exists():
            specification = importlib.util.spec_from_file_location("score", SCORER)
            scorer = importlib.util.module_from_spec(specification)
            specification.loader.exec_module(scorer)
            for round in range(arguments.rounds):
                rng = random.Random(arguments.seed * 1000 + round)
                against_scorer(differences, f"round {round}", arguments.binary, rng, folder, scorer)
        else:
            print(f"skipped: {SCORER} is not there")

    for difference in differences.found[:20]:
        print(difference)
    print(f"{differences.compared} numbers compared, {len(differences.found)} differ")
    return 1 if differences.found else 0


if __name__ == "__main__":
    sys.exit(main())

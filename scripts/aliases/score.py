#!/usr/bin/env python3
"""Scores the alias stage by itself, on gold mentions.

    cargo build --release --example resolve_gold
    python3 scripts/aliases/score.py [--binary PATH] [--mistakes] [paper|samples|re_docred] ...

`paper` and `re_docred` lie outside the repository (../shared, or --data) and are skipped with a
line where they are absent. Beside onomast stand two baselines: mentions with the same text are one
("exact"), and persons with the same last word as well ("surname").
"""

import argparse
from collections import Counter
from pathlib import Path

import corpora
from measures import Tally
from resolve import ROOT, resolve


def documents(which, shared):
    if which == "samples":
        return [corpora.gold_json(p) for p in sorted((ROOT / "tests/data/papers").glob("*.gold.json"))]
    if which == "paper":
        return [corpora.gold_json(p) for p in sorted((shared / "paper").glob("*.gold.json"))]
    folder = shared / "data" / which
    return list(getattr(corpora, which)(folder)) if folder.is_dir() else []


def exact(doc):
    return [(m.kind, doc.of(m)) for m in doc.mentions]


def surname(doc):
    return [(m.kind, doc.of(m).split()[-1] if m.kind == "PER" else doc.of(m)) for m in doc.mentions]


def report(name, docs, found, show_mistakes):
    named = [[i for i, m in enumerate(d.mentions) if m.kind != "DATE"] for d in docs]
    print(f"{name}: {len(docs)} documents, {sum(map(len, named))} mentions; each P R F1")
    tellers = [("exact", [exact(d) for d in docs]), ("surname", [surname(d) for d in docs]),
               ("onomast", [f["entity"] for f in found])]
    for label, answers in tellers:
        tally = Tally()
        for doc, which, answer in zip(docs, named, answers):
            tally.add([doc.mentions[i].entity for i in which], [answer[i] for i in which])
        print(f"  {label:8}{tally.line()}")
    edges = Counter()
    for doc, result in zip(docs, found):
        for kind, a, b, _ in (e for evidence in result["evidence"] for e in evidence):
            edges[kind, doc.mentions[a].entity == doc.mentions[b].entity] += 1
    kinds = sorted({k for k, _ in edges})
    print("  edges right/wrong: " + ", ".join(f"{k} {edges[k, True]}/{edges[k, False]}" for k in kinds))
    if show_mistakes:
        for doc, which, result in zip(docs, named, found):
            mistakes(doc, which, result["entity"])


def mistakes(doc, which, system):
    """Pairs of different names that are one on one side only, each pair of names once."""
    seen = set()
    for place, j in enumerate(which):
        for i in which[:place]:
            a, b = doc.mentions[i], doc.mentions[j]
            same, ours = a.entity == b.entity, system[i] == system[j]
            names = (doc.of(a), doc.of(b))
            if same != ours and (same, names) not in seen:
                seen.add((same, names))
                print(f"    {'missed' if same else 'JOINED'} {doc.name}: {names[0]!r} / {names[1]!r}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpora", nargs="*", default=["paper", "samples", "re_docred"])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared", help="folder with paper/ and data/")
    parser.add_argument("--binary", help="the resolve_gold example, if not under target/")
    parser.add_argument("--mistakes", action="store_true", help="list pairs of names that are wrong")
    arguments = parser.parse_args()
    for name in arguments.corpora or ["paper", "samples", "re_docred"]:
        docs = documents(name, arguments.data)
        if docs:
            report(name, docs, resolve(docs, arguments.binary), arguments.mistakes)
        else:
            print(f"{name}: skipped, it is not beside the checkout")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Scores the date grammar: TempEval-3 strict, relaxed and value figures, each with P, R and F.

usage: dates_eval.py [--data DIR] [--only paper,samples,wikiwars,tempeval3] [--half dev|held|all]
                     [--errors N] [--bin PATH]

The corpora lie outside of the project (default ../shared); what is absent is skipped with a line.
Definitions, as in TempEval-3: strict counts spans with the same bounds; relaxed counts spans that
overlap, each gold span for one system span at most; value counts relaxed matches whose value is
right; strict + value wants both. WikiWars: documents with an even number are for development;
TempEval-3: every second document by name, the first among them.
"""
import argparse
import html
import json
import pathlib
import re
import subprocess
import sys


def read_tml(path):
    """Text, gold expressions and creation date of a TimeML document."""
    source = path.read_text(encoding="utf-8", errors="replace")
    dct = re.search(r'<DCT>.*?value="([^"]*)"', source, re.S)
    body = "".join(re.findall(r"<TEXT>(.*?)</TEXT>", source, re.S))
    text, gold, stack, at = [], [], [], 0
    length = 0
    for tag in re.finditer(r"<(/?)(\w+)([^>]*)>|&(?:\w+|#\d+);", body):
        piece = body[at : tag.start()]
        text.append(piece)
        length += len(piece)
        at = tag.end()
        if tag.group(2) is None:
            piece = html.unescape(tag.group(0))
            text.append(piece)
            length += len(piece)
        elif tag.group(2) == "TIMEX3":
            if tag.group(1):
                start, attributes = stack.pop()
                gold.append({"start": start, "end": length, **attributes})
            else:
                stack.append((length, dict(re.findall(r'(\w+)="([^"]*)"', tag.group(3)))))
    text.append(body[at:])
    gold.sort(key=lambda m: (m["start"], -m["end"]))
    return "".join(text), gold, dct.group(1)[:10] if dct else None


def find(binary, documents):
    """Runs the grammar over the documents."""
    lines = "\n".join(json.dumps(d) for d in documents) + "\n"
    done = subprocess.run(binary, input=lines, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"the date finder failed:\n{done.stderr}")
    return {d["id"]: d["dates"] for d in map(json.loads, done.stdout.splitlines())}


def prf(right, found, gold):
    p = right / found if found else 0.0
    r = right / gold if gold else 0.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    return f"P {100 * p:6.2f}  R {100 * r:6.2f}  F {100 * f:6.2f}"


def overlaps(a, b):
    return a["start"] < b["end"] and b["start"] < a["end"]


def score(name, documents, errors, with_modifier=False):
    """Prints the figures of a set of (id, text, gold, found)."""
    golds = founds = strict = relaxed = value = both = types = 0
    shown = []
    for identifier, text, gold, found in documents:
        golds += len(gold)
        founds += len(found)
        exact = {(g["start"], g["end"]): g for g in gold}
        used = set()
        pairs = []
        for f in found:
            g = exact.get((f["start"], f["end"]))
            if g is not None and id(g) not in used:
                used.add(id(g))
                pairs.append((g, f))
        paired = {id(f) for _, f in pairs}
        for f in found:
            if id(f) in paired:
                continue
            g = next((g for g in gold if id(g) not in used and overlaps(g, f)), None)
            if g is None:
                shown.append(("spurious", identifier, text, f, f))
                continue
            used.add(id(g))
            pairs.append((g, f))
            shown.append(("bounds", identifier, text, g, f))
        for g in gold:
            if id(g) not in used:
                shown.append(("missed", identifier, text, g, g))
        for g, f in pairs:
            same = (g["start"], g["end"]) == (f["start"], f["end"])
            right = (g.get("value") or "") == (f["value"] or "")
            if with_modifier:
                right = right and g.get("mod") == f["mod"]
            strict += same
            relaxed += 1
            value += right
            both += same and right
            types += g.get("type", "DATE") == f["type"]
            if not right:
                shown.append(("value", identifier, text, g, f))
    print(f"{name}: {golds} gold, {founds} found")
    print(f"  strict          {prf(strict, founds, golds)}")
    print(f"  relaxed         {prf(relaxed, founds, golds)}")
    print(f"  value           {prf(value, founds, golds)}")
    print(f"  strict + value  {prf(both, founds, golds)}")
    if not with_modifier:
        print(f"  type            {prf(types, founds, golds)}")
    for kind, identifier, text, g, f in shown[:errors]:
        a, b = min(g["start"], f["start"]), max(g["end"], f["end"])
        left = text[max(0, a - 50) : a].replace("\n", "|")
        middle = text[a:b].replace("\n", "|")
        right = text[b : b + 25].replace("\n", "|")
        extra = f"gold {text[g['start']:g['end']]!r}={g.get('value')}" if kind != "spurious" else ""
        if kind != "missed":
            extra += f" found {text[f['start']:f['end']]!r}={f['value']} {f['mod'] or ''} {f['rule']} <- {f['anchor']}"
        print(f"  {kind:8} {identifier[:18]:18} {left}[{middle}]{right}  {extra}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    root = pathlib.Path(__file__).resolve().parent.parent
    parser.add_argument("--data", type=pathlib.Path, default=root.parent / "shared")
    parser.add_argument("--only", default="paper,samples,wikiwars,tempeval3")
    parser.add_argument("--half", default="all", choices=["dev", "held", "all"])
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--bin", nargs="+")
    options = parser.parse_args()
    binary = options.bin or ["cargo", "run", "-q", "--example", "dates_find"]
    wanted = options.only.split(",")
    halves = {"dev": ["dev"], "held": ["held"], "all": ["dev", "held"]}[options.half]

    papers = sorted((options.data / "paper").glob("*.gold.json"))
    samples = sorted((root / "tests" / "data" / "papers").glob("*.gold.json"))
    for name, files in [("paper", papers), ("samples", samples)]:
        if name not in wanted:
            continue
        if not files:
            print(f"skipped: no {name}")
            continue
        rows = []
        for path in files:
            gold = json.loads(path.read_text(encoding="utf-8"))
            text = (path.parent / gold["document"]).read_text(encoding="utf-8")
            regions = gold.get("regions") or [[0, len(text)]]
            inside = lambda m: any(s <= m["start"] < e for s, e in regions)
            dates = [m for m in gold["mentions"] if m["type"] == "DATE" and inside(m)]
            found = find(binary, [{"id": path.stem, "text": text}])[path.stem]
            rows.append((path.stem, text, dates, [f for f in found if inside(f)]))
        score(f"{name}, calendar scope (value with mod)", rows, options.errors, True)

    for corpus, pattern in [
        ("wikiwars", "wikiwars/*.tml"),
        ("tempeval3", "tempeval3/TBAQ-cleaned/*/*.tml"),
    ]:
        if corpus not in wanted:
            continue
        paths = sorted((options.data / "data").glob(pattern))
        if not paths:
            print(f"skipped: no {corpus} under {options.data / 'data'}")
            continue
        split = {"dev": [], "held": []}
        for i, path in enumerate(paths):
            even = int(path.name[:2]) % 2 == 0 if corpus == "wikiwars" else i % 2 == 0
            split["dev" if even else "held"].append(path)
        for half in halves:
            texts = {p.name: read_tml(p) for p in split[half]}
            requests = [
                {"id": name, "text": text, "scope": "timex3", "published": dct,
                 "news": corpus == "tempeval3"}
                for name, (text, _, dct) in texts.items()
            ]
            found = find(binary, requests)
            rows = [(name, text, gold, found[name]) for name, (text, gold, _) in texts.items()]
            score(f"{corpus} {half} ({len(rows)} documents)", rows, options.errors)


if __name__ == "__main__":
    main()

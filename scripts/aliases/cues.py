#!/usr/bin/env python3
"""What real sentences with alias cues show, in corpora with coreference.

    cargo build --release --example resolve_gold
    python3 scripts/aliases/cues.py [--binary PATH] [--list] [re_docred|gum|litbank] ...

Takes every pair of neighbouring names of one kind in one sentence, without a word in common, with
a cue of an alias statement around them ("known as", "born", a bracket, ...). The corpus says
whether the two are one; onomast says whether it joins them. Then, over all names of a document,
how many edges of kind `statement` or `acronym` the corpus agrees with. The corpora lie outside the
repository (../shared/data, or --data) and are skipped with a line where they are absent.
"""

import argparse
import re
from collections import Counter
from pathlib import Path

import corpora
from resolve import ROOT, resolve

CUE = re.compile(
    r"\b(?:known|called|named|renamed|name|styled|nicknamed|alias|a\.?k\.?a|pseudonym|pen name|born|née|nee|"
    r"formerly|previously|originally|later|now|today|became|i\.e|that is|abbreviated|short for|"
    r"stands for|dubbed|real name|stage name|maiden|identified as|under the)\b|[(\[]|,? or ",
    re.IGNORECASE)
REACH = 200
BEFORE = re.compile(r"\b(?:born|known as|née|formerly|under the (?:name|pseudonym)|called|named)\s+\W?$", re.IGNORECASE)


def words(text):
    return {w for w in re.findall(r"\w+", text.lower()) if len(w) > 2}


def pairs(doc):
    """Neighbours of one kind in one sentence with a cue between them or before the first."""
    for start, end in doc.sentences:
        inside = [i for i, m in enumerate(doc.mentions) if start <= m.start and m.end <= end]
        for place, j in enumerate(inside):
            b = doc.mentions[j]
            same_kind = [i for i in inside[:place] if doc.mentions[i].kind == b.kind][-2:]
            for i in same_kind:
                a = doc.mentions[i]
                gap = doc.text[a.end:b.start]
                cued = CUE.search(gap) or (len(gap) < 4 and BEFORE.search(doc.text[start:a.start]))
                if len(gap) <= REACH and cued and not words(doc.of(a)) & words(doc.of(b)):
                    yield i, j, doc.text[start:end]


def report(name, docs, found, show):
    table, edges, shown = Counter(), Counter(), []
    for doc, result in zip(docs, found):
        entity = result["entity"]
        for i, j, sentence in pairs(doc):
            a, b = doc.mentions[i], doc.mentions[j]
            same, ours = a.entity == b.entity, entity[i] == entity[j]
            table[same, ours] += 1
            if same != ours:
                shown.append((same, doc.of(a), doc.of(b), sentence))
        for kind, a, b, because in (e for evidence in result["evidence"] for e in evidence):
            if kind in ("statement", "acronym"):
                right = doc.mentions[a].entity == doc.mentions[b].entity
                edges[kind, right] += 1
                if not right:
                    shown.append((False, doc.of(doc.mentions[a]), doc.of(doc.mentions[b]), because))
    print(f"{name}: {len(docs)} documents, {sum(table.values())} pairs with a cue")
    print(f"  one in the corpus: found {table[True, True]}, missed {table[True, False]}; "
          f"two: joined {table[False, True]}, kept apart {table[False, False]}")
    print("  edges the corpus agrees with: " + ", ".join(
        f"{k} {edges[k, True]} of {edges[k, True] + edges[k, False]}" for k in ("statement", "acronym")))
    for same, a, b, sentence in shown if show else []:
        print(f"    {'missed' if same else 'JOINED'} {a!r} / {b!r}: {sentence}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpora", nargs="*", default=["re_docred", "gum", "litbank"])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--binary", help="the resolve_gold example, if not under target/")
    parser.add_argument("--list", action="store_true", help="print what is missed and wrongly joined")
    arguments = parser.parse_args()
    for name in arguments.corpora:
        folder = arguments.data / name
        if not folder.is_dir():
            print(f"{name}: skipped, it is not beside the checkout")
            continue
        docs = list(getattr(corpora, name)(folder))
        report(name, docs, resolve(docs, arguments.binary), arguments.list)


if __name__ == "__main__":
    main()

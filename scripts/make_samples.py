#!/usr/bin/env python3
"""Make the plain text and the gold labels of each sample paper from its marked-up text.

usage: make_samples.py [--check] [--rest] [DIR]

For every DIR/NAME.marked.txt (DIR is tests/data/papers unless given) this writes NAME.txt, the text
without the marks, and NAME.gold.json, the mentions with code-point offsets. `--check` writes
nothing and exits 1 if a file is missing or stale. `--rest` writes nothing and prints what is left
outside the marks and starts with a capital or holds a digit, for proofreading.

A mark is `[KIND text](id)`; for a date the id is the value, with the modifier behind a blank. Where
a line reads "Transcription:", what stands above it is web page, not paper: the gold has one region,
from there to the end.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

MARK = re.compile(r"\[(PER|ORG|LOC|DATE) ([^\]]*)\](?:\(([^)]*)\))?")
ENTITY = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
PART = r"(\d{2,3}|\d{4}(-\d{2}(-\d{2})?|-(H1|H2|SP|SU|FA|WI))?)"
VALUE = re.compile(rf"{PART}([/;]{PART})*")
MODIFIERS = {"START", "MID", "END"}
DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


class BadMark(Exception):
    """A mark that breaks the format; the message names its line."""


def check_value(value):
    """Says what is wrong with a date value, or nothing."""
    if not VALUE.fullmatch(value):
        return f"date value {value!r} is not of a known form"
    for part in re.split("[/;]", value):
        day = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", part)
        if not day:
            continue
        year, month, number = int(day[1]), int(day[2]), int(day[3] or 1)
        if not 1 <= month <= 12:
            return f"date value {value!r} has month {month}"
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        last = 28 if month == 2 and not leap else DAYS[month - 1]
        if not 1 <= number <= last:
            return f"date value {value!r} has day {number}"
    if "/" in value:
        first, _, last = value.partition("/")
        if first > last:
            return f"date value {value!r} ends before it starts"
    return None


def mention(start, kind, text, identifier):
    """One gold mention; raises ValueError where the identifier does not fit the kind."""
    entity = value = modifier = None
    if not identifier:
        raise ValueError("no identifier")
    if kind == "DATE":
        value, _, modifier = identifier.partition(" ")
        modifier = modifier or None
        if wrong := check_value(value):
            raise ValueError(wrong)
        if modifier and modifier not in MODIFIERS:
            raise ValueError(f"modifier {modifier!r} is none of {sorted(MODIFIERS)}")
    else:
        entity = identifier
        if not ENTITY.fullmatch(entity):
            raise ValueError(f"entity {entity!r} is not in lower snake case")
    if text != text.strip() or not text:
        raise ValueError("the text is empty, or starts or ends with a blank")
    return {
        "start": start,
        "end": start + len(text),
        "text": text,
        "type": kind,
        "entity": entity,
        "value": value,
        "mod": modifier,
    }


def parse(marked):
    """Marked-up text -> plain text and mentions."""
    plain, mentions, at, length = [], [], 0, 0
    for mark in MARK.finditer(marked):
        before = marked[at : mark.start()]
        plain += [before, mark[2]]
        length += len(before)
        try:
            mentions.append(mention(length, mark[1], mark[2], mark[3]))
        except ValueError as wrong:
            line = marked.count("\n", 0, mark.start()) + 1
            raise BadMark(f"line {line}: {mark[0]}: {wrong}") from None
        length += len(mark[2])
        at = mark.end()
    plain.append(marked[at:])
    text = "".join(plain)
    if left := re.search(r"\[(PER|ORG|LOC|DATE)\b", text):
        raise BadMark(f"a mark is not closed: {text[left.start():left.start() + 40]!r}")
    return text, mentions


def regions(text):
    """The stretches that are scored."""
    header = re.search(r"^Transcription:\n+", text, re.MULTILINE)
    return [[header.end() if header else 0, len(text)]]


def gold_json(name, text, mentions):
    """The gold file, one mention a line."""
    head = {
        "document": f"{name}.txt",
        "offsets": "unicode code points, end exclusive",
        "regions": regions(text),
    }
    lines = [f" {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    body = ",\n".join("  " + json.dumps(m, ensure_ascii=False) for m in mentions)
    return "{\n" + "\n".join(lines) + '\n "mentions": [\n' + body + "\n ]\n}\n"


def notes(mentions):
    """Surfaces that were given two types: allowed, but rarely meant."""
    kinds = defaultdict(set)
    for m in mentions:
        kinds[m["text"]].add(m["type"])
    return [f"{text!r} is marked as {sorted(k)}" for text, k in kinds.items() if len(k) > 1]


def rest(marked):
    """What is left outside the marks and could be a name or a date, with its surroundings."""
    blanked = MARK.sub("|", marked)
    word = r"[^\W\d_a-z][\w.'’-]*"
    return [
        blanked[max(0, m.start() - 25) : m.end() + 15].replace("\n", "⏎")
        for m in re.finditer(rf"{word}(?: {word})*|\S*\d\S*", blanked)
    ]


def main(arguments):
    """Runs the script; returns the exit code."""
    options = {a for a in arguments if a.startswith("--")}
    places = [a for a in arguments if not a.startswith("--")]
    if options - {"--check", "--rest"} or len(places) > 1:
        print(__doc__, file=sys.stderr)
        return 2
    default = Path(__file__).resolve().parent.parent / "tests" / "data" / "papers"
    folder = Path(places[0]) if places else default
    sources = sorted(folder.glob("*.marked.txt"))
    if not sources:
        print(f"{folder}: no *.marked.txt", file=sys.stderr)
        return 2
    stale = 0
    for source in sources:
        name = source.name.removesuffix(".marked.txt")
        marked = source.read_text(encoding="utf-8")
        try:
            text, mentions = parse(marked)
        except BadMark as wrong:
            print(f"{source}: {wrong}", file=sys.stderr)
            return 2
        if "--rest" in options:
            print(f"== {name}", *rest(marked), sep="\n")
            continue
        made = {f"{name}.txt": text, f"{name}.gold.json": gold_json(name, text, mentions)}
        for file, content in made.items():
            path = folder / file
            old = path.read_text(encoding="utf-8") if path.exists() else None
            if old == content:
                continue
            stale += 1
            if "--check" in options:
                print(f"{path}: stale, run scripts/make_samples.py", file=sys.stderr)
            else:
                path.write_text(content, encoding="utf-8")
        count = Counter(m["type"] for m in mentions)
        entities = len({m["entity"] for m in mentions if m["entity"]})
        kinds = ", ".join(f"{k} {count[k]}" for k in ("PER", "ORG", "LOC", "DATE"))
        print(f"{name}: {len(text.split())} words, {kinds}, {entities} entities")
        for note in notes(mentions):
            print(f"{name}: note: {note}", file=sys.stderr)
    return 1 if stale and "--check" in options else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

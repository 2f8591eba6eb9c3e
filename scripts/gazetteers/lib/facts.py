"""Reading facts/: lines written by hand.

    = TYPE note             what the lines below are
    Name|alias|alias;years  one entry; years are from-to, either may be missing
    * A | B~alias | C       several entries of one kind and time
    @ {adjective} Army      one entry for each line of facts/nations.txt

In a PER section whose note ends in "western", the last word of the name is its surname and becomes
an alias that needs context; "+Word" among the aliases makes it a plain one, "-" keeps it out.
"""

import re

from . import table

PARTICLES = {"de", "von", "van", "der", "den", "di", "da", "del", "du", "la", "le", "zu", "af", "al", "el", "ibn", "bin", "dos", "das", "do", "ter", "ten", "y", "e", "of", "the"}
SUFFIXES = {"Jr", "Jr.", "Sr", "Sr.", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII"}


def folder(path):
    written, ruled = [], []
    nations = read_nations(path.parent / "nations.txt")
    for file in sorted(path.glob("*.txt")):
        written.extend(rows(file))
        ruled.extend(by_rule(file, nations))
    return with_ruled(merged(written), ruled)


def read_nations(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def by_rule(path, nations):
    """Entries of the "@" lines: one for each nation."""
    kind, out = None, []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            kind = line[2:].partition(" ")[0]
        elif line.startswith("@ "):
            for country, adjective in nations:
                names = [part.format(country=country, adjective=adjective) for part in line[2:].split("|")]
                out.append(table.row(names[0], kind, names[1:]))
    return out


def with_ruled(written, ruled):
    """A name made by rule that a written entry has brings it the other names; else a new entry."""
    by_name = {}
    for entry in written:
        for name in [entry["name"], *filter(None, entry["aliases"].split("|"))]:
            by_name.setdefault((table.fold(name), entry["type"]), entry)
    out = list(written)
    for entry in ruled:
        names = [entry["name"], *filter(None, entry["aliases"].split("|"))]
        known = next((by_name[k] for n in names if (k := (table.fold(n), entry["type"])) in by_name), None)
        if known is None:
            out.append(entry)
            known = entry
        else:
            fresh = [n for n in names if (table.fold(n), entry["type"]) not in by_name]
            known["aliases"] = table.row(known["name"], known["type"], [*known["aliases"].split("|"), *fresh])["aliases"]
        for name in names:
            by_name.setdefault((table.fold(name), entry["type"]), known)
    return out


def merged(entries):
    """One entry for one name and kind; later lines add their aliases to the first."""
    first = {}
    for entry in entries:
        key = (table.fold(entry["name"]), entry["type"])
        known = first.setdefault(key, entry)
        if known is not entry:
            aliases = [*known["aliases"].split("|"), entry["name"], *entry["aliases"].split("|")]
            known["aliases"] = table.row(known["name"], known["type"], aliases)["aliases"]
    return list(first.values())


def rows(path):
    out, kind, note = [], None, ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line[0] in "#@":
            continue
        if line.startswith("= "):
            kind, _, note = line[2:].partition(" ")
            continue
        if kind is None:
            raise SystemExit(f"{path}:{number}: no section yet")
        body, _, years = line.partition(";")
        years = years.split(";")[0].strip()
        since, until = span(years, f"{path}:{number}")
        if body.startswith("* "):
            groups = [group.split("~") for group in body[2:].split("|")]
        else:
            groups = [body.split("|")]
        for group in groups:
            names = [name.strip() for name in group if name.strip()]
            if names:
                out.append(entry(names, kind, note, since, until))
    return merged(out)


def entry(names, kind, note, since, until):
    name, aliases = names[0], []
    surname = kind == "PER" and note.endswith("western")
    for alias in names[1:]:
        if alias.startswith("+"):
            aliases.append(alias[1:])
            surname = False
        elif alias == "-":
            surname = False
        else:
            aliases.append(alias)
    if surname:
        last = surname_of(name)
        if last:
            aliases.append("?" + last)
    return table.row(name, kind, aliases, **{"from": since, "to": until, "notes": note_text(note)})


def note_text(note):
    return re.sub(r"\s*\b(western|eastern)$", "", note)


def surname_of(name):
    words = [w for w in name.split() if w not in SUFFIXES]
    if len(words) < 2 or words[-1].lower() in PARTICLES:
        return None
    return words[-1] if len(words[-1]) > 2 else None


def span(text, place):
    if not text:
        return "", ""
    found = re.fullmatch(r"(-?\d+)?\s*-\s*(-?\d+)?", text)
    if not found:
        raise SystemExit(f"{place}: {text!r} is no span of years")
    return found.group(1) or "", found.group(2) or ""

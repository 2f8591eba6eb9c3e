"""Writing gazetteer tables: one form of every name, no entry twice."""

import re
import unicodedata

COLUMNS = ["name", "type", "id", "aliases", "from", "to", "priority", "flags", "notes", "wikidata", "coordinates"]
MARKS = "?=~"


def fold(text):
    """Lower case without diacritics, marks, hyphens and apostrophes."""
    text = unicodedata.normalize("NFKD", text.lstrip(MARKS))
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    text = text.replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("ı", "i")
    text = re.sub(r"[’'‘ʻʼ`´.]", "", text)
    return re.sub(r"[\s\-–]+", " ", text).strip()


def slug(text):
    return re.sub(r"[^\w]+", "_", fold(text)).strip("_")


def row(name, kind, aliases=(), **more):
    unique, seen = [], {name.lstrip(MARKS)}
    for alias in aliases:
        plain = alias.lstrip(MARKS).strip()
        # The article is no part of a name ("the Kremlin"); that of "The Hague" is in its main name.
        if plain and plain not in seen and not plain.lower().startswith("the "):
            seen.add(plain)
            unique.append(alias.strip())
    return {"name": name, "type": kind, "aliases": "|".join(unique), **more}


def write(path, rows, taken, title):
    """Writes the rows; those whose name an earlier table has as a plain name are left out."""
    ids = {}
    lines = [f"# {title}", "# Made by scripts/gazetteers/build; sources in SOURCES.md.", "\t".join(used(rows))]
    columns = used(rows)
    kept = []
    for entry in rows:
        key = (fold(entry["name"]), entry["type"])
        if key in taken:
            continue
        kept.append(entry)
        for name in [entry["name"], *filter(None, entry["aliases"].split("|"))]:
            taken.setdefault((fold(name), entry["type"]), path.name)
    for entry in kept:
        base = entry.get("id") or slug(entry["name"])
        ids[base] = ids.get(base, 0) + 1
        entry["id"] = base if ids[base] == 1 else f"{base}_{ids[base]}"
        lines.append("\t".join(str(entry.get(column, "")) for column in columns).rstrip("\t"))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(kept)} entries, {path.stat().st_size:,} bytes")


def used(rows):
    """The columns that hold something, in the usual order."""
    return [c for c in COLUMNS if c in ("name", "type", "id", "aliases") or any(r.get(c) for r in rows)]


def remember(path, taken):
    """Takes the names of a table that is not built anew."""
    if not path.exists():
        return
    lines = [l for l in path.read_text(encoding="utf-8").splitlines() if l and not l.startswith("#")]
    columns = lines[0].split("\t")
    for line in lines[1:]:
        entry = dict(zip(columns, line.split("\t")))
        for name in [entry["name"], *filter(None, entry.get("aliases", "").split("|"))]:
            taken.setdefault((fold(name), entry["type"]), path.name)

"""Present-day countries from the country-codes table and facts/countries_extra.txt."""

import csv

from . import table


def rows(csv_path, extra_path):
    extra = read_extra(extra_path)
    out = []
    with open(csv_path, encoding="utf-8") as file:
        for record in csv.DictReader(file):
            out.append(row(record, extra.get(record["ISO3166-1-Alpha-2"], [])))
    return out


def read_extra(path):
    extra = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, _, names = line.partition("\t")
            extra[code] = [name for name in names.split("|") if name]
    return extra


def clean(name):
    """Without article, brackets and footnote stars."""
    name = name.replace("*", "").split(" (")[0].strip()
    return name[4:] if name.startswith("the ") else name


def row(record, extra):
    name = record["CLDR display name"].replace(" & ", " and ").replace("’", "'").replace("St. ", "Saint ")
    aliases = [record["CLDR display name"]] if "&" in record["CLDR display name"] or "St. " in record["CLDR display name"] else []
    if extra and extra[0].startswith("="):
        name, extra, aliases = extra[0][1:], extra[1:], []
    elif extra and extra[0].lstrip("?") == name:
        name, extra = extra[0], extra[1:]
    formal = [clean(record[c]) for c in ("UNTERM English Short", "UNTERM English Formal")]
    other = [record[c].replace("*", "").split(" (")[0].split("（")[0].strip() for c in ("UNTERM Chinese Short", "UNTERM Russian Short")]
    plain = name.lstrip("?")
    return table.row(
        name,
        "LOC",
        [alias for alias in [*extra, *aliases, *formal, *other] if alias != plain],
        notes="country" if record["is_independent"] == "Yes" else "territory",
        wikidata=record["wikidata_id"].rsplit("/", 1)[-1],
    )

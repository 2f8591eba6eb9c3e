"""Cities above 15,000 people from GeoNames, with the names written in facts/cities_extra.txt.

What stands alone is a capital, a city of 100,000 or more, or one whose names are written by hand,
unless the name is also a common word or a personal name. The rest needs context, and smaller places
whose name means something else too are left out. Of GeoNames' alternate names those are kept that a
text in English may use: Latin letters for larger cities, and the writing of the country itself.
"""

import csv
import difflib
import json
import re

from . import table

SMALL = 100_000
WITH_ALIASES = 100_000
LATIN = re.compile(r"[A-Z][A-Za-zÀ-ɏ'’ -]{3,}")
HAN, KANA, HANGUL, CYRILLIC = r"[一-鿿]{2,6}", r"[ァ-ヺー]{3,}", r"[가-힣]{2,6}", r"[А-ЯЁ][а-яё-]{3,}"
SCRIPTS = {
    "CN": [HAN], "TW": [HAN], "HK": [HAN], "MO": [HAN], "JP": [HAN], "KR": [HANGUL, HAN], "KP": [HANGUL, HAN],
    "RU": [CYRILLIC], "UA": [CYRILLIC], "BY": [CYRILLIC], "BG": [CYRILLIC], "RS": [CYRILLIC], "MN": [CYRILLIC],
    "KZ": [CYRILLIC], "KG": [CYRILLIC], "UZ": [CYRILLIC], "TJ": [CYRILLIC], "TM": [CYRILLIC],
}
# Names of counties, districts and stations among the alternate names.
GENERIC = re.compile(r"\b(shi|hsien|xian|city|town|county|district|gun|station|municipality|ville|stad)\b|shih\b|-si$|-gun$|-eup$| si$|\bde la\b", re.I)


def rows(path, extra_path, taken, names_of_people, lexicon):
    extra, own = read_extra(extra_path)
    doubtful = doubtful_names(extra_path.parent / "cities_doubtful.txt", names_of_people, lexicon)
    places = sorted(json.loads(path.read_text(encoding="utf-8")).values(), key=lambda p: (-p["population"], p["geonameid"]))
    out, used = [], {}
    for name, aliases, at in own:
        out.append(table.row(name, "LOC", aliases, notes="place", coordinates=at))
    chosen = matched(places, extra)
    for place in places:
        entry = city(place, chosen.get(place["geonameid"]), doubtful, used)
        if entry:
            out.append(entry)
    # What a country or a region is called by is that, not the town of the same name.
    out = [entry for entry in out if (table.fold(entry["name"]), "LOC") not in taken]
    for entry in out:
        aliases = [a for a in entry["aliases"].split("|") if a and (table.fold(a), "LOC") not in taken]
        entry["aliases"] = "|".join(aliases)
    return out


def matched(places, extra):
    """For each name written by hand the largest place of the country that bears it."""
    by_name = {}
    for rank in ("name", "alternatenames"):
        for place in places:
            names = [place["name"]] if rank == "name" else place["alternatenames"]
            for name in names:
                by_name.setdefault((place["countrycode"], table.fold(name)), place)
    chosen = {}
    for (code, name), aliases in extra.items():
        place = by_name.get((code, table.fold(name)))
        if place is None:
            print(f"cities_extra.txt: GeoNames has no {name} in {code}")
        else:
            chosen.setdefault(place["geonameid"], (name, []))[1].extend([*aliases, place["name"]])
    return chosen


def city(place, chosen, doubtful, used):
    people = place["population"]
    name, written = chosen or (place["name"], None)
    plain = table.fold(name)
    unclear = plain in doubtful or len(plain) < 4
    capital = written is not None
    if people < SMALL and not capital:
        if unclear or not LATIN.fullmatch(name) or plain in used:
            return None
        name = "?" + name
    elif unclear and not capital:
        name = "?" + name
    used[plain] = True
    aliases = list(written or [])
    seen = {plain, *(table.fold(a) for a in aliases)}
    if people >= WITH_ALIASES or capital:
        close, most = (0.85, 12) if place["countrycode"] in SCRIPTS else (0.7, 6)
        latin = 0
        for alias in place["alternatenames"]:
            key = table.fold(alias)
            if key in seen or not wanted(alias, place["countrycode"], doubtful):
                continue
            if key.isascii():
                # Hamburgo, Hamburgum, Hamburq: the same name in other languages helps nobody.
                if latin == most or difflib.SequenceMatcher(None, key, plain).ratio() >= close:
                    continue
                latin += 1
            seen.add(key)
            aliases.append("?" + alias)
    at = f"{place['latitude']:.2f},{place['longitude']:.2f}"
    return table.row(name, "LOC", aliases, id=f"geonames_{place['geonameid']}", notes=place["countrycode"], coordinates=at)


def wanted(alias, code, doubtful):
    if GENERIC.search(alias):
        return False
    if any(re.fullmatch(script, alias) for script in SCRIPTS.get(code, [])):
        return True
    return bool(LATIN.fullmatch(alias)) and len(alias) <= 24 and table.fold(alias) not in doubtful


def read_extra(path):
    extra, own = {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        code, name, names, at, *_ = [*line.split("\t"), "", ""]
        aliases = [a for a in names.split("|") if a]
        if code == "+":
            own.append((name, aliases, at))
        else:
            extra[(code, name)] = aliases
    return extra, own


def doubtful_names(path, people, lexicon):
    """Names that are also words or personal names."""
    out = {line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")}
    with people.open(encoding="utf-8") as file:
        for record in csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"):
            for name in [record["name"], *(record["aliases"] or "").split("|")]:
                out.add(table.fold(name))
                out.update(table.fold(word) for word in name.split() if len(word) > 1)
    for name in ("chinese_surnames", "korean_surnames", "japanese_surnames", "vietnamese_surnames", "russian_surnames",
                 "western_given_names", "russian_given_names", "demonyms", "months", "events", "place_heads",
                 "organisation_heads", "offices", "honorifics", "ranks", "military_units"):
        for line in (lexicon / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                out.update(table.fold(word) for word in line.split(","))
    return out

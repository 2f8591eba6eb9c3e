"""Corpora as raw text with spans, mapped to onomast's four types.

Every loader returns a list of documents; a document is a list of sentences. What a corpus does
not annotate is never taught as "no name": `dates_known` says whether its O words rule out DATE,
and words inside `masked` ranges are left out of the loss.
"""

import csv
import io
import json
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from train.dates import date_spans, trim_date

TITLES = set(
    """mr mrs ms miss messrs dr prof professor sir lady lord dame madame madam monsieur mme mlle herr frau
    don doña rev reverend father fr brother sister saint st president vice-president premier prime minister
    deputy foreign defence defense chancellor king queen prince princess emperor empress tsar czar sultan shah
    emir sheikh sheik ayatollah pope cardinal archbishop bishop rabbi imam mullah mayor governor senator sen
    congressman congresswoman representative rep gov judge justice secretary attorney ambassador general gen
    marshal field colonel col lieutenant lt captain capt major maj sergeant sgt corporal private admiral
    commodore commander comrade chairman chairwoman chief director count countess baron baroness duke duchess
    earl viscount marquis crown coach actor actress singer state officer spokesman grand ayatollah uncle aunt
    master squire doctor leader former""".split()
)
DEMONYM_EXTRA = """soviet soviets sino anglo franco indo russo euro austro afro arab arabs arabic jew jews jewish
muslim muslims islamic christian christians catholic catholics protestant protestants buddhist hindu sikh sunni
shiite shi'ite latin kurd kurds kurdish english scottish scots welsh irish british briton britons cornish dutch
manchu manchus mongol mongols mongolian tibetan tibetans uighur uyghur cantonese mandarin tatar tatars cossack
cossacks slav slavs slavic serb serbs croat croats croatian serbian bosnian bosniak yugoslav czech czechs slovak
german germans germanic prussian prussians bavarian saxon austrian hungarian magyar ottoman ottomans turk turks
turkish turkic persian persians byzantine roman romans greek greeks spartan athenian hellenic hebrew yiddish
palestinian palestinians israeli israelis african africans american americans european europeans asian asians
canadian australian new-zealander texan californian parisian london-based sicilian tuscan venetian catalan basque
castilian galician andalusian flemish walloon breton norman normans frank franks gaul gauls celtic gaelic norse
viking vikings scandinavian nordic baltic balkan caribbean cuban filipino filipinos filipina thai lao khmer
vietnamese burmese malay malays javanese annamese japanese chinese korean koreans north-korean south-korean
taiwanese formosan hong-konger bengali punjabi tamil sinhalese sindhi pashtun urdu hindi sanskrit aboriginal
maori inuit cherokee sioux apache navajo iroquois mohawk aztec maya mayan inca zulu xhosa boer boers afrikaner
afrikaans chechen chechens georgian armenian azeri azerbaijani kazakh uzbek turkmen kyrgyz tajik moldovan
romanian bulgarian macedonian albanian kosovar montenegrin slovene slovenian ukrainian belarusian russian
lithuanian latvian estonian finnish finn finns swede swedes swedish dane danes danish norwegian icelandic
pole poles polish swiss spaniard spaniards spanish portuguese italian italians french frenchman frenchmen
englishman englishmen irishman irishmen scotsman welshman dutchman chinaman""".split()


def load_demonyms(reference):
    """Lower-cased demonyms and nationality adjectives: never a LOC by the guidelines."""
    words = set(DEMONYM_EXTRA)
    path = Path(reference, "places/countries/mledoze/countries.json")
    for country in json.loads(path.read_text(encoding="utf-8")):
        for name in country.get("demonyms", {}).get("eng", {}).values():
            words |= {part.strip().lower() for part in name.split(",") if part.strip()}
    names = {country["name"]["common"].lower()
             for country in json.loads(path.read_text(encoding="utf-8"))}
    words |= {word + "s" for word in words if not word.endswith(("s", "ese", "sh", "ch"))}
    return words - names


@dataclass
class Sentence:
    text: str
    spans: list = field(default_factory=list)  # (start, end, type), sorted, disjoint
    masked: list = field(default_factory=list)  # (start, end) left out of the loss
    dates_known: bool = False


NO_SPACE_BEFORE = {",", ".", ";", ":", "!", "?", ")", "]", "}", "'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d",
                   "'m", "%", "...", "''", "’"}
NO_SPACE_AFTER = {"(", "[", "{", "$", "£", "€", "``", "‘", "#"}


def detokenise(tokens, glue_hyphens=False):
    """Tokens as natural text; returns the text and the (start, end) of each token."""
    text, offsets, quote_open, glue = "", [], {'"': False, "'": False}, True
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else ""
        after = tokens[i + 1] if i + 1 < len(tokens) else ""
        space = not glue and token not in NO_SPACE_BEFORE
        glue = token in NO_SPACE_AFTER
        if token in quote_open:
            if token == "'" and not quote_open["'"] and before[-1:] == "s" and "'" not in tokens[i + 1:]:
                space = False  # the plural possessive
            elif quote_open[token]:
                space, quote_open[token] = False, False
            else:
                quote_open[token], glue = True, True
        if token in ("-", "–", "/") and glue_hyphens and before[-1:].isalnum() and after[:1].isalnum():
            if token != "–" or (before[-1:].isdigit() and after[:1].isdigit()):
                space, glue = False, True
        written = {"``": '"', "''": '"'}.get(token, token)
        if space and text:
            text += " "
        offsets.append((len(text), len(text) + len(written)))
        text += written
    return text, offsets


class Mapper:
    """Turns token-level entities into onomast's spans by the guidelines."""

    def __init__(self, demonyms, names=()):
        self.demonyms = demonyms
        self.names = set(names)  # lower-cased words that are names of people or places

    def is_demonym(self, text):
        parts = re.split(r"[\s\-–]+", text.lower())
        compass = {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "non", "anti", "pro"}
        return bool(parts) and any(p in self.demonyms for p in parts) and all(
            p in self.demonyms or p in compass or p.rstrip(".") in {"u.s", "us"} for p in parts)

    def sentence(self, tokens, entities, dates_known=False, glue_hyphens=False):
        """`entities`: (first token, end token, type).

        "MASK" is left out of the loss; "OTHER" is O and holds no date; "WORK" is O, but the words of it
        that look like a name are masked, since names in titles of works count by the guidelines.
        """
        text, offsets = detokenise(tokens, glue_hyphens)
        spans, masked, closed = [], [], []
        for first, end, kind in sorted(entities):
            while kind == "PER" and first < end - 1 and tokens[first].lower().strip(".") in TITLES:
                first += 1
            while kind in ("ORG", "LOC", "PER") and first < end - 1 and tokens[first].lower() == "the":
                first += 1
            while first < end - 1 and tokens[end - 1].lower() in ("'s", "’s", "'", ",", "(", '"'):
                end -= 1
            span = (offsets[first][0], offsets[end - 1][1])
            surface = text[span[0]:span[1]]
            closed.append(span)
            if kind == "MASK":
                masked.append(span)
            elif kind == "WORK":
                masked += [offsets[i] for i in range(first, end) if tokens[i].lower() in self.names]
            elif kind == "DATE":
                trimmed = trim_date(text, span)
                if trimmed:
                    spans.append((*trimmed, "DATE"))
            elif kind == "PER" and surface.lower().strip(".") in TITLES:
                continue
            elif kind == "LOC" and ", " in surface:  # "Calgary, Alberta" is two places
                at = span[0]
                for part in surface.split(", "):
                    spans.append((at, at + len(part), "LOC"))
                    at += len(part) + 2
            elif kind in ("PER", "ORG", "LOC") and not self.is_demonym(surface):
                spans.append((*span, kind))
        spans = drop_overlaps(spans)
        taken = closed + [s[:2] for s in spans]
        for start, end in date_spans(text):
            if all(end <= s or start >= e for s, e in taken):
                spans.append((start, end, "DATE"))
        return Sentence(text, sorted(spans), masked, dates_known)


def drop_overlaps(spans):
    kept = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= k[0] or span[0] >= k[1] for k in kept):
            kept.append(span)
    return sorted(kept)


def entities_from_tags(tags, rename):
    """BIO or IOB1 tags to (first, end, type). `rename` maps a corpus type or returns None."""
    found, start, kind = [], None, None
    for i, tag in enumerate([*tags, "O"]):
        name = tag[2:] if tag != "O" else None
        if start is not None and (name != kind or tag.startswith("B-")):
            found.append((start, i, kind))
            start, kind = None, None
        if name is not None and start is None:
            start, kind = i, name
    mapped = [(a, b, rename(k)) for a, b, k in found]
    return [e for e in mapped if e[2]]


def read_blocks(text, token, tag):
    """Blank-line separated blocks of token/tag columns."""
    block = []
    for line in text.splitlines():
        columns = line.split("\t") if "\t" in line else line.split()
        if not columns or not line.strip():
            if block:
                yield block
            block = []
        elif not line.startswith("# "):
            block.append((columns[token], columns[tag]))
    if block:
        yield block


def grouped(sentences, size):
    return [sentences[i:i + size] for i in range(0, len(sentences), size)]


def conll(mapper, path):
    rename = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "OTHER"}.get
    documents = []
    for block in read_blocks(Path(path).read_text(encoding="latin-1"), 0, 3):
        if block[0][0] == "-DOCSTART-":
            documents.append([])
            continue
        tokens, tags = zip(*block)
        documents[-1].append(mapper.sentence(list(tokens), entities_from_tags(tags, rename)))
    return [d for d in documents if d]


def wikigold(mapper, path):
    rename = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "OTHER"}.get
    documents, current = [], []
    for block in read_blocks(Path(path).read_text(encoding="utf-8"), 0, -1):
        tokens, tags = zip(*block)
        if "-DOCSTART-" in tokens:
            documents.append(current)
            current = []
            continue
        current.append(mapper.sentence(list(tokens), entities_from_tags(tags, rename)))
    documents.append(current)
    return [d for d in documents if d]


CROSSNER = {"politician": "PER", "person": "PER", "writer": "PER", "politicalparty": "ORG", "organisation": "ORG",
            "country": "LOC", "location": "LOC", "magazine": "MASK",
            "book": "WORK", "poem": "WORK"}


def crossner(mapper, path, group=1):
    """The sentences are not in any order: each is a document of its own unless `group` says otherwise."""
    def rename(kind):
        return CROSSNER.get(kind, "OTHER")

    sentences = []
    for block in read_blocks(Path(path).read_text(encoding="utf-8"), 0, 1):
        tokens, tags = zip(*block)
        sentences.append(mapper.sentence(list(tokens), entities_from_tags(tags, rename), glue_hyphens=True))
    return grouped(sentences, group)


def uner(mapper, path):
    rename = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}.get
    documents, tokens, tags, text = [], [], [], ""
    for line in [*Path(path).read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc"):
            documents.append([])
        elif line.startswith("# text = "):
            text = line[9:]
        elif line and not line.startswith("#"):
            columns = line.split("\t")
            tokens.append(columns[1])
            tags.append(columns[2] if columns[2][2:] in ("PER", "ORG", "LOC") else "O")
        elif not line and tokens:
            documents[-1].append(aligned(mapper, text, tokens, entities_from_tags(tags, rename)))
            tokens, tags = [], []
    return [d for d in documents if d]


def aligned(mapper, text, tokens, entities):
    """As Mapper.sentence, but on the corpus' own text where the tokens can be found in it."""
    made = mapper.sentence(tokens, entities)
    offsets, at = [], 0
    for token in tokens:
        at = text.find(token, at)
        if at < 0:
            return made
        offsets.append((at, at + len(token)))
        at += len(token)
    squeezed = {made_at: k for k, made_at in enumerate(i for i, c in enumerate(made.text) if c != " ")}
    places = [i for i, c in enumerate(text) if c != " "]
    if len(places) != len(squeezed):
        return made
    moved = [(places[squeezed[s]], places[squeezed[e - 1]] + 1, k) for s, e, k in made.spans]
    return Sentence(text, moved, [], made.dates_known)


def re_docred(mapper, path):
    kinds = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "TIME": "DATE", "MISC": "OTHER", "NUM": "NUM"}
    documents = []
    for item in json.loads(Path(path).read_text(encoding="utf-8")):
        entities = [[] for _ in item["sents"]]
        names = {}
        for cluster in item["vertexSet"]:
            for mention in cluster:
                kind = kinds[mention["type"]]
                entities[mention["sent_id"]].append((*mention["pos"], kind))
                if kind in ("PER", "ORG", "LOC"):
                    words = item["sents"][mention["sent_id"]][slice(*mention["pos"])]
                    if words and words[0][:1].isupper() and len("".join(words)) > 2:
                        names[tuple(words)] = kind
        sentences = []
        for tokens, known in zip(item["sents"], entities):
            known = [(a, b, k) for a, b, k in known if 0 <= a < b <= len(tokens) and k != "NUM"]
            known = repeat_names(tokens, known, names)
            sentences.append(mapper.sentence(tokens, known, dates_known=True, glue_hyphens=True))
        documents.append(sentences)
    return documents


def repeat_names(tokens, known, names):
    """The corpus leaves some repeated mentions out: label exact repeats of a name of the document."""
    taken = {i for a, b, _ in known for i in range(a, b)}
    longest = max((len(n) for n in names), default=0)
    i, found = 0, list(known)
    while i < len(tokens):
        for size in range(min(longest, len(tokens) - i), 0, -1):
            kind = names.get(tuple(tokens[i:i + size]))
            if kind and not taken & set(range(i, i + size)):
                found.append((i, i + size, kind))
                i += size - 1
                break
        i += 1
    return found


def gmb(mapper, path, group=6, limit=None):
    """Automatic labels: only sentences without a sign of trouble are kept."""
    kinds = {"per": "PER", "org": "ORG", "geo": "LOC", "gpe": "LOC", "tim": "DATE", "art": "OTHER", "eve": "OTHER",
             "nat": "OTHER"}
    wrong = {"taleban", "taliban", "muslim", "muslims", "christian", "sunni", "shi'ite", "shiite", "state", "army"}
    sentences, tokens, tags = [], [], []

    def close():
        if 4 < len(tokens) < 60 and any(t != "O" for t in tags):
            entities = entities_from_tags(tags, kinds.get)
            good = True
            for a, b, kind in entities:
                words = [t.lower() for t in tokens[a:b]]
                if kind in ("PER", "ORG", "LOC") and not tokens[b - 1][:1].isupper():
                    good = False
                if kind in ("PER", "LOC") and set(words) & wrong or words == ["prime"]:
                    good = False
            entities = [(a, b, "LOC" if tokens[a:b] in (["U.S."], ["US"]) else k) for a, b, k in entities]
            if good:
                sentences.append(mapper.sentence(list(tokens), entities, dates_known=True))

    with zipfile.ZipFile(path) as archive:
        rows = csv.reader(io.TextIOWrapper(archive.open("ner_dataset.csv"), encoding="latin-1"))
        next(rows)
        for number, word, _, tag in rows:
            if number and tokens:
                close()
                tokens, tags = [], []
                if limit and len(sentences) >= limit * group:
                    break
            tokens.append(word)
            tags.append(tag)
    return grouped(sentences, group)


def litbank(mapper, folder):
    """Nested and nominal entities: only names are kept, and doubtful ones are masked."""
    particles = {"de", "von", "van", "of", "la", "le", "du", "der", "des", "d'", "the", "'s", "."}
    documents = []
    for path in sorted(Path(folder).glob("*.tsv")):
        document = []
        for block in blocks_of_columns(path):
            tokens = [columns[0] for columns in block]
            entities = {}
            for layer in range(1, 5):
                tags = [c[layer] if len(c) > layer and c[layer] else "O" for c in block]
                for a, b, kind in entities_from_tags(tags, lambda k: k):
                    entities[(a, b)] = kind
            document.append(mapper.sentence(tokens, names_only(tokens, entities, particles), glue_hyphens=False))
        documents.append(document)
    return documents


def blocks_of_columns(path):
    block = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip():
            block.append(line.split("\t"))
        elif block:
            yield block
            block = []


def names_only(tokens, entities, particles):
    kinds = {"PER": "PER", "GPE": "LOC", "LOC": "LOC", "ORG": "ORG", "FAC": "MASK", "VEH": "OTHER"}
    chosen = []
    for (a, b), kind in sorted(entities.items(), key=lambda e: e[0][0] - e[0][1]):
        if any(a < end and b > start for start, end, _ in chosen):
            continue
        first = a
        while first < b - 1 and (tokens[first].lower() == "the" or tokens[first].lower().strip(".") in TITLES):
            first += 1
        words = [t for t in tokens[first:b] if t.lower() not in particles]
        capital = [w[:1].isupper() for w in words]
        if not words or not any(capital):
            continue  # a common noun: O
        titles = all(w.lower().strip(".") in TITLES or not w[:1].isalpha() for w in words)
        whole = all(capital) and b - first <= 6 and tokens[b - 1][:1].isupper() and not titles
        if whole and kinds[kind] in ("PER", "LOC", "ORG"):
            chosen.append((first, b, kinds[kind]))
        elif b - a <= 8:
            inner = [e for e in entities if e != (a, b) and a <= e[0] and e[1] <= b]
            if not inner:
                chosen.append((first, b, "MASK"))
    return chosen


def sentences_of(text):
    """(start, end) of rough sentences: the shipped splitter is better, the packing hides most of it."""
    at = 0
    for match in re.finditer(r"(?<=[a-z0-9)\]\"”][.?!])[\"”’)]?(?:\s?\d{1,3})?\s+(?=[A-Z\"“(])|\n\s*\n", text):
        if text[at:match.end()].strip():
            yield (at, match.end())
        at = match.end()
    if text[at:].strip():
        yield (at, len(text))


MARK = re.compile(r"\[(PER|ORG|LOC|DATE) ([^\[\]]+)\]")


def marked(folder):
    """Prose with marks, `[PER Name]`, written for this project: a document a file, every mention labelled."""
    documents = []
    for path in sorted(Path(folder).glob("*.txt")):
        text, spans = "", []
        source, at = path.read_text(encoding="utf-8"), 0
        for mark in MARK.finditer(source):
            text += source[at:mark.start()]
            spans.append((len(text), len(text) + len(mark[2]), mark[1]))
            text += mark[2]
            at = mark.end()
        text += source[at:]
        documents.append([Sentence(text[a:b], [(s - a, e - a, k) for s, e, k in spans if a <= s and e <= b], [], True)
                          for a, b in whole_mentions(list(sentences_of(text)), spans)])
    return documents


def whole_mentions(sentences, spans):
    """Joins sentences that a rough splitter cut within a mention ("J. F. Dulles")."""
    joined = []
    for start, end in sentences:
        if joined and any(s < start < e for s, e, _ in spans):
            start, _ = joined.pop()
        joined.append((start, end))
    return joined

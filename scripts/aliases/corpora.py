"""Gold mentions with entities from several corpora, as documents of running text."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

KINDS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "ORGANIZATION": "ORG",
         "LOC": "LOC", "GPE": "LOC", "PLACE": "LOC"}


@dataclass
class Mention:
    start: int
    end: int
    kind: str
    entity: str


@dataclass
class Document:
    name: str
    text: str
    mentions: list = field(default_factory=list)
    # Start and end of each sentence in the text.
    sentences: list = field(default_factory=list)

    def of(self, mention):
        return self.text[mention.start:mention.end]


NO_BLANK_BEFORE = {",", ".", ";", ":", "!", "?", ")", "]", "}", "'s", "’s", "n't", "n’t", "%",
                   "'ll", "'re", "'ve", "'d", "''", "”", "’"}
NO_BLANK_AFTER = {"(", "[", "{", "``", "“", "‘", "$", "£"}


def running_text(name, sentences, spans):
    """Joins tokens as a printer would. `spans`: (sentence, first, last token, kind, entity)."""
    doc, places, previous, quoted = Document(name, ""), {}, "", False
    pieces, length = [], 0
    for s, tokens in enumerate(sentences):
        begun = length
        for t, token in enumerate(tokens):
            closes = token == '"' and quoted
            opened = previous in NO_BLANK_AFTER or (previous == '"' and quoted)
            if length and not (token in NO_BLANK_BEFORE or closes or opened):
                pieces.append(" ")
                length += 1
            if t == 0:
                begun = length
            if token == '"':
                quoted = not quoted
            shown = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}.get(token, token)
            places[s, t] = (length, length + len(shown))
            pieces.append(shown)
            length += len(shown)
            previous = token
        doc.sentences.append((begun, length))
    doc.text = "".join(pieces)
    known = set()
    for s, first, last, kind, entity in spans:
        start, end = places[s, first][0], places[s, last][1]
        if (start, end) not in known:
            known.add((start, end))
            doc.mentions.append(Mention(start, end, kind, str(entity)))
    doc.mentions.sort(key=lambda m: (m.start, -m.end))
    # Of nested mentions the longest is kept: mentions do not overlap.
    flat = []
    for m in doc.mentions:
        if not flat or m.start >= flat[-1].end:
            flat.append(m)
    doc.mentions = flat
    return doc


def looks_named(tokens):
    """Whether a mention is a name: capitals all through but for small words, at most six words."""
    small = {"of", "the", "and", "de", "von", "van", "der", "la", "le", "du", "al", "bin", "'s"}
    words = [t for t in tokens if any(c.isalpha() for c in t)]
    if not 1 <= len(words) <= 6 or any(t in {",", "(", ";", "—"} for t in tokens):
        return False
    pronouns = {"i", "he", "she", "it", "they", "we", "you", "his", "her", "my", "your", "their",
                "its", "our", "him", "them", "me", "us", "this", "that", "who", "whom", "the", "a",
                "himself", "herself", "itself", "myself", "one", "those", "these", "everyone"}
    return (words[0].lower() not in pronouns and words[0][0].isupper() and words[-1][0].isupper()
            and all(w[0].isupper() or w.lower() in small for w in words))


def gold_json(path):
    """A paper with gold in our JSON; only what lies in its regions is given."""
    gold = json.loads(Path(path).read_text(encoding="utf-8"))
    text = (Path(path).parent / gold["document"]).read_text(encoding="utf-8")
    doc = Document(gold["document"], text)
    doc.mentions = [Mention(m["start"], m["end"], m["type"], m["entity"]) for m in gold["mentions"]]
    return doc


def re_docred(folder):
    """Re-DocRED: paragraphs of Wikipedia; every mention of a person, organisation or place."""
    for doc in json.loads((Path(folder) / "dev_revised.json").read_text(encoding="utf-8")):
        spans = [(m["sent_id"], m["pos"][0], m["pos"][1] - 1, m["type"], entity)
                 for entity, mentions in enumerate(doc["vertexSet"])
                 for m in mentions if m["type"] in ("PER", "ORG", "LOC")]
        yield running_text(doc["title"], doc["sents"], spans)


def litbank(folder):
    """LitBank: novels; only mentions that look like names, with the kind of the entity layer."""
    for path in sorted((Path(folder) / "coref_conll").glob("*.conll")):
        layer = Path(folder) / "entities_tsv" / path.name.replace(".conll", ".tsv")
        kinds = entity_layer(layer) if layer.exists() else {}
        sentences, spans, open_spans, token_number = [[]], [], {}, 0
        for line in path.read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            if len(columns) < 5:
                if sentences[-1]:
                    sentences.append([])
                continue
            s, t = len(sentences) - 1, len(sentences[-1])
            sentences[-1].append(columns[3])
            for opening, entity, closing in re.findall(r"(\()?(\d+)(\))?", columns[-1]):
                if opening:
                    open_spans.setdefault(entity, []).append((s, t, token_number))
                if closing and open_spans.get(entity):
                    begun, first, number = open_spans[entity].pop()
                    kind = kinds.get((number, token_number), "PER")
                    named = begun == s and looks_named(sentences[s][first:t + 1])
                    if named and kind in KINDS:
                        spans.append((s, first, t, KINDS[kind], entity))
            token_number += 1
        yield running_text(path.stem, sentences, spans)


def entity_layer(path):
    """(first, last token) to kind, from columns of nested BIO labels."""
    kinds, open_labels, number = {}, {}, -1
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [r for r in rows if len(r) > 1]
    for number, row in enumerate(rows):
        for depth, label in enumerate(row[1:]):
            if not label.startswith("I-") and depth in open_labels:
                first, kind = open_labels.pop(depth)
                kinds[first, number - 1] = kind
            if label.startswith("B-"):
                open_labels[depth] = (number, label[2:])
    for first, kind in open_labels.values():
        kinds[first, number] = kind
    return kinds


def gum(folder):
    """GUM: many genres; persons, organisations and places that look like names."""
    for path in sorted((Path(folder) / "tsv").glob("*.tsv")):
        sentences, spans_of, links = [], {}, []
        for line in path.read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            if line.startswith("#") or len(columns) < 10:
                continue
            s, t = (int(x) - 1 for x in columns[0].split("-"))
            while len(sentences) <= s:
                sentences.append([])
            sentences[s].append(columns[2])
            for cell in columns[3].split("|"):
                found = re.fullmatch(r"([a-z]+)(?:\[(\d+)\])?", cell)
                if found:
                    key = found[2] or f"{s}-{t}"
                    spans_of.setdefault(key, [found[1], s, t, t])[3] = t
            here = re.findall(r"\[(\d+)\]", columns[3])
            kinds, targets = columns[-3].split("|"), columns[-2].split("|")
            if columns[-1]:
                kinds, targets = columns[-2].split("|"), columns[-1].split("|")
            for kind, target in zip(kinds, targets):
                found = re.fullmatch(r"(\d+)-(\d+)(?:\[(\d+)_(\d+)\])?", target)
                if found and not kind.startswith("bridge"):
                    there = f"{int(found[1]) - 1}-{int(found[2]) - 1}"
                    source = found[4] if found[4] not in (None, "0") else (here or [f"{s}-{t}"])[0]
                    links.append((source, found[3] if found[3] not in (None, "0") else there))
        parent = {}

        def root(x):
            while parent.get(x, x) != x:
                x = parent[x]
            return x

        for a, b in links:
            parent[root(a)] = root(b)
        spans = [(s, first, last, KINDS[kind.upper()], root(key))
                 for key, (kind, s, first, last) in spans_of.items()
                 if kind.upper() in KINDS and looks_named(sentences[s][first:last + 1])]
        yield running_text(path.stem, sentences, spans)

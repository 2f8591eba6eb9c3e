"""Decoding, development sets and strict span scores."""

import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import torch

from train.corpora import Mapper, Sentence, blocks_of_columns, conll, crossner, detokenise, entities_from_tags, sentences_of, TITLES
from train.encode import LABELS, WINDOW, encode, pack

CLS, SEP, PAD = 101, 102, 0


class AsAnnotated(Mapper):
    """Gold as its corpus has it: nothing trimmed, nothing added."""

    def __init__(self):
        super().__init__(set())

    def sentence(self, tokens, entities, dates_known=False, glue_hyphens=False):
        text, offsets = detokenise(tokens, glue_hyphens)
        spans = [(offsets[a][0], offsets[b - 1][1], k) for a, b, k in entities if k in ("PER", "ORG", "LOC", "DATE")]
        masked = [(offsets[a][0], offsets[b - 1][1]) for a, b, k in entities if k == "MASK"]
        return Sentence(text, sorted(spans), masked, dates_known)


def transitions():
    """0 where a label may follow another, -inf where BIO forbids it; the last row is the start."""
    table = np.zeros((len(LABELS) + 1, len(LABELS)))
    for j, name in enumerate(LABELS):
        if name.startswith("I-"):
            for i, before in enumerate([*LABELS, "START"]):
                if before[2:] != name[2:] or before in ("O", "START"):
                    table[i, j] = -np.inf
    return table


MOVES = transitions()


def viterbi(scores):
    """The best BIO-valid labels for one window's words (rows of log probabilities)."""
    best = scores[0] + MOVES[-1]
    back = []
    for row in scores[1:]:
        paths = best[:, None] + MOVES[:-1]
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    labels = [int(best.argmax())]
    for pointers in reversed(back):
        labels.append(int(pointers[labels[-1]]))
    return labels[::-1]


@torch.no_grad()
def word_logits(model, tokenizer, documents, batch=32, bf16=False):
    """Logits of every word's first piece, per document and sentence, with the word spans."""
    model.eval()
    jobs, out = [], []
    for d, document in enumerate(documents):
        encoded = [encode(tokenizer, s.text) for s in document]
        out.append([(e.spans, np.zeros((len(e.spans), len(LABELS)))) for e in encoded])
        lengths = [list(Counter(e.word).values()) for e in encoded]
        for window in pack(lengths):
            jobs.append((d, encoded, window))
    windows = []
    for d, encoded, window in jobs:
        ids, types, first = [CLS], [0], []
        for number, start, end in window:
            e = encoded[number]
            for k, word in enumerate(e.word):
                if start <= word < end:
                    if k == 0 or e.word[k - 1] != word:
                        first.append((len(ids), number, word))
                    ids.append(e.ids[k])
                    types.append(e.types[k])
        ids, types = (ids[:WINDOW - 1] + [SEP]), (types[:WINDOW - 1] + [0])
        windows.append((d, ids, types, [f for f in first if f[0] < WINDOW - 1]))
    order = sorted(range(len(windows)), key=lambda i: len(windows[i][1]))
    for at in range(0, len(order), batch):
        part = [windows[i] for i in order[at:at + batch]]
        size = max(len(w[1]) for w in part)
        ids = torch.tensor([w[1] + [PAD] * (size - len(w[1])) for w in part])
        types = torch.tensor([w[2] + [0] * (size - len(w[2])) for w in part])
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
            logits = model(input_ids=ids, token_type_ids=types, attention_mask=(ids != PAD).long()).logits
        logits = logits.float().numpy()
        for row, (d, _, _, first) in enumerate(part):
            for position, number, word in first:
                out[d][number][1][word] = logits[row, position]
    groups = [[] for _ in documents]
    for d, _, window in jobs:
        groups[d].append(window)
    return out, groups


def decode(out, groups, temperature=1.0):
    """Spans (start, end, type, score) per document and sentence, decoded window by window."""
    predicted = []
    for document, windows in zip(out, groups):
        spans = [[] for _ in document]
        for window in windows:
            rows, places = [], []
            for number, start, end in window:
                for word in range(start, end):
                    rows.append(document[number][1][word])
                    places.append((number, word))
            if not rows:
                continue
            logits = np.array(rows) / temperature
            logp = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
            labels = viterbi(logp)
            i = 0
            while i < len(labels):
                name = LABELS[labels[i]]
                if name == "O":
                    i += 1
                    continue
                end = i + 1
                while end < len(labels) and LABELS[labels[end]] == "I-" + name[2:]:
                    end += 1
                probability = float(np.mean([np.exp(logp[k, labels[k]]) for k in range(i, end)]))
                # A span that runs over a sentence's end is cut there: sentences are scored apart.
                k = i
                while k < end:
                    stop = k
                    while stop < end and places[stop][0] == places[k][0]:
                        stop += 1
                    number = places[k][0]
                    words = document[number][0]
                    spans[number].append((words[places[k][1]][0], words[places[stop - 1][1]][1], name[2:], probability))
                    k = stop
                i = end
        predicted.append(spans)
    return predicted


def score(documents, predicted, kinds=("PER", "ORG", "LOC")):
    counts = {kind: [0, 0, 0] for kind in kinds}  # right, predicted, gold
    for document, spans in zip(documents, predicted):
        for sentence, found in zip(document, spans):
            gold = {s for s in sentence.spans if s[2] in kinds}
            mine = {s[:3] for s in found if s[2] in kinds
                    and not any(s[0] < e and s[1] > b for b, e in sentence.masked)}
            for kind in kinds:
                counts[kind][0] += sum(1 for s in gold & mine if s[2] == kind)
                counts[kind][1] += sum(1 for s in mine if s[2] == kind)
                counts[kind][2] += sum(1 for s in gold if s[2] == kind)
    total = [sum(c[i] for c in counts.values()) for i in range(3)]
    return {kind: prf(*c) for kind, c in [*counts.items(), ("all", total)]}


def prf(right, predicted, gold):
    p, r = right / max(predicted, 1), right / max(gold, 1)
    return {"p": round(100 * p, 2), "r": round(100 * r, 2), "f": round(200 * p * r / max(p + r, 1e-9), 2), "gold": gold}


# --- development sets


def hipe(path):
    """Persons without titles, loc, org of the HIPE columns; other classes are O."""
    kinds = {"pers": "PER", "loc": "LOC", "org": "ORG"}
    documents, text, offsets, tags, tokens = [], "", [], [], []

    def close():
        nonlocal text, offsets, tags, tokens
        if tokens:
            spans = []
            for a, b, kind in entities_from_tags(tags, kinds.get):
                while kind == "PER" and a < b - 1 and (tokens[a].lower().strip(".") in TITLES or tokens[a] == "."):
                    a += 1
                spans.append((offsets[a][0], offsets[b - 1][1], kind))
            documents[-1].append(Sentence(text.rstrip(), spans))
        text, offsets, tags, tokens = "", [], [], []

    for line in Path(path).read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("# hipe2022:document_id"):
            close()
            documents.append([])
        elif line and not line.startswith("#"):
            columns = line.split("\t")
            offsets.append((len(text), len(text) + len(columns[0])))
            text += columns[0] + ("" if "NoSpaceAfter" in columns[9] else " ")
            tokens.append(columns[0])
            tags.append(columns[1])
            if "EndOfSentence" in columns[9]:
                close()
    close()
    return [d for d in documents if d]


def places_only(path):
    """Newspapers of 1780 to 1870 with places marked; streets and buildings are left out of the score."""
    kinds = {"LOC": "LOC", "BUILDING": "MASK", "STREET": "MASK"}
    documents, block = [], []
    for line in [*Path(path).read_text(encoding="utf-8").splitlines()[1:], ""]:
        if line.startswith("# hipe2022:document_id"):
            documents.append([])
        if line and not line.startswith("#"):
            block.append(line.split("\t"))
        if block and (not line or "EndOfSentence" in line):
            tokens, tags = [c[0] for c in block], [c[1] for c in block]
            documents[-1].append(AsAnnotated().sentence(tokens, entities_from_tags(tags, kinds.get)))
            block = []
    return [d for d in documents if d]


def wikineural(path):
    """Silver labels over sentences in no order; what the corpus calls MISC is O."""
    return [[AsAnnotated().sentence([c[1] for c in block], entities_from_tags(
        [c[2] for c in block], {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}.get))] for block in blocks_of_columns(Path(path))]


def gum(folder):
    """Named mentions: those linked to Wikipedia whose words are all capitalised, the longest where they nest.

    Linked mentions that are pronouns or descriptions are no names; capitalised ones without a link may or
    may not be, so they are left out of the score.
    """
    kinds = {"person": "PER", "place": "LOC", "organization": "ORG"}
    documents = []
    for path in sorted(Path(folder).glob("*.tsv")):
        documents.append([])
        for block in blocks_of_columns(path):
            block = [columns for columns in block if not columns[0].startswith("#")]
            tokens = [columns[2] for columns in block]
            if not tokens:
                continue
            found = {}
            for i, columns in enumerate(block):
                links = {re.sub(r".*\[(\d+)\]$", r"\1", part) for part in columns[6].split("|") if "[" in part}
                for number, (kind, one) in enumerate(re.findall(r"([a-z]+)(?:\[(\d+)\])?(?:\||$)", columns[3])):
                    key = one or f"{i}.{number}"
                    linked = key in links or (not one and columns[6] != "_")
                    first, _, _, before = found.get(key, (i, i, kind, False))
                    found[key] = (first, i + 1, kind, linked or before)
            chosen = []
            for first, end, kind, linked in sorted(found.values(), key=lambda f: f[0] - f[1]):
                while first < end - 1 and tokens[first].lower() == "the":
                    first += 1
                while end > first + 1 and tokens[end - 1] in ("'s", "’s", "'"):
                    end -= 1
                names = [t for t in tokens[first:end] if t.lower() not in ("of", "the", "and", "de", "von", "'s", "’s")]
                named = names and all(t[:1].isupper() for t in names) and tokens[first].lower() not in PRONOUNS
                if named and all(end <= a or first >= b for a, b, _ in chosen):
                    chosen.append((first, end, kinds.get(kind, "MASK") if linked else "MASK"))
            documents[-1].append(AsAnnotated().sentence(tokens, chosen))
    return documents


PRONOUNS = {"i", "he", "she", "it", "we", "you", "they", "his", "her", "its", "our", "your", "their", "my", "this",
            "that", "these", "those", "who", "which", "a", "an"}


def gold_paper(gold_path, repaired=False):
    """The annotated regions of a gold file as documents; `repaired` puts lost apostrophes back."""
    gold = json.loads(Path(gold_path).read_text(encoding="utf-8"))
    text = (Path(gold_path).parent / gold["document"]).read_text(encoding="utf-8")
    documents = []
    for start, end in gold["regions"]:
        region = text[start:end]
        mentions = [(m["start"] - start, m["end"] - start, m["type"]) for m in gold["mentions"]
                    if start <= m["start"] and m["end"] <= end]
        if repaired:  # same length, so that every offset stays
            region = re.sub(r"(?<=\w) s(?= )", "'s", region)
        document = []
        for a, b in sentences_of(region):
            spans = [(s - a, e - a, k) for s, e, k in mentions if a <= s and e <= b]
            document.append(Sentence(region[a:b], spans, [], True))
        documents.append(document)
    return documents


ALL = ("PER", "ORG", "LOC", "DATE")


def development_sets(data, gold, every=1):
    """name -> (documents, types scored); of large sets every n-th document. Sets whose files are absent are left out."""
    raw, data = AsAnnotated(), Path(data)
    makers = {
        "conll-testa": lambda: (conll(raw, data / "conll2003/eng.testa"), ALL[:3]),
        "crossner-politics-dev": lambda: (crossner(raw, data / "crossner/politics/dev.txt"), ALL[:3]),
        "hipe2020-en-dev": lambda: (hipe(data / "hipe2022/HIPE-2022-v2.1-hipe2020-dev-en.tsv"), ALL[:3]),
        "topres19th-dev": lambda: (places_only(data / "hipe2022/HIPE-2022-v2.1-topres19th-dev-en.tsv"), ("LOC",)),
        "wikineural-val": lambda: (wikineural(data / "wikineural/val.conllu"), ALL[:3]),
        "gum": lambda: (gum(data / "gum/tsv"), ALL[:3]),
        "paper": lambda: (gold_paper(gold), ALL),
        "paper-repaired": lambda: (gold_paper(gold, repaired=True), ALL),
    }
    sets = {}
    for name, make in makers.items():
        try:
            documents, kinds = make()
            sets[name] = (documents[::every] if len(documents) > 20 else documents, kinds)
        except FileNotFoundError as error:
            print(f"{name}: left out, {error.filename} is absent")
    return sets


def all_logits(model, tokenizer, sets, bf16=False):
    """name -> what word_logits gives: the slow part, done once for scores and temperature."""
    return {name: word_logits(model, tokenizer, documents, bf16=bf16) for name, (documents, _) in sets.items()}


def evaluate(logits, sets, temperature=1.0):
    return {name: score(documents, decode(*logits[name], temperature), kinds)
            for name, (documents, kinds) in sets.items()}


def report(results):
    for name, result in results.items():
        cells = "  ".join(f"{k} {v['p']:.1f}/{v['r']:.1f}/{v['f']:.1f}" for k, v in result.items())
        print(f"{name:22} {cells}", flush=True)


def fit_temperature(logits, sets, names=("conll-testa", "crossner-politics-dev")):
    """The temperature at which a span's mean word probability best tells whether the span is right.

    Returns it with the log loss and the expected calibration error (ten bins) at 1.0 and at it.
    """
    def measure(temperature):
        pairs = []
        for name in [n for n in names if n in sets]:
            documents, kinds = sets[name]
            for document, spans in zip(documents, decode(*logits[name], temperature)):
                for sentence, found in zip(document, spans):
                    pairs += [(s[3], s[:3] in sentence.spans) for s in found if s[2] in kinds]
        p, right = np.array([x[0] for x in pairs]).clip(1e-6, 1 - 1e-6), np.array([x[1] for x in pairs])
        loss = -np.where(right, np.log(p), np.log(1 - p)).mean()
        bins = np.minimum((p * 10).astype(int), 9)
        error = sum(abs(p[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins))
        return float(loss), float(error)

    tried = {t: measure(t) for t in [1.0, 1.2, 1.4, 1.6, 1.8, 2.0, 2.2, 2.5]}
    best = min(tried, key=lambda t: tried[t][0])
    for t in (best - 0.1, best + 0.1):
        tried[t] = measure(t)
    best = min(tried, key=lambda t: tried[t][0])
    return round(best, 2), tried[1.0], tried[best]

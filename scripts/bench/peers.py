"""The programs that onomast is timed beside.

Each is started once, loads and warms up, and then reads all texts anew for every line `go` on its standard
input, answering with the seconds it took. So loading is never counted, and rounds can be interleaved.

    python3 scripts/bench/peers.py spacy MODEL TEXT... | transformers FOLDER TEXT...
"""

import sys
import time
from multiprocessing import Pipe, Process
from pathlib import Path

PROCESSES = 2


def answer(work):
    work()  # warm-up
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        work()
        print(time.perf_counter() - start, flush=True)


def spacy_worker(pipe, model, texts):
    import spacy

    nlp = spacy.load(model)
    while pipe.recv():
        pipe.send(sum(len(doc.ents) for doc in nlp.pipe(texts)))


def spacy(model, texts):
    """As the model ships, all its components, the texts dealt out to processes by length."""
    shares = [[] for _ in range(PROCESSES)]
    for text in sorted(texts, key=len, reverse=True):
        min(shares, key=lambda share: sum(map(len, share))).append(text)
    pipes = []
    for share in shares:
        ours, theirs = Pipe()
        Process(target=spacy_worker, args=(theirs, model, share), daemon=True).start()
        pipes.append(ours)

    def work():
        for pipe in pipes:
            pipe.send(True)
        return [pipe.recv() for pipe in pipes]

    answer(work)


def transformers(folder, texts):
    """The same weights in PyTorch: sentences packed into windows, batches of 32, all threads."""
    import torch

    sys.path.insert(0, str(Path(__file__).parents[1]))
    from train import gate
    from train.corpora import Sentence
    from train.encode import load_tokenizer
    from train.evaluate import decode, sentences_of, word_logits

    torch.set_num_threads(PROCESSES)
    model = gate.open_model(folder, gated=False)
    tokenizer = load_tokenizer(Path(folder))

    def work():
        documents = [[Sentence(text[a:b], []) for a, b in sentences_of(text)] for text in texts]
        return decode(*word_logits(model, tokenizer, documents))

    answer(work)


if __name__ == "__main__":
    kind, model, *paths = sys.argv[1:]
    texts = [Path(path).read_text(encoding="utf-8") for path in paths]
    {"spacy": spacy, "transformers": transformers}[kind](model, texts)

#!/usr/bin/env python3
"""Runs a batch over many documents of mixed size and watches its memory.

    python3 scripts/soak_batch.py [--binary target/release/onomast] [--documents 20000] [-- more options of batch]

Memory (RSS, Linux) is read ten times a second. The first fifth of the run is warm-up: by then the
longest documents have been met. From there on the means of the following fifths must stay within 5 %.
"""

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def write_documents(path, count, longest, rng):
    """One JSON lines file: lengths from a sentence to `longest` characters, most of them short."""
    import json

    text = "\n\n".join(p.read_text(encoding="utf-8") for p in sorted(Path("tests/data/papers").glob("*.txt"))
                       if not p.name.endswith(".marked.txt"))
    total = 0
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            length = int(150 * (longest / 150) ** (rng.random() ** 4))
            start = rng.randrange(max(len(text) - length, 1))
            part = text[start:start + length]
            total += len(part.split())
            print(json.dumps({"id": f"{number // 1000:03}/{number:06}", "text": f"No. {number}. {part}"}), file=out)
    return total


def rss(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="target/release/onomast", type=Path)
    parser.add_argument("--documents", default=20000, type=int)
    parser.add_argument("--longest", default=60000, type=int, help="characters")
    parser.add_argument("more", nargs="*", help="options passed on to onomast batch")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        words = write_documents(scratch / "documents.jsonl", options.documents, options.longest, random.Random(1))
        command = [options.binary, "batch", scratch / "documents.jsonl", "--out", scratch / "out", "--quiet", *options.more]
        start = time.monotonic()
        run = subprocess.Popen(command)
        samples = []
        while run.poll() is None:
            try:
                if (size := rss(run.pid)) is not None:
                    samples.append(size)
            except (FileNotFoundError, ProcessLookupError):
                break
            time.sleep(0.1)
        seconds = time.monotonic() - start
        if run.wait() != 0:
            sys.exit(f"the batch ended with {run.returncode}")
    fifths = [statistics.mean(samples[i * len(samples) // 5:(i + 1) * len(samples) // 5]) for i in range(5)]
    steady = fifths[1:]
    spread = 100 * (max(steady) - min(steady)) / min(steady)
    print(f"{options.documents} documents, {words} words in {seconds:.0f} s ({words / seconds:.0f} a second)")
    print("RSS in MiB, mean of each fifth: " + " ".join(f"{x:.1f}" for x in fifths) + f"; most {max(samples):.1f}")
    print(f"spread after the first fifth: {spread:.1f} % ({'flat' if spread <= 5 else 'NOT flat'} within 5 %)")
    sys.exit(spread > 5)


if __name__ == "__main__":
    main()

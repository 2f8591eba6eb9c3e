#!/usr/bin/env python3
"""Kills a batch with SIGKILL at random moments, resumes it each time, and compares the bytes.

    python3 scripts/kill_batch.py [--binary target/release/onomast] [--kills 50] [--documents 120]

A run that never was killed is the measure: after the last resume every file of the output folder, the
manifest included, must be the same. Both shapes are tried, a file for each document and one file of
lines. Documents are the project's sample papers, cut into pieces of very different length.
"""

import argparse
import hashlib
import random
import signal
import subprocess
import tempfile
import time
from pathlib import Path


def write_documents(folder, count, rng):
    text = "\n\n".join(p.read_text(encoding="utf-8") for p in sorted(Path("tests/data/papers").glob("*.txt"))
                       if not p.name.endswith(".marked.txt"))
    for number in range(count):
        length = int(200 * 10 ** rng.uniform(0, 1.8))
        start = rng.randrange(len(text) - length)
        (folder / f"{number:04}.txt").write_text(text[start:start + length], encoding="utf-8")


def tree(folder):
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(folder.rglob("*")) if p.is_file()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="target/release/onomast", type=Path)
    parser.add_argument("--kills", default=50, type=int)
    parser.add_argument("--documents", default=120, type=int)
    parser.add_argument("--seed", default=1, type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        papers = scratch / "papers"
        papers.mkdir()
        write_documents(papers, options.documents, rng)
        for shape in ("folder", "all.jsonl"):
            # Each shape has folders of its own: what the other left would never be the same again.
            whole_run, killed_run = scratch / f"whole {shape}", scratch / f"killed {shape}"

            def command(folder, shape=shape):
                return [options.binary, "batch", papers, "--out", folder / shape, "--resume", "--quiet"]

            start = time.monotonic()
            subprocess.run(command(whole_run), check=True)
            whole = time.monotonic() - start
            expected = tree(whole_run)
            killed = finished = 0
            while killed < options.kills:
                run = subprocess.Popen(command(killed_run), stderr=subprocess.DEVNULL)
                time.sleep(rng.uniform(0, 1.1 * whole))
                run.send_signal(signal.SIGKILL)
                killed += run.wait() == -signal.SIGKILL
                # Once everything is done there is nothing left to interrupt: start afresh.
                if tree(killed_run) == expected:
                    finished += 1
                    for path in sorted(killed_run.rglob("*"), reverse=True):
                        path.rmdir() if path.is_dir() else path.unlink()
            subprocess.run(command(killed_run), check=True)
            same = tree(killed_run) == expected
            print(f"{shape}: {killed} kills over {finished + 1} batches of {options.documents} documents "
                  f"({whole:.1f} s each): {'same bytes' if same else 'DIFFERENT BYTES'}", flush=True)
            assert same


if __name__ == "__main__":
    main()

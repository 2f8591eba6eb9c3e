#!/usr/bin/env python3
"""Times onomast beside its peers on the same texts, in one go, and writes a dated record.

    cargo build --release
    python3 scripts/bench/run.py [--rounds 5] [--texts DIR] [--python PYTHON] [--spacy-python PYTHON]
                                 [--rust-bert BINARY] [--model models/default] [--tiny models/tiny] [--mark=-vnni]

Words are white-space tokens. Loading and a warm-up round are apart; the rounds of all programs are
interleaved, so that whatever else the machine does falls on all of them alike. onomast does all its work
(names, dates, aliases, JSON written), the peers find names and no more, spaCy with all components of the
model as it ships. A peer that is not installed is left out, and the record says so.
"""

import argparse
import datetime
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


class Peer:
    """A program that answers `go` with seconds."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        if self.process.stdout.readline().strip() != "ready":
            lines = self.process.stderr.read().strip().splitlines()
            raise RuntimeError(lines[-1] if lines else "did not start")

    def round(self):
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())


class Onomast:
    """A whole `onomast batch` a round; its own clock tells what loading took."""

    def __init__(self, binary, texts, more):
        self.command = [binary, "batch", *texts, "--quiet", "--timings", *more]
        self.stages = {}
        self.round()

    def round(self):
        with tempfile.TemporaryDirectory() as out:
            run = subprocess.run([*self.command, "--out", out], capture_output=True, text=True, check=True)
        wall, load = re.search(r"([\d.]+) s by the clock, ([\d.]+) s of it for loading", run.stderr).groups()
        for name, seconds in re.findall(r"^  (\S.*?)\s+([\d.]+) s +[\d.]+ %$", run.stderr, re.M):
            self.stages.setdefault(name, []).append(float(seconds))
        return float(wall) - float(load)


def machine():
    model = "unknown processor"
    if Path("/proc/cpuinfo").exists():
        found = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
        model = found.group(1) if found else model
    return f"{os.cpu_count()} cores, {model}, {platform.system()} {platform.machine()}"


def git(*arguments):
    return subprocess.run(["git", *arguments], capture_output=True, text=True).stdout.strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="target/release/onomast")
    parser.add_argument("--texts", default="tests/data/papers", type=Path)
    parser.add_argument("--model", default="models/default")
    parser.add_argument("--tiny", default="models/tiny", help="a second, smaller model, if it is there")
    parser.add_argument("--python", default=sys.executable, help="with torch and transformers")
    parser.add_argument("--spacy-python", default=sys.executable, help="with spaCy and its models")
    parser.add_argument("--spacy-models", nargs="*", default=["en_core_web_sm", "en_core_web_md"],
                        help="packages or folders")
    parser.add_argument("--rust-bert", help="an onomast built with --features rust-bert")
    parser.add_argument("--rounds", default=5, type=int)
    parser.add_argument("--record", type=Path, default=HERE / "records")
    parser.add_argument("--mark", default="", help="added to the record's name: --mark=-avx2")
    options = parser.parse_args()
    texts = [str(p) for p in sorted(options.texts.glob("*.txt")) if not p.name.endswith(".marked.txt")]
    words = sum(len(Path(p).read_text(encoding="utf-8").split()) for p in texts)

    def peer(python, *arguments):
        return lambda: Peer([python, str(HERE / "peers.py"), *arguments, *texts])

    def ours(binary, *more):
        return lambda: Onomast(binary, texts, more)

    makers = {
        "onomast int8": ours(options.binary, "--model", options.model, "--precision", "int8"),
        "onomast f32": ours(options.binary, "--model", options.model, "--precision", "f32"),
        "transformers, same weights": peer(options.python, "transformers", options.model),
    }
    if Path(options.tiny, "config.json").exists():
        makers["onomast tiny int8"] = ours(options.binary, "--model", options.tiny, "--precision", "int8")
    for model in options.spacy_models:
        makers[f"spaCy {Path(model).name}, 2 processes"] = peer(options.spacy_python, "spacy", model)
    if options.rust_bert:
        makers["rust-bert, same weights"] = ours(options.rust_bert, "--model", options.model, "--backend", "rust-bert")

    peers, absent = {}, {}
    for name, make in makers.items():
        try:
            peers[name] = make()
        except Exception as error:
            absent[name] = str(error).splitlines()[-1] if str(error) else type(error).__name__
    if not options.rust_bert:
        absent["rust-bert, same weights"] = "no binary given (--rust-bert)"

    load_before = os.getloadavg()[0]
    seconds = {name: [] for name in peers}
    for number in range(options.rounds):
        for name, program in peers.items():
            seconds[name].append(program.round())
        print(f"round {number + 1} of {options.rounds}", file=sys.stderr)

    first = next(iter(peers))
    best = statistics.median(seconds[first])
    dirty = " with changes" if git("status", "--porcelain", "--untracked-files=no") else ""
    lines = [
        f"# {datetime.date.today().isoformat()}",
        "",
        f"{machine()}; commit {git('rev-parse', '--short=12', 'HEAD')}{dirty}; {len(texts)} texts of {words} words; "
        f"{options.rounds} rounds, interleaved; load of the machine before {load_before:.1f}, after {os.getloadavg()[0]:.1f}.",
        "",
        f"| program | words/s, median | least | most | time beside {first} |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, times in sorted(seconds.items(), key=lambda item: statistics.median(item[1])):
        rates = sorted(words / t for t in times)
        lines.append(f"| {name} | {statistics.median(rates):,.0f} | {rates[0]:,.0f} | {rates[-1]:,.0f} | "
                     f"{statistics.median(times) / best:.2f} |")
    lines += ["", *(f"Left out: {name} ({reason})." for name, reason in absent.items())]
    stages = {name: statistics.median(times) for name, times in peers[first].stages.items()}
    whole = sum(stages.values())
    lines += ["", f"Where the time of {first} goes (threads added up):", "", "| stage | s | share |", "| --- | ---: | ---: |"]
    lines += [f"| {name} | {time:.3f} | {100 * time / whole:.1f} % |" for name, time in stages.items()]
    record = "\n".join(lines) + "\n"
    print(record)
    options.record.mkdir(exist_ok=True)
    (options.record / f"{datetime.date.today().isoformat()}{options.mark}.md").write_text(record, encoding="utf-8")


if __name__ == "__main__":
    main()

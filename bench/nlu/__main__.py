"""`make bench-nlu`: one run over the development test split, at most twenty minutes; writes bench/nlu.md and bench/nlu-confusions.md."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.nlu.examples import held_out, trained
from bench.nlu.report import confusions, table
from bench.nlu.systems import Run, Stock, apart, linear, ours

OUTPUT = Path(__file__).resolve().parents[1]
# Of the twenty minutes, what the last training of each of the two stock systems may take.
_STOCK_SECONDS = 240.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("ours", "linear", "acts", "topics"), action="append", help="measure only these systems")
    parser.add_argument("--stock-seconds", type=float, default=_STOCK_SECONDS, help="how long each stock Rasa may train")
    given = parser.parse_args()
    chosen = given.only or ["ours", "linear", "acts", "topics"]
    said = held_out()
    texts = [example.text for example in said]
    print(f"{len(trained())} sentences to train on, {len(said)} to judge by.", flush=True)
    systems: dict[str, tuple[str, Callable[[list[str]], Run]]] = {
        "ours": ("Seuil", ours),
        "linear": ("TF-IDF + SVC", linear),
        "acts": ("stock Rasa, acts", Stock("acts", given.stock_seconds)),
        "topics": ("stock Rasa, topics", Stock("topics", given.stock_seconds)),
    }
    runs: dict[str, Run] = {}
    started = time.perf_counter()
    for name in chosen:
        title, work = systems[name]
        print(f"{title}… ({time.perf_counter() - started:.0f} s so far)", flush=True)
        runs[title] = apart(work, texts)
    shown = table(said, runs)
    (OUTPUT / "nlu.md").write_text(shown + "\n", encoding="utf-8")
    if "Seuil" in runs:
        (OUTPUT / "nlu-confusions.md").write_text(confusions(said, runs["Seuil"].heard), encoding="utf-8")
    print(f"\n{shown}\n\nIn {time.perf_counter() - started:.0f} s. What was misunderstood: bench/nlu-confusions.md", flush=True)


if __name__ == "__main__":
    sys.exit(main())

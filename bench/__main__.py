"""Benchmarks of speed and size: `make bench` writes bench/results.json and prints a table. Understanding is `make bench-nlu`."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from bench import calls, desk, eligibility, rules, turns
from tests.processes import Service

RESULTS = Path(__file__).parent / "results.json"


def main() -> None:
    results: dict[str, dict[str, object]] = {"eligibility": eligibility.measure(), "rules": rules.measure()}
    with tempfile.TemporaryDirectory() as var:
        service = Service(Path(var), now="2026-11-23T10:30")
        try:
            service.start()
            results["turns"] = turns.measure(service)
            results["calls"] = calls.measure(service)
        finally:
            service.stop()
    results["desk"] = desk.measure()
    RESULTS.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for name, figures in results.items():
        print(f"\n{name}")
        for label, value in figures.items():
            print(f"  {label:<46} {value}")


if __name__ == "__main__":
    main()

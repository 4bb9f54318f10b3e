"""Quality of understanding on the development split of tests/understanding, which is never trained on."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import yaml

from tests.processes import Service

SPLIT = Path(__file__).parent.parent / "tests" / "understanding"


def measure(service: Service) -> dict[str, object]:
    """Topics, axis, acts and dangers: shares from 0 to 1, and milliseconds per message."""
    with httpx.Client(base_url=service.rasa, params={"token": service.settings.internal}, timeout=30) as client:

        def parse(text: str) -> dict[str, Any]:
            answer: dict[str, Any] = client.post("/model/parse", json={"text": text}).json()
            return answer

        started = time.perf_counter()
        figures = _openings(parse) | _acts(parse) | _dangers(parse)
        count = sum(len(_read(name)) for name in ("dev_openings", "dev_acts", "dev_dangers"))
        return figures | {"ms per message": round((time.perf_counter() - started) * 1000 / count, 1)}


def _read(name: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = yaml.safe_load((SPLIT / f"{name}.yml").read_text(encoding="utf-8"))
    return read


def _openings(parse: Any) -> dict[str, object]:
    hit, extra, missed = Counter[str](), Counter[str](), Counter[str]()
    exact = axis = alarms = calm = 0
    openings = _read("dev_openings")
    for opening in openings:
        heard = parse(opening["text"])
        got, want = {topic["code"] for topic in heard["topics"]}, set(opening["topics"])
        hit.update(got & want)
        extra.update(got - want)
        missed.update(want - got)
        exact += got == want
        axis += heard["axis_hint"] == opening["axis"]
        if not opening["danger"]:
            calm += 1
            alarms += bool(heard.get("danger"))
    codes = set(hit) | set(missed)
    per_topic = [2 * hit[code] / (2 * hit[code] + extra[code] + missed[code]) for code in codes]
    return {
        "topics micro F1": _share(2 * hit.total(), 2 * hit.total() + extra.total() + missed.total()),
        "topics macro F1": round(sum(per_topic) / len(per_topic), 3),
        "topics exact": _share(exact, len(openings)),
        "axis": _share(axis, len(openings)),
        "false alarms on openings": _share(alarms, calm),
    }


def _acts(parse: Any) -> dict[str, object]:
    acts = _read("dev_acts")
    return {"acts": _share(sum(parse(one["text"])["act"] == one["act"] for one in acts), len(acts))}


def _dangers(parse: Any) -> dict[str, object]:
    said, heard = Counter[str](), Counter[str]()
    near = alarms = 0
    for one in _read("dev_dangers"):
        found = bool(parse(one["text"]).get("danger"))
        if one["danger"]:
            said[one["danger"]] += 1
            heard[one["danger"]] += found
        else:
            near += 1
            alarms += found
    by_kind = {f"danger recall, {kind}": f"{heard[kind]}/{said[kind]}" for kind in sorted(said)}
    return {"danger recall": _share(heard.total(), said.total()), **by_kind, "alarms on near-misses": _share(alarms, near)}


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0

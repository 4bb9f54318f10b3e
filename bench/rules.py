"""How fast rules are judged, checked and tried on past requests: in time of the processor, which a busy machine does not lengthen."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Sequence
from typing import Any

from intake.amending import compare
from intake.convention import Case, Convention, FactKind, FieldKind, load_convention, sample_convention
from intake.eligibility import Judge, find_faults

SAMPLE = sample_convention()
# Twelve facts that the rows test: closed ones, days, topics, and what is computed.
FACTS = (
    *("employment_status", "sick_leave", "job_risk", "hospital_status", "care_renounced", "regime"),
    *("sick_leave_days", "days_since_discharge", "health_reason"),
    *("topic:arret_travail", "topic:maladie_grave", "topic:acces_soins"),
)
CASES = 100_000
DAYS = (-5, 0, 14, 29, 30, 45, 60, 89, 90, 91, 180, 400)
POSTAL_CODES = ("44000", "49000", "53000", "72000", "85000", "35000", "75011")


def tables(rows: int, seed: int = 11) -> Convention:
    """The sample with so many rows in the tables of its axes: each is about one work situation, and tests one to three facts more."""
    chance = random.Random(seed)
    data: dict[str, Any] = json.loads(SAMPLE.canonical_json)
    data["examples"] = []
    situations = [value.code for value in SAMPLE.field("employment_status").values]
    for letter, table in zip("EF", data["axis_tables"], strict=True):
        table["rows"] = [
            {
                "id": f"{letter}{number}",
                "conditions": {"employment_status": {"in": [situations[number % len(situations)]]}}
                | {fact: _cell(chance, fact) for fact in chance.sample(FACTS[1:], chance.randint(1, 3))},
                "says": chance.random() < 0.7,
                "motive": "essai",
                "reference": "essai",
            }
            for number in range(rows // 2)
        ]
    return load_convention(data)


def _cell(chance: random.Random, fact: str) -> dict[str, Any]:
    match SAMPLE.fact_kind(fact):
        case FactKind.BOOLEAN:
            return {"is": chance.random() < 0.7}
        case FactKind.NUMBER:
            low = chance.choice([0, 30, 60, 90])
            return {"range": chance.choice([{"lo": low}, {"hi": low + 29}, {"lo": low, "hi": low + 59}])}
        case _:
            values = [value.code for value in SAMPLE.field(fact).values]
            return {"in": chance.sample(values, chance.randint(1, max(len(values) // 2, 1)))}


def cases(count: int, seed: int = 7) -> list[Case]:
    """Invented past requests, of which a good half is known."""
    chance = random.Random(seed)
    topics = [topic.code for topic in SAMPLE.topics]
    made = []
    for _ in range(count):
        facts: dict[str, str | int] = {}
        for field in SAMPLE.fields:
            if field.when.value in ("optional", "off") or chance.random() < 0.4:
                continue
            if field.kind is FieldKind.CHOICE:
                facts[field.code] = chance.choice(field.values).code
            elif field.kind is FieldKind.DATE and field.code != "birth_date":
                facts[field.code] = chance.choice(DAYS)
            elif field.kind is FieldKind.POSTAL_CODE:
                facts[field.code] = chance.choice(POSTAL_CODES)
        heard = None if chance.random() < 0.1 else tuple(chance.sample(topics, chance.randint(0, 3)))
        made.append(Case(facts=facts, topics=heard, danger=chance.random() < 0.03))
    return made


def judged(convention: Convention, on: Sequence[Case]) -> float:
    """Verdicts with trace a second, on one core, of the second half of the cases, once the first half was judged."""
    judge = Judge(convention)
    for case in on[: len(on) // 2]:
        judge.trace(judge.known(case))
        judge.judge(judge.known(case))
    rest = on[len(on) // 2 :]
    start = time.process_time()
    for case in rest:
        known = judge.known(case)
        judge.judge(known)
        judge.trace(known)
    return len(rest) / (time.process_time() - start)


def checked(convention: Convention) -> float:
    """Seconds to find every fault."""
    start = time.process_time()
    find_faults(convention)
    return time.process_time() - start


def tried(old: Convention, new: Convention, on: Sequence[Case]) -> float:
    """Seconds to compare two conventions on past requests."""
    start = time.process_time()
    compare(old, new, on)
    return time.process_time() - start


def measure() -> dict[str, object]:
    """Every figure, by name, with how busy the machine was."""
    past = cases(CASES)
    twenty, hundred = tables(20), tables(100)
    return {
        "20 rows x 12 facts, with trace: per second (target 100,000)": round(judged(twenty, past)),
        "the sample, with trace: per second": round(judged(SAMPLE, past)),
        "checks of 100 rows: seconds (target 0.2)": round(min(checked(hundred) for _ in range(3)), 3),
        "checks of the sample: seconds": round(min(checked(SAMPLE) for _ in range(3)), 3),
        "back-test of 100,000 cases: seconds (target 10)": round(tried(SAMPLE, twenty, past), 2),
        "load of the machine": round(os.getloadavg()[0], 1),
    }


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:62} {value}")

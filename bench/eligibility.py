"""How many requests a second are judged, with the full explanation: nothing known, half told, all told."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from intake.convention import FieldKind, sample_convention
from intake.draft import Answer, Draft, Said, TopicHeard
from intake.eligibility import Evaluation, assess, fields_to_ask
from intake.eligibility.possible import compile_rules
from lexicon.codes import Channel

TODAY = date(2026, 11, 23)
ROUNDS = 400


def drafts(share: float, seed: int = 7) -> list[Draft]:
    """Random invented requests of which about `share` is told."""
    chance = random.Random(seed)
    convention = sample_convention()
    made = []
    for number in range(ROUNDS):
        answers: dict[str, Answer] = {}
        for field in convention.fields:
            if chance.random() >= share:
                continue
            value: Any = "x"
            if field.kind is FieldKind.CHOICE:
                value = chance.choice(field.values).code
            elif field.kind is FieldKind.DATE:
                value = (TODAY - timedelta(days=chance.randrange(400))).isoformat()
            elif field.kind is FieldKind.POSTAL_CODE:
                value = chance.choice(["44000", "35000"])
            answers[field.code] = Answer(field=field.code, value=value)
        topics = chance.sample([topic.code for topic in convention.topics], 2) if share else []
        made.append(
            Draft(
                request_id=str(number),
                channel=Channel.WEB,
                reference_date=TODAY,
                convention_version=1,
                account=(Said(text="récit", at=datetime(2026, 11, 23, tzinfo=UTC)),) if share else (),
                answers=answers,
                topics=tuple(TopicHeard(code=code, words=code) for code in topics),
            )
        )
    return made


def milliseconds(work: Callable[[Draft], object], on: list[Draft]) -> tuple[float, float]:
    """Median and worst time of one call."""
    times = []
    for draft in on:
        start = time.perf_counter()
        work(draft)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), max(times)


def measure() -> dict[str, object]:
    """Every figure, by name; times in milliseconds."""
    return {name: round(value, 2) for name, value in run().items()}


def run() -> dict[str, float]:
    """Every figure, by name, not rounded."""
    convention = sample_convention()
    start = time.perf_counter()
    compile_rules(convention)
    figures = {"compile_ms": (time.perf_counter() - start) * 1000}
    assess(convention, drafts(1)[0])
    for name, share in (("nothing told", 0.0), ("half told", 0.5), ("all told", 1.0)):
        on = drafts(share)
        for what, work in (
            ("possible", lambda draft: Evaluation(convention, draft).possible),
            ("assess with trace", lambda draft: assess(convention, draft)),
            ("fields to ask", lambda draft: fields_to_ask(convention, draft)),
        ):
            median, worst = milliseconds(work, on)
            figures |= {
                f"{name}, {what}: median ms": median,
                f"{name}, {what}: worst ms": worst,
                f"{name}, {what}: per second": 1000 / median,
            }
    return figures


if __name__ == "__main__":
    for name, value in run().items():
        print(f"{name:55} {value:10.2f}")

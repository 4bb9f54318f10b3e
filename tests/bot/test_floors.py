"""What the trained model reaches on sentences that it never saw: it may get better, not worse."""

from __future__ import annotations

from functools import cache

import pytest

from bench.nlu.examples import held_out
from bench.nlu.scores import Heard, act_figures, axis_share, danger_recall, false_alarms, topic_figures
from tests.bot.support import Rasa


@pytest.fixture(scope="module")
def heard(running: Rasa) -> list[Heard]:
    @cache
    def parse(text: str) -> Heard:
        found = running.parse(text)
        danger = found.get("danger")
        topics = frozenset(topic["code"] for topic in found["topics"])
        return Heard(found["act"], topics, found["axis_hint"], danger["kind"] if danger else None)

    return [parse(example.text) for example in held_out()]


def test_topics(heard: list[Heard]) -> None:
    figures = topic_figures(held_out(), heard)
    assert figures.micro >= 0.89
    assert figures.macro >= 0.89
    assert min(figures.each.values()) >= 0.7, figures.each


def test_axis(heard: list[Heard]) -> None:
    assert axis_share(held_out(), heard).value >= 0.94


def test_acts(heard: list[Heard]) -> None:
    share, macro = act_figures(held_out(), heard)
    assert share.value >= 0.935
    assert macro >= 0.935


def test_dangers(heard: list[Heard]) -> None:
    recalls = danger_recall(held_out(), heard)
    assert recalls["all"].value >= 0.96, recalls
    assert min(share.value for share in recalls.values()) >= 0.92, recalls


def test_false_alarms(heard: list[Heard]) -> None:
    assert false_alarms(held_out(), heard, near=False).value <= 0.03
    assert false_alarms(held_out(), heard, near=True).value <= 0.10

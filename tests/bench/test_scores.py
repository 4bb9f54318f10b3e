"""Figures of understanding on cases small enough to count by hand."""

from __future__ import annotations

import pytest

from bench.nlu.examples import Example
from bench.nlu.scores import Heard, Share, act_figures, axis_share, danger_recall, false_alarms, kind_share, topic_figures


def said(*topics: str, optional: tuple[str, ...] = (), axis: str = "none", danger: str | None = None, near: bool = False) -> Example:
    return Example("x", "tell_situation", frozenset(topics), frozenset(optional), axis, danger, near)


def moved(act: str) -> Example:
    return Example("x", act, None, frozenset(), None, None, False)


def heard(*topics: str, axis: str = "none", danger: str | None = None, act: str = "tell_situation") -> Heard:
    return Heard(act, frozenset(topics), axis, danger)


def test_topics_are_counted_label_by_label_and_message_by_message():
    figures = topic_figures([said("budget", "logement"), said("mdph")], [heard("budget"), heard("mdph", "deces")])
    # Two heard, one missed, one extra.
    assert figures.micro == pytest.approx(2 * 2 / (2 * 2 + 1 + 1))
    # A topic that nobody said has no figure of its own; it weighs in the micro one.
    assert figures.each == {"budget": 1.0, "logement": 0.0, "mdph": 1.0}
    assert figures.macro == pytest.approx(2 / 3)
    assert figures.exact == Share(0, 2)


def test_an_optional_topic_counts_neither_way():
    one = said("budget", optional=("logement",))
    assert topic_figures([one, one], [heard("budget"), heard("budget", "logement")]).exact == Share(2, 2)
    # Nothing is required: that nothing was recognised is right too.
    assert topic_figures([said(optional=("violence",))], [heard("autre")]).exact == Share(1, 1)


def test_acts_are_judged_on_moves_only():
    share, macro = act_figures(
        [moved("deny"), moved("deny"), moved("stop"), said("budget")], [heard(act=a) for a in ("deny", "stop", "stop", "stop")]
    )
    assert share == Share(2, 3)
    assert macro == pytest.approx((2 / 3 + 2 / 3) / 2)


def test_a_danger_of_another_kind_is_an_alarm_all_the_same():
    both = [said("autre", danger="suicide"), said("autre", danger="enfant")]
    found = [heard(danger="medical"), heard()]
    assert danger_recall(both, found) == {"enfant": Share(0, 1), "suicide": Share(1, 1), "all": Share(1, 2)}
    assert kind_share(both, found) == Share(0, 1)


def test_false_alarms_are_told_apart():
    calm = [said("budget"), said("autre", near=True), moved("thanks")]
    found = [heard(), heard(danger="suicide"), heard(danger="violence")]
    assert false_alarms(calm, found, near=True) == Share(1, 1)
    assert false_alarms(calm, found, near=False) == Share(1, 2)


def test_axis_counts_where_it_is_labelled():
    assert axis_share([said("budget"), moved("deny"), said("mdph", axis="soins")], [heard(), heard(), heard()]) == Share(1, 2)


def test_the_interval_holds_the_share_and_narrows_with_the_count():
    few, many = Share(9, 10), Share(900, 1000)
    assert few.interval[0] < 0.9 < few.interval[1]
    assert many.interval[0] > few.interval[0]
    assert many.interval[1] < few.interval[1]
    assert Share(0, 0).interval == (0.0, 1.0)
    assert Share(300, 300).interval[0] > 0.98

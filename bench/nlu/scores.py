"""Figures of understanding, from what was said and what was heard; pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from bench.nlu.examples import Example

_Z = 1.96


@dataclass(frozen=True)
class Heard:
    """What a system makes of one message; None where it does not say."""

    act: str | None = None
    topics: frozenset[str] | None = None
    axis: str | None = None
    danger: str | None = None
    hears_danger: bool = True


@dataclass(frozen=True)
class Share:
    """A part of a whole, with its 95 % interval (Wilson), all from 0 to 1."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """The share itself; 0 of nothing."""
        return self.part / self.whole if self.whole else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies, 19 times in 20."""
        if not self.whole:
            return (0.0, 1.0)
        spread = _Z * sqrt(self.value * (1 - self.value) / self.whole + _Z**2 / (4 * self.whole**2))
        middle, scale = self.value + _Z**2 / (2 * self.whole), 1 + _Z**2 / self.whole
        return (max((middle - spread) / scale, 0.0), min((middle + spread) / scale, 1.0))

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:.1%} ({self.part}/{self.whole}, {low:.0%}–{high:.0%})"


@dataclass(frozen=True)
class TopicFigures:
    """Micro and macro F1, share of messages whose topics are exactly right, and F1 of each topic."""

    micro: float
    macro: float
    exact: Share
    each: dict[str, float]


def topic_figures(said: Sequence[Example], heard: Sequence[Heard]) -> TopicFigures:
    """Figures over the messages whose topics are labelled; optional topics count neither way."""
    hit, extra, missed = Counter[str](), Counter[str](), Counter[str]()
    exact = whole = 0
    for example, found in zip(said, heard, strict=True):
        if example.topics is None or found.topics is None:
            continue
        want, got = example.topics - example.optional, found.topics - example.optional
        if not want and example.optional:
            # Nothing is required: that nothing else was recognised is right too.
            got -= {"autre"}
        hit.update(want & got)
        extra.update(got - want)
        missed.update(want - got)
        exact += want == got
        whole += 1
    names = sorted(set(hit) | set(missed))
    each = {name: _f1(hit[name], extra[name], missed[name]) for name in names}
    macro = sum(each.values()) / len(each) if each else 0.0
    return TopicFigures(_f1(sum(hit.values()), sum(extra.values()), sum(missed.values())), macro, Share(exact, whole), each)


def act_figures(said: Sequence[Example], heard: Sequence[Heard]) -> tuple[Share, float]:
    """Share of right acts, and their macro F1, over the examples of acts; openings are told, not moved."""
    pairs = [(e.act, h.act) for e, h in zip(said, heard, strict=True) if e.topics is None and h.act is not None]
    names = {act for act, _ in pairs}
    each = [_f1_of(name, pairs) for name in names]
    return Share(sum(a == b for a, b in pairs), len(pairs)), sum(each) / len(each) if each else 0.0


def axis_share(said: Sequence[Example], heard: Sequence[Heard]) -> Share:
    """Share of right axes where one is labelled."""
    pairs = [(e.axis, h.axis) for e, h in zip(said, heard, strict=True) if e.axis is not None and h.axis is not None]
    return Share(sum(a == b for a, b in pairs), len(pairs))


def danger_recall(said: Sequence[Example], heard: Sequence[Heard]) -> dict[str, Share]:
    """Share of dangers that raised an alarm, of whatever kind: by kind, and « all »."""
    by_kind: dict[str, list[bool]] = {}
    for example, found in zip(said, heard, strict=True):
        if example.danger and found.hears_danger:
            by_kind.setdefault(example.danger, []).append(found.danger is not None)
    shares = {kind: Share(sum(alarms), len(alarms)) for kind, alarms in sorted(by_kind.items())}
    return shares | {"all": _sum(shares.values())}


def kind_share(said: Sequence[Example], heard: Sequence[Heard]) -> Share:
    """Share of the dangers heard that were given their right kind."""
    pairs = [(e.danger, h.danger) for e, h in zip(said, heard, strict=True) if e.danger and h.danger]
    return Share(sum(a == b for a, b in pairs), len(pairs))


def false_alarms(said: Sequence[Example], heard: Sequence[Heard], *, near: bool) -> Share:
    """Share of alarms on near-misses, or on ordinary messages (openings and acts)."""
    alarms = [h.danger is not None for e, h in zip(said, heard, strict=True) if not e.danger and e.near_miss is near and h.hears_danger]
    return Share(sum(alarms), len(alarms))


def _sum(shares: Iterable[Share]) -> Share:
    listed = list(shares)
    return Share(sum(share.part for share in listed), sum(share.whole for share in listed))


def _f1(hit: int, extra: int, missed: int) -> float:
    return 2 * hit / (2 * hit + extra + missed) if hit + extra + missed else 0.0


def _f1_of(name: str, pairs: list[tuple[str, str | None]]) -> float:
    return _f1(sum(a == b == name for a, b in pairs), sum(b == name != a for a, b in pairs), sum(a == name != b for a, b in pairs))

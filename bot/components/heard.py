"""What can be heard in a message besides other things: judged on the whole and on the clause that speaks most of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.components.linear import Linear, Rows, folds, independent


@dataclass(frozen=True)
class Clauses:
    """The clauses of many messages: their rows, and for each the place of its message."""

    rows: Rows
    owners: np.ndarray

    def of(self, messages: np.ndarray) -> Clauses:
        """The clauses of these messages only, owners counted anew."""
        places = np.full(int(self.owners.max(initial=-1)) + 2, -1)
        places[messages] = np.arange(len(messages))
        kept = np.flatnonzero(places[self.owners] >= 0)
        return Clauses(self.rows[kept], places[self.owners[kept]])


@dataclass(frozen=True)
class Heard:
    """Independent classes with honest probabilities; slopes are classes × (whole, loudest clause)."""

    linear: Linear
    slopes: np.ndarray
    shifts: np.ndarray

    def chances(self, said: Said) -> np.ndarray:
        """The probability of each class in one message."""
        return 1 / (1 + np.exp(-(said.whole * self.slopes[:, 0] + said.loudest * self.slopes[:, 1] + self.shifts)))


@dataclass(frozen=True)
class Said:
    """The scores of one message: of the whole, of its loudest clause, and which clause that is, for each class."""

    whole: np.ndarray
    loudest: np.ndarray
    places: np.ndarray


def read(linear: Linear, whole: Rows, clauses: Rows) -> Said:
    """The scores that a model gives to one message and its clauses."""
    apart = linear.scores(clauses)
    places = apart.argmax(axis=0)
    return Said(linear.scores(whole)[0], apart[places, np.arange(apart.shape[1])], places)


def learn(rows: Rows, clauses: Clauses, truths: dict[str, np.ndarray], strength: float, columns: np.ndarray) -> tuple[Heard, np.ndarray]:
    """The model, and the probabilities that it gives to examples held out (rows × classes).

    A class needs an example and a counter-example in each three quarters of the rows.
    """
    names = list(truths)
    linear, scores = held_out(rows, clauses, truths, strength, columns)
    slopes, shifts, chances = np.zeros((len(names), 2)), np.zeros(len(names)), np.zeros((rows.shape[0], len(names)))
    for index, name in enumerate(names):
        sigmoid = LogisticRegression().fit(scores[:, index], truths[name])
        slopes[index], shifts[index] = sigmoid.coef_[0], sigmoid.intercept_[0]
        chances[:, index] = sigmoid.predict_proba(scores[:, index])[:, 1]
    return Heard(linear, slopes, shifts), chances


def held_out(
    rows: Rows, clauses: Clauses, truths: dict[str, np.ndarray], strength: float, columns: np.ndarray, *, balanced: bool = False
) -> tuple[Linear, np.ndarray]:
    """The linear model, and the scores that its like give to examples held out: rows × classes × (whole, loudest clause)."""
    scores = np.zeros((rows.shape[0], len(truths), 2))
    for train, test in folds(rows.shape[0]):
        part = independent(rows[train], {name: truth[train] for name, truth in truths.items()}, strength, columns, balanced=balanced)
        scores[test, :, 0] = part.scores(rows[test])
        scores[test, :, 1] = _loudest(part, clauses.of(test), scores[test, :, 0])
    return independent(rows, truths, strength, columns, balanced=balanced), scores


def _loudest(linear: Linear, clauses: Clauses, otherwise: np.ndarray) -> np.ndarray:
    """The highest score among each message's clauses; the message's own where it has none."""
    loudest = np.full(otherwise.shape, -np.inf)
    np.maximum.at(loudest, clauses.owners, linear.scores(clauses.rows))
    return np.where(np.isinf(loudest), otherwise, loudest)

"""Linear models over shared features: quick to train and to load, and each score is a sum of what words weigh."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import scipy.sparse
from scipy.optimize import minimize_scalar
from sklearn.model_selection import KFold
from sklearn.svm import LinearSVC

Rows = scipy.sparse.csr_matrix
_FOLDS, _SEED = 4, 7


@dataclass(frozen=True)
class Linear:
    """Scores for classes; `weights` is features × classes."""

    classes: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray

    def scores(self, rows: Rows) -> np.ndarray:
        """Rows × classes; above 0 means yes."""
        return np.asarray(rows @ self.weights) + self.bias

    def shares(self, rows: Rows) -> np.ndarray:
        """Probabilities of exclusive classes, rows × classes; each row sums to 1."""
        return _shares(self.scores(rows))


def independent(
    rows: Rows, truths: dict[str, np.ndarray], strength: float, columns: np.ndarray | None = None, *, balanced: bool = False
) -> Linear:
    """One support vector machine a class; `truths` gives rows × bool for each class, `strength` is scikit-learn's C.

    Only `columns` are looked at, all when None; `balanced` gives a rare class the weight of the others.
    """
    seen = rows.copy() if columns is None else rows[:, columns]
    # Once, here: each thread would do it in place.
    seen.sum_duplicates()
    weights, biases = np.zeros((rows.shape[1], len(truths)), dtype=np.float32), []

    def fit(truth: np.ndarray) -> LinearSVC:
        return LinearSVC(C=strength, random_state=_SEED, class_weight="balanced" if balanced else None).fit(seen, truth)

    # The solver works outside Python's lock: a thread a core.
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        for place, model in enumerate(threads.map(fit, truths.values())):
            weights[slice(None) if columns is None else columns, place] = model.coef_[0]
            biases.append(model.intercept_[0])
    # Row after row in memory: scipy would copy the whole matrix at every message otherwise.
    return Linear(tuple(truths), np.ascontiguousarray(weights), np.array(biases, dtype=np.float32))


def exclusive(rows: Rows, labels: list[str], strength: float) -> Linear:
    """One class against the rest for each label, the scores stretched so that shares are honest on examples held out."""
    names = sorted(set(labels))
    given = np.array([names.index(label) for label in labels])

    def fit(among: np.ndarray) -> Linear:
        return independent(rows[among], {name: given[among] == index for index, name in enumerate(names)}, strength)

    held_out = np.zeros((len(labels), len(names)))
    for train, test in folds(len(labels)):
        # A class may be missing from a fold of a small set: it then keeps no score there.
        present = [name for index, name in enumerate(names) if 0 < (given[train] == index).sum() < len(train)]
        part = independent(rows[train], {name: given[train] == names.index(name) for name in present}, strength)
        held_out[np.ix_(test, [names.index(name) for name in present])] = part.scores(rows[test])

    def surprise(stretch: float) -> float:
        return float(-np.log(_shares(held_out * stretch)[np.arange(len(given)), given] + 1e-12).mean())

    stretch = float(minimize_scalar(surprise, bounds=(0.5, 10.0), method="bounded").x)
    whole = fit(np.arange(len(labels)))
    return Linear(whole.classes, (whole.weights * stretch).astype(np.float32), (whole.bias * stretch).astype(np.float32))


def folds(count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Splits of `count` examples into train and held-out places, always the same."""
    return list(KFold(_FOLDS, shuffle=True, random_state=_SEED).split(np.zeros(count)))


def _shares(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)

"""Linear models over shared features: small, quick to load, and each score is a sum of what words weigh."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

Rows = scipy.sparse.csr_matrix
_FOLDS, _SEED = 3, 7


@dataclass(frozen=True)
class Linear:
    """Scores for classes; `weights` is features × classes."""

    classes: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray

    def scores(self, rows: Rows) -> np.ndarray:
        """Log-odds, rows × classes."""
        return np.asarray(rows @ self.weights) + self.bias

    def shares(self, rows: Rows) -> np.ndarray:
        """Probabilities of exclusive classes, rows × classes; each row sums to 1."""
        scores = self.scores(rows)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    def chances(self, rows: Rows) -> np.ndarray:
        """Probabilities of independent classes, rows × classes."""
        return 1 / (1 + np.exp(-self.scores(rows)))


def exclusive(rows: Rows, labels: list[str], strength: float) -> Linear:
    """Multinomial logistic regression; `strength` is scikit-learn's C."""
    model = LogisticRegression(C=strength, max_iter=300, tol=1e-3, random_state=_SEED)
    model.fit(rows, labels)
    weights, bias = model.coef_.T, model.intercept_
    if len(model.classes_) == 2:
        weights, bias = np.hstack([-weights / 2, weights / 2]), np.concatenate([-bias / 2, bias / 2])
    return Linear(tuple(str(name) for name in model.classes_), weights.astype(np.float32), bias.astype(np.float32))


def independent(rows: Rows, truths: dict[str, np.ndarray], strength: float, sample_weight: np.ndarray | None = None) -> Linear:
    """One yes/no logistic regression a class; `truths` gives rows × bool for each class."""
    names, weights, biases = [], [], []
    for name, truth in truths.items():
        model = LogisticRegression(C=strength, solver="liblinear", class_weight="balanced", tol=1e-3, random_state=_SEED)
        model.fit(rows, truth, sample_weight=sample_weight)
        names.append(name)
        weights.append(model.coef_[0])
        biases.append(model.intercept_[0])
    return Linear(tuple(names), np.array(weights, dtype=np.float32).T, np.array(biases, dtype=np.float32))


def folds(groups: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Held-out splits of the examples, balanced on `groups`."""
    splitter = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    return list(splitter.split(np.zeros(len(groups)), groups))


@dataclass(frozen=True)
class Calibrated:
    """A model whose log-odds were stretched and shifted class by class to mean what they say."""

    linear: Linear
    slopes: np.ndarray
    shifts: np.ndarray

    def chances(self, held_out: np.ndarray) -> np.ndarray:
        """Probabilities of the raw log-odds that the calibration was made on."""
        return 1 / (1 + np.exp(-(held_out * self.slopes + self.shifts)))


def calibrated(linear: Linear, held_out: np.ndarray, truths: dict[str, np.ndarray]) -> Calibrated:
    """Platt's calibration of each class on log-odds of examples held out (rows × classes)."""
    slopes, shifts = np.ones(len(linear.classes)), np.zeros(len(linear.classes))
    for index, name in enumerate(linear.classes):
        sigmoid = LogisticRegression(C=1.0).fit(held_out[:, [index]], truths[name])
        if sigmoid.coef_[0, 0] > 0:
            slopes[index], shifts[index] = sigmoid.coef_[0, 0], sigmoid.intercept_[0]
    stretched = Linear(linear.classes, (linear.weights * slopes).astype(np.float32), (linear.bias * slopes + shifts).astype(np.float32))
    return Calibrated(stretched, slopes, shifts)

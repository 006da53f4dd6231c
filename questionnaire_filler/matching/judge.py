"""The judge: a logistic calibrator of about fifteen numbers, from named features to the probability that a candidate is right.

Its numbers are fitted by tools/fit_judge.py on labelled questions of real questionnaires, whole questionnaires left out, and shipped as
readable JSON. Platt, "Probabilistic outputs for support vector machines", 1999; the threshold is set by a one-sided bound, see docs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Judge:
    """A fitted calibrator.

    Attributes:
        weights: The weight of each named feature.
        bias: The intercept.
        threshold: Lowest confidence that fills itself in.
        unusual_below: A form whose median question is less like anything stored than this is unusual.
        unusual_threshold: The threshold for unusual forms.
    """

    weights: Mapping[str, float]
    bias: float
    threshold: float
    unusual_below: float
    unusual_threshold: float

    def confidence(self, features: Mapping[str, float]) -> float:
        """Return the probability that a candidate with these features is right."""
        score = self.bias + sum(weight * features[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-score))


def judge_from(data: Mapping[str, object]) -> Judge:
    """Return the judge that the stored numbers describe."""
    return Judge(**data)  # type: ignore[arg-type]

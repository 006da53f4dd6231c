"""Fit the judge: a logistic calibrator from the matcher's named features to "is the best candidate right?".

Usage: uv run --group train python tools/fit_judge.py --set BANK_DIR QUESTIONS WEIGHT [--set ...] [--target 0.97] [--model DIR] [--write]

A set is an answer bank, labelled questions (JSON lines: text, gold, source), and how much each of its questions counts: a set in which
half of the questions are near misses by design stands for fewer than a real one. Whole questionnaires (sources) are left out in turn, and
the figures printed are of questions whose questionnaire the numbers never saw. What is left out is then scaled (Platt, 1999), so that nine
in ten of those called 0.9 are right: the fit itself is too humble, for near misses are more common in a set made of them than in a form.
The threshold is the lowest one from which on the left-out questions keep the target precision by a one-sided binomial bound
(Clopper-Pearson, 80 %). Needs scikit-learn (dependency group `train`).
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.special import expit, logit
from scipy.stats import beta
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from questionnaire_filler.bank import load as load_bank
from questionnaire_filler.catalogue import load as load_catalogue
from questionnaire_filler.linking import links, meaning_of
from questionnaire_filler.matching.judge import Judge
from questionnaire_filler.matching.knowledge import from_catalogue
from questionnaire_filler.matching.matcher import Matcher
from questionnaire_filler.model import Question, Reason
from questionnaire_filler.semantic import SentenceModel, find_model

OUT = Path(__file__).parent.parent / "questionnaire_filler" / "matching" / "judge.json"
NEUTRAL = Judge({}, 0.0, 0.5, 0.0, 0.5)
STRENGTH = 0.5
#: How much a question of a set that does not count in full says of how sure a confidence is: half of it are near misses by design.
SCALING_WEIGHT = 0.15
FOLDS_MIN = 20


@dataclass(frozen=True)
class Row:
    """The best candidate of one labelled question."""

    source: str
    text: str
    answerable: bool
    right: bool
    features: dict[str, float]
    cap: float
    likeness: float
    weight: float


def rows_of(bank_dir: Path, questions: Path, weight: float, catalogue: bool, model: SentenceModel | None) -> list[Row]:
    """Match a labelled set and return its rows."""
    bank = load_bank(bank_dir)
    knowledge = from_catalogue(load_catalogue()) if catalogue else None
    meaning = meaning_of(model, knowledge) if model else None
    topics = {link.entry: link.topics for link in links(bank.entries, knowledge, meaning)} if knowledge else {}
    matcher = Matcher(bank.entries, topics, knowledge, NEUTRAL, meaning)
    items = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines() if line.strip()]
    proposals = matcher.match([Question(f"Q{n}", item["text"], "") for n, item in enumerate(items)]).proposals
    found = []
    for item, proposal in zip(items, proposals, strict=True):
        if not proposal.candidates:
            continue
        best = proposal.candidates[0]
        if best.via is not Reason.MATCHED:
            continue
        named = dict(best.features)
        source = item.get("source", questions.name)
        kit = source.split("/")[0] if "vsaq" not in source else source
        cap = min([guard.cap for guard in best.guards], default=1.0)
        found.append(Row(kit, item["text"], bool(item["gold"]), best.entry in item["gold"], named, cap, named["nearest-text"], weight))
    return found


def left_out(matrix: np.ndarray, right: np.ndarray, sources: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Return each question's confidence from a judge that never saw its questionnaire."""
    found = np.zeros(len(right))
    for source in sorted(set(sources)):
        held = sources == source
        judge = LogisticRegression(C=STRENGTH, max_iter=2000).fit(matrix[~held], right[~held], weight[~held])
        found[held] = judge.predict_proba(matrix[held])[:, 1]
    return found


def scaling(confidence: np.ndarray, rows: list[Row]) -> tuple[float, float]:
    """Return the factor and the shift of the log-odds with which left-out confidences say how many are right (Platt scaling).

    What a guard caps is left out: its confidence is the cap.
    """
    free = np.array([row.cap == 1.0 for row in rows])
    right = np.array([row.right for row in rows])
    counts = np.array([1.0 if row.weight >= 1 else SCALING_WEIGHT for row in rows])
    fitted = LogisticRegression(C=100.0).fit(logit(confidence)[free, None], right[free], counts[free])
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def bound(good: float, of: float, level: float = 0.8) -> float:
    """Return the one-sided lower Clopper-Pearson bound of a precision."""
    return float(beta.ppf(1 - level, good, of - good + 1)) if good else 0.0


def threshold_for(confidence: np.ndarray, right: np.ndarray, weight: np.ndarray, target: float) -> float:
    """Return the lowest threshold from which on the (weighted) precision keeps the target by the bound."""
    order = np.argsort(-confidence)
    good = np.cumsum((right * weight)[order])
    total = np.cumsum(weight[order])
    best = 0.99
    for number in range(FOLDS_MIN, len(order)):
        if bound(float(good[number]), float(total[number])) >= target:
            best = float(confidence[order[number]])
    return best


def report(name: str, rows: list[Row], confidence: np.ndarray, threshold: float) -> None:
    """Print what the left-out questions show."""
    right = np.array([row.right for row in rows])
    answerable = np.array([row.answerable for row in rows])
    capped = np.minimum(confidence, [row.cap for row in rows])
    order = np.argsort(-capped)
    good = np.cumsum(right[order])
    count = np.arange(1, len(rows) + 1)
    print(f"{name}: {len(rows)} questions, r@1 {right[answerable].mean():.3f}, AUROC {roc_auc_score(answerable, capped):.3f}")
    for target in (0.98, 0.97, 0.96, 0.95):
        best = max((good[k] / answerable.sum() for k in range(FOLDS_MIN, len(rows)) if good[k] / count[k] >= target), default=0.0)
        print(f"  coverage at {target:.2f}: {best:.3f}", end="")
    fills = capped >= threshold
    covered = right[fills].sum() / answerable.sum()
    print(f"\n  at threshold {threshold:.3f}: precision {right[fills].mean():.3f}, coverage {covered:.3f}, {fills.sum()} filled")
    for number in np.argsort(-capped)[:260]:
        if not right[number] and capped[number] > threshold - 0.1:
            print(f"    WRONG {capped[number]:.3f} {rows[number].text[:110]}")
    for reason_cap in sorted({row.cap for row in rows} - {1.0}):
        hit = [row.right for row in rows if row.cap == reason_cap]
        print(f"  capped at {reason_cap}: {len(hit)}, right {np.mean(hit):.2f}")


def fit(rows: list[Row], target: float, name: str) -> dict[str, object]:
    """Fit one judge and return its numbers."""
    names = [feature for feature in rows[0].features if len({row.features[feature] for row in rows}) > 1]
    raw = np.array([[row.features[feature] for feature in names] for row in rows])
    mean, scale = raw.mean(0), raw.std(0) + 1e-9
    matrix, right = (raw - mean) / scale, np.array([row.right for row in rows])
    weight = np.array([row.weight for row in rows])
    confidence = left_out(matrix, right, np.array([row.source for row in rows]), weight)
    factor, shift = scaling(confidence, rows)
    confidence = expit(factor * logit(confidence) + shift)
    capped = np.minimum(confidence, [row.cap for row in rows])
    threshold = threshold_for(capped, right, weight, target)
    for sample in sorted({row.weight for row in rows}, reverse=True):
        part = [number for number, row in enumerate(rows) if row.weight == sample]
        report(f"{name}, set of weight {sample}", [rows[number] for number in part], confidence[part], threshold)
    final = LogisticRegression(C=STRENGTH, max_iter=2000).fit(matrix, right, weight)
    weights = factor * final.coef_[0] / scale
    bias = factor * float(final.intercept_[0]) + shift - float((weights * mean).sum())
    likeness = sorted(row.likeness for row in rows)
    return {
        "weights": {feature: round(float(weight), 4) for feature, weight in zip(names, weights, strict=True)},
        "bias": round(bias, 4),
        "threshold": round(threshold, 3),
        "unusual_below": round(likeness[len(likeness) // 5], 3),
        "unusual_threshold": round(min(0.99, threshold + (1 - threshold) / 2), 3),
    }


def main() -> None:
    """Fit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", nargs=3, action="append", required=True, metavar=("BANK", "QUESTIONS", "WEIGHT"))
    parser.add_argument("--target", type=float, default=0.97)
    parser.add_argument("--model", type=Path, help="folder of the sentence model: fit the judges for the semantic extra too")
    parser.add_argument("--only", help="fit this judge only; the others stay")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    model = find_model(args.model) if args.model else None
    judges: dict[str, dict[str, object]] = {}
    for name, catalogue in (("catalogue", True), ("words", False)):
        if args.only in (None, name):
            rows = [row for bank, asked, w in args.set for row in rows_of(Path(bank), Path(asked), float(w), catalogue, None)]
            judges[name] = fit(rows, args.target, name)
        if model is not None and args.only in (None, f"semantic-{name}"):
            rows = [row for bank, asked, w in args.set for row in rows_of(Path(bank), Path(asked), float(w), catalogue, model)]
            judges[f"semantic-{name}"] = fit(rows, args.target, f"semantic-{name}")
    if args.write:
        stored = json.loads(OUT.read_text(encoding="utf-8"))
        OUT.write_text(json.dumps(stored | judges, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

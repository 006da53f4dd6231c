"""Two plots as plain SVG: no library, the same bytes for the same figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from figures_measure import Measured, wilson

_WIDTH, _HEIGHT = 460, 380
_LEFT, _TOP, _RIGHT, _BOTTOM = 62, 44, 18, 56
_COLOURS = ("#1f6feb", "#b35900")
_GREY, _INK = "#8b949e", "#24292f"
_TICKS = 5
_FONT = f'width="{_WIDTH}" height="{_HEIGHT}" font-family="system-ui, sans-serif"'


@dataclass(frozen=True, slots=True)
class Axes:
    """A plot's axes: names, and the largest value of the vertical one; both begin at 0, the horizontal one ends at 1."""

    title: str
    across: str
    up: str
    top: float = 1.0

    def x(self, value: float) -> float:
        """Return where a value stands across."""
        return _LEFT + value * (_WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        """Return where a value stands upright."""
        return _HEIGHT - _BOTTOM - min(value, self.top) / self.top * (_HEIGHT - _TOP - _BOTTOM)


def reliability_svg(got: Measured) -> str:
    """Return the reliability diagram: stated confidence against how often it was right, with 95 % intervals."""
    axes = Axes("How often is a stated confidence right?", "stated confidence of the best candidate", "share that was right")
    marks = [_line([(axes.x(0), axes.y(0)), (axes.x(1), axes.y(1))], _GREY, dashed=True)]
    for said, was, count in got.bins:
        low, high = wilson(round(was * count), count)
        x = axes.x(said)
        marks.append(_line([(x, axes.y(low)), (x, axes.y(high))], _COLOURS[0]))
        tip = f"{count} questions: said {said:.2f}, right {was:.2f}"
        marks.append(f'<circle cx="{x:.1f}" cy="{axes.y(was):.1f}" r="4.5" fill="{_COLOURS[0]}"><title>{tip}</title></circle>')
    note = f"{len(got.scored)} questions in {len(got.bins)} bins of equal size, ECE {got.ece:.3f}; dashed: confidence means what it says"
    return _plot(axes, marks, note)


def risk_coverage_svg(found: Mapping[str, Measured]) -> str:
    """Return the risk-coverage curves: the share of wrong answers when the surest questions up to that share are taken."""
    curves = {name: risk_coverage(got.scored) for name, got in found.items()}
    top = max((risk for curve in curves.values() for _, risk in curve), default=0.0)
    axes = Axes(
        "What does a lower threshold cost?",
        "share of all questions that are answered, surest first",
        "share of them that is wrong",
        next(limit for limit in (0.1, 0.25, 0.5, 1.0) if top <= limit),
    )
    marks = []
    for number, (name, curve) in enumerate(curves.items()):
        got = found[name]
        colour = _COLOURS[number % len(_COLOURS)]
        marks.append(_line([(axes.x(share), axes.y(risk)) for share, risk in curve], colour))
        x, y = axes.x(got.filled / max(1, got.asked)), axes.y(got.wrong / max(1, got.filled))
        tip = f"{name}: fills {got.filled} of {got.asked}, {got.wrong} wrong"
        marks.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="#fff" stroke="{colour}" stroke-width="2"><title>{tip}</title></circle>'
        )
        marks.append(_text(_LEFT + 12, _TOP + 16 + 17 * number, f"— {name}", colour))
    return _plot(axes, marks, "ring: what fills itself in at the shipped threshold, after all guards and gates")


def risk_coverage(scored: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Return share answered and share wrong, for each threshold that tells questions apart."""
    ordered = sorted(scored, reverse=True)
    points, wrong = [], 0
    for number, (sure, ok) in enumerate(ordered, 1):
        wrong += not ok
        if number == len(ordered) or ordered[number][0] != sure:
            points.append((number / len(ordered), wrong / number))
    return points


def _plot(axes: Axes, marks: Iterable[str], note: str) -> str:
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{axes.title}" {_FONT}>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" rx="6" fill="#fff"/>',
        _text(_LEFT, 26, axes.title, _INK, size=14),
        *_grid(axes),
        *marks,
        _text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 24, axes.across, _INK, anchor="middle"),
        f'<g transform="translate(16 {(_TOP + _HEIGHT - _BOTTOM) / 2:.0f}) rotate(-90)">{_text(0, 0, axes.up, _INK, anchor="middle")}</g>',
        _text(_WIDTH / 2, _HEIGHT - 8, note, "#57606a", size=10, anchor="middle"),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _grid(axes: Axes) -> list[str]:
    lines = []
    for step in range(_TICKS + 1):
        share = step / _TICKS
        x, y = axes.x(share), axes.y(share * axes.top)
        lines.append(_line([(x, axes.y(0)), (x, _TOP)], "#eaeef2"))
        lines.append(_line([(_LEFT, y), (_WIDTH - _RIGHT, y)], "#eaeef2"))
        lines.append(_text(x, _HEIGHT - _BOTTOM + 16, f"{share:.0%}", "#57606a", anchor="middle"))
        lines.append(_text(_LEFT - 7, y + 4, f"{share * axes.top:.0%}", "#57606a", anchor="end"))
    return lines


def _line(points: Sequence[tuple[float, float]], colour: str, *, dashed: bool = False) -> str:
    where = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    return f'<polyline points="{where}" fill="none" stroke="{colour}" stroke-width="1.6"{dash}/>'


def _text(x: float, y: float, text: str, colour: str, *, size: int = 12, anchor: str = "start") -> str:  # noqa: PLR0913 - SVG's own
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}" text-anchor="{anchor}">{text}</text>'

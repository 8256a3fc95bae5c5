"""Figures of confidence: bins, expected calibration error, an isotonic fit, thresholds; and their diagram as SVG."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

Judged = tuple[float, bool]  # (confidence, right)


@dataclass(frozen=True, slots=True)
class Bin:
    """The things of a stretch of confidence: how many, their mean confidence, the share that is right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def bins(judged: Sequence[Judged], count: int = 10) -> list[Bin]:
    """Return the bins that hold anything; a bin holds its lower bound, the last one 1.0 too."""
    lots: list[list[Judged]] = [[] for _ in range(count)]
    for confidence, right in judged:
        lots[min(int(confidence * count + 1e-9), count - 1)].append((confidence, right))
    return [
        Bin(n / count, (n + 1) / count, len(lot), sum(c for c, _ in lot) / len(lot), sum(r for _, r in lot) / len(lot))
        for n, lot in enumerate(lots)
        if lot
    ]


def calibration_error(found: Sequence[Bin]) -> float:
    """Return the expected calibration error: the mean distance of confidence and share right, by the bins' counts."""
    total = sum(b.count for b in found)
    return sum(b.count * abs(b.confidence - b.right) for b in found) / total if total else 0.0


def interval(share: float, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson)."""
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def isotonic(judged: Sequence[Judged]) -> list[tuple[float, float, int]]:
    """Return (mean chance, share right, count) of the blocks of a rising fit, by pooling adjacent violators."""
    blocks: list[tuple[float, float, int]] = []
    for chance, right in sorted(judged):
        blocks.append((chance, float(right), 1))
        while len(blocks) > 1 and blocks[-2][1] >= blocks[-1][1]:
            (a, p, n), (b, q, m) = blocks[-2:]
            blocks[-2:] = [((a * n + b * m) / (n + m), (p * n + q * m) / (n + m), n + m)]
    return blocks


def table(blocks: Sequence[tuple[float, float, int]], grid: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return the fit at ``grid`` points, between blocks by interpolation.

    The share of a block is Laplace's (one more right, one more wrong), so that a few facts at the top make no certainty.
    """
    knots = [(chance, (share * n + 1) / (n + 2)) for chance, share, n in blocks]
    out: list[float] = []
    for point in grid:
        out.append(round(max([interpolated(point, knots), *out[-1:]]), 3))
    return list(grid), out


def interpolated(point: float, knots: Sequence[tuple[float, float]]) -> float:
    """Return the value at a point between knots; beyond the ends the ends' own."""
    if not knots:
        return 0.0
    n = bisect_left([x for x, _ in knots], point)
    if n == 0 or n == len(knots):
        return knots[min(n, len(knots) - 1)][1]
    (a, p), (b, q) = knots[n - 1 : n + 1]
    return p + (q - p) * (point - a) / (b - a) if b > a else q


def logistic(rows: Sequence[Sequence[float]], right: Sequence[bool], ridge: float = 0.5) -> list[float]:
    """Return the weights of a logistic regression, a column each, by Newton's steps; ``ridge`` holds them small."""
    import numpy

    x, y = numpy.asarray(rows, float), numpy.asarray(right, float)
    weights = numpy.zeros(x.shape[1])
    for _ in range(50):
        share = 1 / (1 + numpy.exp(-(x @ weights)))
        slope = x.T @ (y - share) - ridge * weights
        curve = (x.T * (share * (1 - share))) @ x + ridge * numpy.eye(x.shape[1])
        step = numpy.linalg.solve(curve, slope)
        weights = weights + step
        if numpy.abs(step).max() < 1e-6:
            break
    return [float(w) for w in weights]


WIDTH, HEIGHT, SIDE, LEFT, TOP = 760, 400, 280, 60, 50
INK, BAR, LINE = "#334155", "#93c5fd", "#94a3b8"


def diagram(panels: dict[str, Sequence[Bin]]) -> str:
    """Return a reliability diagram as SVG, a panel each; bars are shares right, whiskers their 95 % interval."""
    body = [panel(n, title, found) for n, (title, found) in enumerate(panels.items())]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-label="Share of names and facts that are right, by confidence" font-family="sans-serif" font-size="12" '
        f'fill="{INK}">\n<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


def panel(number: int, title: str, found: Sequence[Bin]) -> str:
    """Return one panel."""
    left = LEFT + number * (SIDE + 80)

    def x(value: float) -> str:
        return f"{left + value * SIDE:.1f}"

    def y(value: float) -> str:
        return f"{TOP + (1 - value) * SIDE:.1f}"

    out = [f'<text x="{x(0.5)}" y="{TOP - 18}" text-anchor="middle" font-size="15">{title}</text>']
    for tick in (0, 0.25, 0.5, 0.75, 1):
        out.append(f'<line x1="{x(0)}" x2="{x(1)}" y1="{y(tick)}" y2="{y(tick)}" stroke="#e2e8f0"/>')
        out.append(f'<text x="{x(0)}" dx="-6" y="{y(tick)}" dy="4" text-anchor="end">{tick:g}</text>')
        out.append(f'<text x="{x(tick)}" y="{y(0)}" dy="18" text-anchor="middle">{tick:g}</text>')
    for b in found:
        low, high = interval(b.right, b.count)
        width, middle = (b.high - b.low) * SIDE - 4, (b.low + b.high) / 2
        out.append(
            f'<rect x="{float(x(b.low)) + 2:.1f}" y="{y(b.right)}" width="{width:.1f}" height="{b.right * SIDE:.1f}" '
            f'fill="{BAR}"><title>{b.low:.1f}-{b.high:.1f}: {b.right:.2f} of {b.count} right</title></rect>'
        )
        out.append(f'<line x1="{x(middle)}" x2="{x(middle)}" y1="{y(low)}" y2="{y(high)}" stroke="{INK}"/>')
        out.append(f'<circle cx="{x(b.confidence)}" cy="{y(b.right)}" r="3.5"/>')
        out.append(f'<text x="{x(middle)}" y="{y(0)}" dy="-5" text-anchor="middle" font-size="10">{b.count}</text>')
    out.append(f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" stroke="{LINE}" stroke-dasharray="5 4"/>')
    out.append(f'<text x="{x(0.5)}" y="{y(0)}" dy="38" text-anchor="middle">confidence</text>')
    out.append(f'<text x="{x(0)}" y="{TOP - 6}" dx="-6" text-anchor="end" font-size="11">right</text>')
    return "\n".join(out)

"""Quality of reading: scores gold articles and refuses to sink below the floors.

usage: python -m benchmarks.quality [--raise]

Reads the gold articles of ``examples/``, sound and with each kind of damage, those of the corpus (``YIMAI_SHARED``, by
default ``../shared``) and the sentences of CLUENER dev, scores them with the project's own scorer, and leaves with 1
where a figure is below ``floors.json``. ``--raise`` lifts each floor to what was measured, less ``MARGIN``; a floor is
never lowered.
"""

import argparse
import json
import sys
from pathlib import Path

from benchmarks import cluener, damage
from benchmarks.scored import SETS, SHARED, Figures, measured, micro

FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.005  # other processors round otherwise; it moves F1 by less than this


def sunk(figures: dict[str, Figures], floors: dict[str, Figures]) -> list[str]:
    """Return what is below its floor, or was not measured at all."""
    return [
        f"{name} {group}: F1 {figures.get(name, {}).get(group, 0):.4f} is below the floor {floor:.4f}"
        for name, groups in floors.items()
        for group, floor in groups.items()
        if figures.get(name, {}).get(group, 0) < floor
    ]


def raised(figures: dict[str, Figures], floors: dict[str, Figures]) -> dict[str, Figures]:
    """Return the floors lifted to what was measured."""
    return {
        name: {g: round(max(f1 - MARGIN, floors.get(name, {}).get(g, 0.0)), 3) for g, f1 in sorted(groups.items())}
        for name, groups in sorted(figures.items())
    }


def main() -> int:
    """Measure, print, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what was measured")
    options = parser.parse_args()
    floors: dict[str, Figures] = json.loads(FLOORS.read_text(encoding="utf-8"))
    figures = {}
    for name, (gold, articles) in SETS.items():
        rows = measured(gold, articles)
        figures[name] = micro(rows)
        for row in rows:
            print(
                f"{name:9} {row.group:12} {row.type:16} P {row.precision:.3f}  R {row.recall:.3f}  F1 {row.f1:.3f} "
                f"[{row.low:.3f}, {row.high:.3f}]  ({row.right} right, {row.wrong} wrong, {row.missed} missed)"
            )
    for kind in (*damage.DAMAGES, damage.ALL):
        figures[f"examples, {kind}"] = {"entity": damage.figures(kind)["entity"]}
    if cluener.sentences(SHARED).is_file():
        figures["cluener"] = {"entity": cluener.f1(SHARED)}
    else:  # a corpus of articles alone
        print(f"cluener is not measured: there is no {cluener.sentences(SHARED)}")
    for name, groups in figures.items():
        print(f"{name:24} " + "  ".join(f"{group} {f1:.4f}" for group, f1 in groups.items()))
    if options.lift:
        text = json.dumps(dict(sorted({**floors, **raised(figures, floors)}.items())), indent=2) + "\n"
        FLOORS.write_text(text, encoding="utf-8", newline="\n")
        return 0
    below = sunk(figures, {name: floor for name, floor in floors.items() if name in figures or name != "cluener"})
    print("\n".join(below) or "no figure is below its floor")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())

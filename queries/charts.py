"""A Table as a picture: bars, lines or a network, through matplotlib; ``Table.plot()`` in a notebook."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from graph.errors import InputError, MissingExtraError
from queries.formats import caption, cell, spoken
from queries.table import Table

if TYPE_CHECKING:
    from queries.catalogue import Column

KINDS = ("bar", "line", "network")
NUMBERS = ("integer", "float")
CHINESE = ("Noto Sans CJK", "Source Han Sans", "Microsoft YaHei", "PingFang", "SimHei", "WenQuanYi", "Noto Serif CJK")
MONTH, YEAR = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])"), re.compile(r"\d{4}")
TICKS = 24  # labels on an axis of months
LABEL = 24  # characters of a name on an axis
SEED = 7


def plot(
    table: Table, kind: str = "", *, x: str = "", y: str = "", by: str = "", most: int = 20, axes: Any = None
) -> Any:
    """Draw a table and return matplotlib's ``Axes``.

    ``kind`` is one of KINDS, by default what the head of the question says. ``x`` names the column along which is drawn
    (by default the first that is not a number), ``y`` the number, ``by`` the column that tells lines apart; bars are cut
    after ``most`` rows. Raises InputError for an unknown kind or column, MissingExtraError without matplotlib.
    """
    kind = kind or hint(table)
    if kind not in KINDS:
        raise InputError(f"{kind!r} is no kind of chart; it may be {', '.join(KINDS)}")
    axes = axes if axes is not None else new_axes()
    if kind == "network":
        network(axes, table)
    else:
        across = column(table, x, numbers=False)
        up = column(table, y, numbers=True)
        if kind == "bar":
            bars(axes, table, across, up, most)
        else:
            lines(axes, table, across, up, column(table, by, numbers=False) if by else None)
    in_chinese(axes)
    return axes


def hint(table: Table) -> str:
    """Return the kind of chart that the head of a table's question asks for, bars where it asks for none."""
    from queries.catalogue import catalogue

    asked = catalogue().get(table.name)
    return asked.chart if asked and asked.chart in KINDS else "bar"


def column(table: Table, name: str, *, numbers: bool) -> int:
    """Return the place of a column: the one of this name, else the first with (or without) numbers. Raises InputError."""
    fits = [i for i, c in enumerate(table.columns) if c.name == name or (not name and fitting(c, numbers))]
    if not fits:
        known = ", ".join(c.name for c in table.columns)
        raise InputError(f"there is no column {name or ('of numbers' if numbers else 'of texts')!r}; there are {known}")
    return fits[0]


def fitting(one: "Column", numbers: bool) -> bool:
    """Tell whether a column can stand on an axis."""
    return one.type in NUMBERS if numbers else one.type not in (*NUMBERS, "id", "id[]")


def new_axes() -> Any:
    """Return the axes of a new figure. Raises MissingExtraError."""
    try:
        from matplotlib import pyplot
    except ImportError as error:
        raise MissingExtraError("matplotlib is not installed; `pip install yimai[notebooks]` brings it") from error
    return pyplot.subplots(figsize=(9, 5), layout="constrained")[1]


def bars(axes: Any, table: Table, x: int, y: int, most: int) -> None:
    """Draw a bar for each row, the first one on top."""
    rows = [row for row in table.rows if row[y] is not None][:most][::-1]
    axes.barh(range(len(rows)), [float(row[y]) for row in rows])
    axes.set_yticks(range(len(rows)), [cut(spoken(table.columns[x], row[x])) for row in rows])
    whole_steps(axes.xaxis, table.columns[y])
    axes.set_xlabel(caption(table.columns[y]))


def lines(axes: Any, table: Table, x: int, y: int, by: int | None) -> None:
    """Draw a line along ``x``, or one for each value of ``by``; what is missing, months without any row too, counts as 0."""
    stops = without_gaps(sorted({cell(row[x]) for row in table.rows if row[x]}))
    series: dict[str, dict[str, float]] = defaultdict(dict)
    for row in table.rows:
        key, stop = spoken(table.columns[by], row[by]) if by is not None else "", cell(row[x])
        series[key][stop] = series[key].get(stop, 0) + float(row[y] or 0)
    for key in sorted(series):
        axes.plot([series[key].get(stop, 0) for stop in stops], marker=".", label=key or None)
    if by is not None and series:
        axes.legend()
    step = len(stops) // TICKS + 1
    axes.set_xticks(range(0, len(stops), step), stops[::step], rotation=60)
    axes.set_ylabel(caption(table.columns[y]))
    whole_steps(axes.yaxis, table.columns[y])


def whole_steps(axis: Any, counted: "Column") -> None:
    """Let an axis of counts have no fractions."""
    if counted.type == "integer":
        from matplotlib.ticker import MaxNLocator

        axis.set_major_locator(MaxNLocator(integer=True))


def without_gaps(stops: list[str]) -> list[str]:
    """Return sorted months (YYYY-MM) or years with those in between; other stops as they are."""
    if stops and all(MONTH.fullmatch(stop) for stop in stops):
        first, last = (int(stop[:4]) * 12 + int(stop[5:]) - 1 for stop in (stops[0], stops[-1]))
        return [f"{n // 12}-{n % 12 + 1:02d}" for n in range(first, last + 1)]
    if stops and all(YEAR.fullmatch(stop) for stop in stops):
        return [str(n) for n in range(int(stops[0]), int(stops[-1]) + 1)]
    return stops


def network(axes: Any, table: Table) -> None:
    """Draw what the rows name as a network; one that rows have in common stands in the middle."""
    import networkx as nx

    graph = table.to_network()
    places = nx.spring_layout(graph, seed=SEED)
    names = {key: cut(str(name)) for key, name in graph.nodes(data="name")}
    nx.draw_networkx_edges(graph, places, ax=axes, alpha=0.4)
    nx.draw_networkx_nodes(graph, places, ax=axes, node_size=[60 + 20 * n for _, n in graph.degree()])
    nx.draw_networkx_labels(graph, places, labels=names, ax=axes, font_size=8)
    axes.set_axis_off()


def cut(name: str) -> str:
    """Return a name that fits on an axis."""
    return name if len(name) <= LABEL else name[: LABEL - 1] + "…"


def in_chinese(axes: Any) -> None:
    """Give all texts of a figure a font that has Chinese characters, where this machine has one."""
    from matplotlib.text import Text

    family = chinese_font()
    if family:
        axes.tick_params(labelfontfamily=family)
        for text in axes.findobj(Text):
            text.set_fontfamily([family, "sans-serif"])


def chinese_font(wanted: Sequence[str] = CHINESE) -> str:
    """Return the name of a Chinese font of this machine, empty where there is none."""
    from matplotlib.font_manager import fontManager

    known = sorted({font.name for font in fontManager.ttflist})
    return next((name for start in wanted for name in known if name.startswith(start)), "")

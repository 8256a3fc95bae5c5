"""Tables as pictures."""

import sys
from typing import TYPE_CHECKING, Any

import pytest

from graph.errors import InputError, MissingExtraError
from queries.charts import without_gaps
from queries.run import run_query

if TYPE_CHECKING:
    from graph.stores.ladybug_ import LadybugStore


@pytest.fixture(autouse=True)
def off_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "Agg")


def labels(axes: Any) -> list[str]:
    return [label.get_text() for label in axes.get_yticklabels()]


@pytest.mark.notebooks
def test_bars_stand_in_the_order_of_the_rows(gold_store: "LadybugStore") -> None:
    table = run_query(gold_store, "most-partners", top=5)
    axes = table.plot()
    assert labels(axes)[::-1] == [row[0] for row in table.rows]
    assert [bar.get_width() for bar in axes.patches][::-1] == [row[2] for row in table.rows]
    assert len(table.plot(most=2).patches) == 2


@pytest.mark.notebooks
def test_lines_are_told_apart_by_a_column(gold_store: "LadybugStore") -> None:
    table = run_query(gold_store, "facts-per-month")
    whole, apart = table.plot(), table.plot(by="relation")
    kinds = {row[1] for row in table.rows}
    assert len(whole.lines) == 1 and len(apart.lines) == len(kinds)
    assert sum(whole.lines[0].get_ydata()) == sum(row[2] for row in table.rows)
    assert {text.get_text() for text in apart.get_legend().get_texts()} == kinds


@pytest.mark.parametrize(
    ("stops", "whole"),
    [
        (["2024-11", "2025-02"], ["2024-11", "2024-12", "2025-01", "2025-02"]),
        (["2022", "2024"], ["2022", "2023", "2024"]),
        (["2024", "2024-11"], ["2024", "2024-11"]),
        (["华为", "瑞金医院"], ["华为", "瑞金医院"]),
        ([], []),
    ],
)
def test_months_and_years_without_rows_have_their_place(stops: list[str], whole: list[str]) -> None:
    assert without_gaps(stops) == whole


@pytest.mark.notebooks
def test_a_network_names_its_nodes(gold_store: "LadybugStore") -> None:
    table = run_query(gold_store, "rivals", top=5)
    names = {text.get_text() for text in table.plot("network").texts}
    assert {row[0] for row in table.rows} <= names


@pytest.mark.notebooks
@pytest.mark.parametrize(
    "options", [{"kind": "cake"}, {"x": "nothing"}, {"y": "nothing"}], ids=lambda o: next(iter(o.values()))
)
def test_what_is_not_there_is_refused(gold_store: "LadybugStore", options: dict[str, str]) -> None:
    with pytest.raises(InputError, match=r"(it may be bar|there are organisation)"):
        run_query(gold_store, "most-partners", top=5).plot(**options)


def test_without_matplotlib_the_extra_is_named(gold_store: "LadybugStore", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r"yimai\[notebooks\]"):
        run_query(gold_store, "most-partners", top=5).plot()

"""What is new between two graphs, or since a day."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.build import build
from graph.decisions import parse_decisions
from graph.diff import diff, since
from graph.errors import InputError, VocabularyError, WorkspaceError
from graph.model import Reading
from graph.workspace import Workspace
from tests.graph.test_commands import out
from tests.graph.test_workspace import no_store
from tests.readings import entity, partnership, reading, relation, transaction


def told(source: str, other: str, date: str, status: str | None = None, event: str | None = None) -> Reading:
    text = f"{source}：华为与{other}合作，{source * 30}。"
    facts = [partnership("华为", other, status=status, date=event, kind="strategic")]
    return reading(source, text, [entity("Vendor", "华为"), entity("Vendor", other)], facts, date=date)


FIRST = told("a", "云瀚医疗", "2025-01-10", "planned")
SECOND = told("b", "云杏科技", "2025-03-05")
LATER = told("c", "云瀚医疗", "2025-03-20", "active", "2025-02")


def parties(found: object) -> list[tuple[str, ...]]:
    return [p.parties for p in found.partnerships]  # type: ignore[attr-defined]


def test_what_the_old_graph_lacks_is_new() -> None:
    found = diff(build([FIRST]), build([FIRST, SECOND]))
    assert parties(found) == [("云杏科技", "华为")]
    assert [(o.label, o.name, o.first_seen) for o in found.organisations] == [("Vendor", "云杏科技", "2025-03-05")]
    assert found.partnerships[0].sentence.startswith("b：华为与云杏科技合作")
    assert found.statuses == ()


def test_the_same_graph_has_nothing_new() -> None:
    graph = build([FIRST, SECOND, LATER])
    found = diff(graph, build([LATER, SECOND, FIRST]))
    assert (found.partnerships, found.organisations, found.statuses) == ((), (), ())


def test_a_status_that_moved_is_told_with_its_sentence_even_where_a_date_gave_another_id() -> None:
    old, new = build([FIRST]), build([FIRST, LATER])
    assert {n.id for n in old.nodes("Partnership")} != {n.id for n in new.nodes("Partnership")}
    found = diff(old, new)
    assert found.partnerships == ()
    (change,) = found.statuses
    assert (change.before, change.after, change.last_seen) == ("planned", "active", "2025-03-20")
    assert change.sentence.startswith("c：")


def test_an_organisation_under_another_name_is_not_new() -> None:
    def one(name: str, *aliases: str) -> Reading:
        return reading(name, f"{name}。" + "".join(aliases), [entity("Vendor", name, *aliases)], date="2025-01-01")

    assert diff(build([one("云瀚医疗", "云瀚")]), build([one("云瀚")])).organisations == ()
    assert len(diff(build([one("云瀚医疗")]), build([one("云瀚")])).organisations) == 1


def test_an_organisation_that_people_told_apart_from_another_is_new() -> None:
    readings = [told("a", "杭州青囊数科", "2025-01-10"), told("b", "青囊数科", "2025-03-05")]
    apart = build(readings, decisions=parse_decisions("different | Vendor | 青囊数科 | 杭州青囊数科"))
    (found,) = diff(build(readings), apart).organisations
    assert found.name in ("青囊数科", "杭州青囊数科")
    assert diff(build(readings), apart).vanished == ()


def test_relations_change_their_status_too() -> None:
    def uses(source: str, status: str, date: str) -> Reading:
        text = f"{source}：华为使用云杏，{source * 30}。"
        entities = [entity("Vendor", "华为"), entity("Model", "云杏")]
        return reading(source, text, entities, [relation("华为", "USES", "云杏", status=status)], date=date)

    one, other = uses("a", "planned", "2025-01-01"), uses("b", "ended", "2025-05-01")
    (change,) = diff(build([one]), build([one, other])).statuses
    assert (change.what, change.before, change.after) == ("华为 USES 云杏", "planned", "ended")
    (change,) = since(build([one, other]), "2025-04").statuses
    assert (change.before, change.after) == ("planned", "ended")
    assert since(build([one, other]), "2025-06").statuses == ()


@pytest.mark.parametrize(
    ("day", "count"), [("2024", 2), ("2025-01-10", 2), ("2025-01-11", 1), ("2025-03", 1), ("2025-03-06", 0)]
)
def test_since_counts_the_day_of_first_publication(day: str, count: int) -> None:
    assert len(since(build([FIRST, SECOND, LATER]), day).partnerships) == count


def test_an_article_dated_by_its_month_can_be_of_any_day_of_it_and_an_undated_one_is_never_new() -> None:
    assert len(since(build([told("a", "云瀚医疗", "2025-03")]), "2025-03-15").partnerships) == 1
    assert since(build([told("a", "云瀚医疗", "")]), "2000").organisations == ()
    with pytest.raises(VocabularyError, match="YYYY"):
        since(build([FIRST]), "last week")


def put(path: Path, readings: Sequence[Reading]) -> Workspace:
    workspace = Workspace(path, create=True)
    for one in readings:
        with workspace.writing(), workspace.ledger(write=True) as ledger:
            ledger.put(one)
        workspace.build(compile_store=no_store)
    return workspace


def test_the_command(tmp_path: Path) -> None:
    w = str(put(tmp_path / "w", [FIRST, SECOND, LATER]).path)
    other = str(put(tmp_path / "other", [FIRST]).path)
    assert parties_of(out("diff", "-w", w, "-f", "json")) == []
    assert parties_of(out("diff", "1", "-w", w, "-f", "json")) == [["云杏科技", "华为"]]
    assert parties_of(out("diff", "1", "2", "-w", w, "-f", "json")) == [["云杏科技", "华为"]]
    assert parties_of(out("diff", other, w, "-f", "json")) == [["云杏科技", "华为"]]
    assert parties_of(out("diff", "--since", "2025-03-01", "-w", w, "-f", "json")) == [["云杏科技", "华为"]]
    text = out("diff", "1", "3", "-w", w)
    for part in ("What is new: 1 → 3", "New partnerships (1)", "云杏科技 × 华为", "planned → active"):
        assert part in text
    text = out("diff", "1", "3", "-w", w, "-f", "md")
    assert "## New organisations (1)" in text
    assert "- **云杏科技 × 华为** (strategic · 2025-03-05 · sources: 1)\n  > b：华为" in text


def sold(source: str, name: str) -> Reading:
    text = f"{source}：华为卖出{name}，{source * 30}。"
    return reading(
        source,
        text,
        [entity("Vendor", "华为"), entity("Dataset", name)],
        [transaction(seller=["华为"], dataset=[name], stage="completed")],
        date="2025-04-01",
    )


def test_transactions_are_new_and_what_was_retracted_has_gone() -> None:
    old, new = (
        build([FIRST, SECOND, sold("s", "云浦数据集")]),
        build([FIRST, sold("s", "云浦数据集"), sold("t", "海岬数据集")]),
    )
    found = diff(old, new)
    (sale,) = found.transactions
    assert (sale.name, sale.stage, sale.date or sale.first_seen) == ("海岬数据集", "completed", "2025-04-01")
    assert ("seller", "华为") in sale.ends
    assert [(v.kind, v.what) for v in found.vanished] == [("Partnership", "云杏科技 × 华为"), ("Vendor", "云杏科技")]
    assert [t.name for t in since(new, "2025-04").transactions] == ["云浦数据集", "海岬数据集"]
    assert diff(new, new).vanished == ()


def test_reports_as_files(tmp_path: Path) -> None:
    w = str(put(tmp_path / "w", [FIRST, SECOND]).path)
    page, report = tmp_path / "new.html", tmp_path / "new.md"
    out("diff", "2", "1", "-w", w, "-o", str(page))
    out("diff", "1", "2", "-w", w, "-o", str(report))
    assert "No longer there (2)" in page.read_text(encoding="utf-8")
    assert "http" not in page.read_text(encoding="utf-8")
    assert report.read_text(encoding="utf-8").startswith("# What is new: 1 → 2\n")
    assert out("diff", "1", "2", "-w", w, "-f", "html").startswith("<!doctype html>")
    with pytest.raises(InputError, match="cannot be written"):
        out("diff", "1", "2", "-w", w, "-o", str(tmp_path / "no" / "such.md"))


def parties_of(text: str) -> list[list[str]]:
    return [p["parties"] for p in json.loads(text)["partnerships"]]


def test_what_cannot_be_compared_is_named(tmp_path: Path) -> None:
    w = str(put(tmp_path / "w", [FIRST]).path)
    with pytest.raises(WorkspaceError, match="one build alone"):
        out("diff", "-w", w)
    with pytest.raises(WorkspaceError, match="no build 7; it has 1"):
        out("diff", "7", "1", "-w", w)
    with pytest.raises(InputError, match="neither"):
        out("diff", str(tmp_path / "nowhere"), "-w", w)
    with pytest.raises(InputError, match="one graph"):
        out("diff", "1", "2", "--since", "2025", "-w", w)
    with pytest.raises(InputError, match="table, md, json"):
        out("diff", "--since", "2025", "-w", w, "-f", "xml")

import shutil
import subprocess
from pathlib import Path

import pytest

from graph import ledger as ledger_module
from graph.errors import InputError, WorkspaceError
from graph.property_graph import Graph
from graph.workspace import Workspace
from tests.graph.test_ledger import one


def no_store(graph: Graph, path: Path) -> None:
    path.write_bytes(b"store")


def filled(path: Path, *sources: str) -> Workspace:
    workspace = Workspace(path, create=True)
    with workspace.writing(), workspace.ledger(write=True) as ledger:
        for source in sources:
            ledger.put(one(source))
    return workspace


def rebuilt(workspace: Workspace, source: str) -> int:
    with workspace.writing(), workspace.ledger(write=True) as ledger:
        ledger.put(one(source))
    return workspace.build(compile_store=no_store)[0].number


def test_a_build_is_pointed_to_and_not_repeated(tmp_path: Path) -> None:
    workspace = filled(tmp_path / "w", "a")
    build, new = workspace.build(compile_store=no_store)
    assert new
    assert workspace.current() == build
    assert build.counts["Article"] == 1
    assert build.counts["PARTNERS_WITH"] == 1
    assert workspace.store_path().read_bytes() == b"store"
    assert workspace.build(compile_store=no_store) == (build, False)
    assert len(workspace.graph()) == sum(n for name, n in build.counts.items() if not name.isupper())


def test_two_builds_of_one_ledger_are_byte_identical(tmp_path: Path) -> None:
    workspace = filled(tmp_path / "w", "a", "b")
    first, _ = workspace.build(compile_store=no_store)
    second, new = workspace.build(compile_store=no_store, force=True)
    assert new
    assert (first.number, second.number) == (1, 2)
    for name in ("graph.json.gz", "build.json"):
        assert (first.path / name).read_bytes() == (second.path / name).read_bytes()


def test_the_last_three_builds_stay(tmp_path: Path) -> None:
    workspace = filled(tmp_path / "w", "a")
    assert [rebuilt(workspace, s) for s in "bcdef"] == [1, 2, 3, 4, 5]
    assert [b.number for b in workspace.builds()] == [3, 4, 5]
    assert len(list((tmp_path / "w" / "builds").iterdir())) == 3


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_a_build_that_fails_leaves_the_earlier_one(tmp_path: Path, error: BaseException | type[BaseException]) -> None:
    workspace = filled(tmp_path / "w", "a")
    workspace.build(compile_store=no_store)
    before = workspace.current()

    def failing(graph: Graph, path: Path) -> None:
        path.write_bytes(b"half")
        raise error

    expected = WorkspaceError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        workspace.build(compile_store=failing, force=True)
    assert workspace.current() == before
    assert [p.name for p in (tmp_path / "w" / "builds").iterdir()] == ["1"]
    assert not (tmp_path / "w" / "lock").exists()
    assert workspace.build(compile_store=no_store, force=True)[0].number == 2


def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    workspace = filled(tmp_path / "w", "a")
    (tmp_path / "w" / "builds" / "1.part").mkdir(parents=True)
    (tmp_path / "w" / "builds" / "1.part" / "graph.json.gz").write_bytes(b"half")
    assert workspace.build(compile_store=no_store)[0].number == 1
    assert [p.name for p in (tmp_path / "w" / "builds").iterdir()] == ["1"]


def test_the_users_rows_and_decisions_make_another_build(tmp_path: Path) -> None:
    workspace = filled(tmp_path / "w", "a")
    workspace.build(compile_store=no_store)
    (tmp_path / "w" / "registry").mkdir()
    (tmp_path / "w" / "registry" / "vendors.csv").write_text("name,short_names\n华为,花为\n", encoding="utf-8")
    assert workspace.build(compile_store=no_store)[1]
    assert workspace.graph().entity("花为").name == "华为"
    workspace.decisions_path.write_text("wrong | 华为 | DEVELOPED | 盘古\n", encoding="utf-8")
    assert workspace.build(compile_store=no_store)[1]
    assert not list(workspace.graph().edges("DEVELOPED"))


def test_a_broken_decision_is_named_with_its_line(tmp_path: Path) -> None:
    workspace = filled(tmp_path / "w", "a")
    workspace.decisions_path.write_text("# so\nsame | Hospital | 瑞金医院\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        workspace.build(compile_store=no_store)


def test_missing_and_foreign_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="no workspace"):
        Workspace(tmp_path / "nowhere")
    with pytest.raises(WorkspaceError, match="no ledger"):
        Workspace(tmp_path)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="cannot be made"):
        Workspace(tmp_path / "file" / "w", create=True)
    workspace = Workspace(tmp_path / "w", create=True)
    with pytest.raises(WorkspaceError, match="yimai read"):
        workspace.build()
    with pytest.raises(WorkspaceError, match="yimai build"):
        workspace.graph()
    (tmp_path / "w" / "format").write_text("99\n", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="upgrade"):
        Workspace(tmp_path / "w")


def test_a_pointer_to_nothing_is_named_and_mended(tmp_path: Path) -> None:
    workspace = filled(tmp_path / "w", "a")
    (tmp_path / "w" / "current").write_text("7\n", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="'7'"):
        workspace.graph()
    assert workspace.build(compile_store=no_store)[1]
    assert len(workspace.graph())


def test_a_retracted_article_leaves_the_graph_as_if_it_had_never_been_read(tmp_path: Path) -> None:
    workspace = filled(tmp_path / "w", "a")
    workspace.build(compile_store=no_store)
    rebuilt(workspace, "b")
    with workspace.writing(), workspace.ledger(write=True) as ledger:
        assert ledger.retract("b")
    build, new = workspace.build(compile_store=no_store)
    assert new
    assert (build.path / "graph.json.gz").read_bytes() == (workspace.build_path(1) / "graph.json.gz").read_bytes()


def test_a_build_migrates_an_older_ledger_with_a_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = filled(tmp_path / "w", "a")
    monkeypatch.setattr(ledger_module, "FORMAT", 2)
    monkeypatch.setitem(ledger_module.MIGRATIONS, 1, lambda c: c.execute("CREATE TABLE more (x)"))
    with pytest.raises(WorkspaceError, match="`yimai build` migrates it"):
        workspace.ledger()
    assert workspace.build(compile_store=no_store)[1]
    assert len(workspace.ledger()) == 1
    assert (tmp_path / "w" / "ledger.sqlite.format-1").is_file()


def git(folder: Path, *words: str) -> str:
    as_one = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.hooksPath=/dev/null", *words)
    return subprocess.run(as_one, cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_decisions_of_two_branches_merge(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w", create=True)
    lines = [f"same | Vendor | {name} | 云瀚\n" for name in ("甲", "乙", "丙")]
    git(workspace.path, "init", "-q", "-b", "main")
    workspace.decisions_path.write_text(lines[0], encoding="utf-8")
    git(workspace.path, "add", ".")
    git(workspace.path, "commit", "-q", "-m", "one")
    git(workspace.path, "checkout", "-q", "-b", "other")
    for branch, line in (("other", lines[1]), ("main", lines[2])):
        git(workspace.path, "checkout", "-q", branch)
        workspace.decisions_path.write_text(lines[0] + line, encoding="utf-8")
        git(workspace.path, "commit", "-q", "-a", "-m", branch)
    git(workspace.path, "merge", "-q", "-m", "both", "other")
    assert sorted(workspace.decisions_path.read_text(encoding="utf-8").splitlines(keepends=True)) == sorted(lines)

"""Reading on Ray gives what reading here gives, and what goes wrong is told."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extract.sources import documents
from extract.update import update
from graph.errors import InputError, MissingExtraError, YimaiError
from graph.model import Document
from graph.workspace import Workspace
from tests.cli import ROOT, process, yimai

ARTICLES = [str(ROOT / "examples" / "articles" / f"{n:03d}.txt") for n in range(1, 21)]
CORES = 2


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    """A Ray of two cores on this machine, whose workers find the repository's modules."""
    from extract.cluster import library

    started = library()
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), before]))
    started.init(num_cpus=CORES, include_dashboard=False, log_to_driver=False, logging_level="ERROR", address="local")
    yield started
    started.shutdown()
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before


def read_here(folder: Path) -> Workspace:
    workspace = Workspace(folder, create=True)
    with workspace.writing(), workspace.ledger(write=True) as ledger:
        update(ledger, documents(ARTICLES), workers=1)
    return workspace


@pytest.mark.ray
def test_the_command_starts_a_ray_of_its_own(tmp_path: Path) -> None:
    options = ("-w", tmp_path / "workspace", "--ray", "local", "--workers", CORES, "--json")
    done = process("read", *ARTICLES[:3], *options, cwd=ROOT)
    assert done.code == 0, done.err
    assert done.json["read"] == ARTICLES[:3] and "3 read" in done.err


@pytest.mark.ray
def test_ray_reads_as_one_process_does(ray: Any, tmp_path: Path) -> None:
    from extract.cluster import read_on_ray

    workspace = Workspace(tmp_path / "ray", create=True)
    done = read_on_ray(ARTICLES, workspace)
    assert done.read == ARTICLES and not done.skipped
    with workspace.ledger() as mine, read_here(tmp_path / "here").ledger() as other:
        assert list(mine.readings()) == list(other.readings())
    assert ray.is_initialized()  # it was there before
    again = read_on_ray(ARTICLES, workspace)
    assert not again.read and len(again.unchanged) == len(ARTICLES)


@pytest.mark.ray
def test_what_is_skipped_and_retracted_is_told(ray: Any, tmp_path: Path) -> None:
    from extract.cluster import read_on_ray

    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    workspace = Workspace(tmp_path / "workspace", create=True)
    first = read_on_ray([*ARTICLES[:3], empty], workspace)
    assert len(first.read) == 3 and [s.source for s in first.skipped] == [str(empty)]
    assert read_on_ray(ARTICLES[:2], workspace, sync=True).retracted == [ARTICLES[2]]


@pytest.mark.ray
def test_a_failing_batch_is_one_error(ray: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from extract import cluster

    def broken(documents: list[Document], min_confidence: float, fast: bool) -> cluster.Batch:
        raise ModuleNotFoundError("No module named 'extract'")

    def older(documents: list[Document], min_confidence: float, fast: bool) -> cluster.Batch:
        return "0", []

    for task, message in ((broken, "No module named 'extract'.*repeat the command"), (older, "reader 0, here it is")):
        monkeypatch.setattr(cluster, "read_batch", task)
        with pytest.raises(YimaiError, match=message):
            list(cluster.read_many_on_ray([Document("a", "a", "华为")]))


@pytest.mark.ray
def test_an_address_without_a_cluster_is_refused(tmp_path: Path) -> None:
    done = process("read", ARTICLES[0], "-w", tmp_path / "workspace", "--ray", "127.0.0.1:1", cwd=tmp_path)
    assert done.code == InputError.exit_code and "no Ray cluster answers at '127.0.0.1:1'" in done.err


def test_nothing_to_read_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.cluster import read_many_on_ray

    monkeypatch.setitem(sys.modules, "ray", None)
    assert list(read_many_on_ray([])) == []


def test_without_ray_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    done = yimai("read", ARTICLES[0], "-w", tmp_path / "workspace", "--ray", "auto")
    assert done.code == MissingExtraError.exit_code and "pip install yimai[ray]" in done.err

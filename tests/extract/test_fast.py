"""The small network reads as the large one does, and its readings are told apart from the large one's."""

import json
from pathlib import Path

import pytest

from benchmarks.mutations import checked
from extract.cleaning.injectors import mutated
from extract.reader import read
from extract.update import stamp
from graph.model import Document
from tests.cli import yimai
from tests.extract.cleaning.test_robust import TEXT

MODEL = Path(__file__).parents[2] / "extract" / "model"


def test_it_finds_names_and_facts() -> None:
    found = read(Document("a", "a", TEXT), fast=True)
    names = {e.name: e.label for e in found.entities}
    assert names["云湖市人民医院"] == "Hospital"
    assert names["禾川科技"] == "Vendor"
    assert names["程砚秋"] == "Person"
    assert found.facts


def test_it_is_the_small_one() -> None:
    small, large = ((MODEL / f"{name}.onnx").stat().st_size for name in ("fast-names", "names"))
    assert small < large / 2
    fast, full = (read(Document("a", "a", TEXT), fast=fast) for fast in (True, False))
    assert {f.evidence[0].confidence for f in fast.facts} != {f.evidence[0].confidence for f in full.facts}


def test_all_that_is_trained_fits() -> None:
    assert sum(f.stat().st_size for f in MODEL.iterdir()) < 40e6


def test_mutants_are_read_and_keep_their_places() -> None:
    problems = [checked(mutated(TEXT[seed % 40 : 70 + seed % 90], seed), fast=True) for seed in range(500)]
    assert [p for p in problems if p] == []


def test_readings_of_both_are_told_apart(tmp_path: Path) -> None:
    article, folder = tmp_path / "a.txt", str(tmp_path / "w")
    article.write_text(TEXT, encoding="utf-8")
    assert yimai("read", str(article), "-w", folder, "--fast").code == 0
    status = json.loads(yimai("status", "-w", folder, "--json").out)
    assert status["readers"] == {stamp(0.0, fast=True): 1}
    again = json.loads(yimai("read", str(article), "-w", folder, "--again", "--json").out)
    assert len(again["read"]) == 1


@pytest.mark.parametrize(("fast", "mark"), [(True, " fast"), (False, "")])
def test_stamps(fast: bool, mark: str) -> None:
    assert stamp(0.0, fast=fast).endswith(mark)
    assert stamp(0.6, fast=fast).endswith(f"{mark} from 0.6")

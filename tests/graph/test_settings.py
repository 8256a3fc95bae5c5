from pathlib import Path

import pytest

from graph.errors import InputError
from graph.settings import Settings, settings


def test_defaults(tmp_path: Path) -> None:
    assert settings(tmp_path, {}) == Settings()


def test_environment_over_file_over_defaults(tmp_path: Path) -> None:
    (tmp_path / "yimai.toml").write_text('workspace = "甲"\nmin_confidence = 1\nworkers = 2\n', encoding="utf-8")
    found = settings(tmp_path, {"YIMAI_WORKERS": "3", "YIMAI_LANG": "", "YIMAI_OTHER": "x"})
    assert (found.workspace, found.min_confidence, found.workers, found.lang) == ("甲", 1.0, 3, "auto")


def test_truths(tmp_path: Path) -> None:
    (tmp_path / "yimai.toml").write_text("fast = true\n", encoding="utf-8")
    assert settings(tmp_path, {}).fast
    assert not settings(tmp_path, {"YIMAI_FAST": "0"}).fast


@pytest.mark.parametrize(
    ("text", "environment", "told"),
    [
        ("min_confidnce = 0.5", {}, ["min_confidnce", "may set", "min_confidence"]),
        ("workers = true", {}, ["yimai.toml", "workers", "whole number"]),
        ("fast = 2", {}, ["yimai.toml", "fast", "true or false"]),
        ("workers = [1]", {}, ["workers", "whole number"]),
        ("workers = ", {}, ["yimai.toml", "cannot be read"]),
        ("", {"YIMAI_MIN_CONFIDENCE": "much"}, ["YIMAI_MIN_CONFIDENCE", "'much'", "a number"]),
    ],
)
def test_what_cannot_be_set(tmp_path: Path, text: str, environment: dict[str, str], told: list[str]) -> None:
    (tmp_path / "yimai.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        settings(tmp_path, environment)
    assert all(word in str(error.value) for word in told)

"""What cannot be read is named with the reason, and the rest is read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli import bounded, yimai
from tests.given import PNG, Articles, kept


def empty(folder: Path) -> str:
    (folder / "bad.txt").write_bytes(b"")
    return "bad.txt"


def picture(folder: Path) -> str:
    (folder / "bad.txt").write_bytes(PNG + bytes(range(256)) * 8)
    return "bad.txt"


def forbidden(folder: Path) -> str:
    (folder / "bad.txt").write_text("华为与瑞金医院合作。", encoding="utf-8")
    (folder / "bad.txt").chmod(0)
    return "bad.txt"


def endless(folder: Path) -> str:
    (folder / "bad.txt").write_bytes("华为与瑞金医院合作，".encode() * 1_700_000)
    return "bad.txt"


def broken_line(folder: Path) -> str:
    lines = ['{"text": "华为与瑞金医院合作。"}', '{"text": "华为', '{"text": "腾讯与华山医院合作。"}']
    (folder / "bad.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return "bad.jsonl"


def dangling(folder: Path) -> str:
    (folder / "bad.txt").symlink_to(folder / "nowhere.txt")
    return "bad.txt"


@pytest.mark.parametrize("spoil", [empty, picture, forbidden, endless, broken_line, dangling])
def test_bad_input_is_named_and_the_rest_is_read(
    spoil: Callable[[Path], str], articles: Articles, tmp_path: Path
) -> None:
    folder, workspace = articles(2), tmp_path / "w"
    name = spoil(folder)
    run = bounded if spoil is forbidden else yimai
    told = run("read", folder, "-w", workspace, "--json")
    assert told.code == 2 and "Traceback" not in told.err
    assert [name in skipped["source"] for skipped in told.json["skipped"]] == [True] and name in told.err
    assert told.json["skipped"][0]["reason"] in told.err
    assert len(kept(workspace)) == len(told.json["read"]) == (4 if spoil is broken_line else 2)

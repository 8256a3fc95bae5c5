"""Articles that tests give to commands, and what a workspace keeps of them."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.model import Reading
from graph.workspace import Workspace

Articles = Callable[..., Path]
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000")


@pytest.fixture
def articles(tmp_path: Path, examples: Path) -> Articles:
    """Return a function that makes a folder with some of the examples."""

    def made(count: int = 3, name: str = "articles") -> Path:
        folder = tmp_path / name
        folder.mkdir()
        for path in sorted((examples / "articles").iterdir())[:count]:
            shutil.copy(path, folder)
        return folder

    return made


def kept(workspace: Path) -> dict[str, Reading]:
    with Workspace(workspace).ledger() as ledger:
        return {r.document.source: r for r in ledger.readings()}

"""Small files written whole or not at all, and folders: what goes wrong is a WorkspaceError that names the path."""

import os
import time
from pathlib import Path

from graph.errors import WorkspaceError


def make_folder(path: Path) -> None:
    """Make a folder and those above it. Raises WorkspaceError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(f"the folder {path} cannot be made: {error.strerror}; choose another with -w") from error


def replace_text(path: Path, text: str) -> None:
    """Write a small file whole or not at all. Raises WorkspaceError."""
    new = path.with_name(path.name + ".new")
    try:
        with new.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        swap(new, path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise WorkspaceError(f"{path} cannot be written: {error.strerror}") from error


def swap(new: Path, path: Path) -> None:
    """Rename over ``path``; where Windows refuses because somebody has it open for a moment, try again for a second."""
    for wait in (0.05, 0.1, 0.3, 0.6):
        try:
            new.replace(path)
            return
        except PermissionError:
            time.sleep(wait)
    new.replace(path)


def read_text(path: Path) -> str:
    """Return the text of a small file. Raises WorkspaceError."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"{path} cannot be read: {error}") from error

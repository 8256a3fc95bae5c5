"""Who writes in a workspace: one lock file that names process, host and time; readers go on without it."""

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from graph.errors import WorkspaceError

HELD: set[str] = set()
"""The lock files that this process holds: a file that names our process and is not here is of an earlier one."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file; one left behind by a process that is gone is taken over. Raises WorkspaceError if held."""
    key = str(path.absolute())
    for _ in range(2):
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            break
        except FileExistsError:
            if key in HELD or not clear_stale(path):
                raise WorkspaceError(held_message(path)) from None
        except OSError as error:
            raise WorkspaceError(
                f"no lock can be made at {path}: {error.strerror}; may the folder be written?"
            ) from error
    else:
        raise WorkspaceError(held_message(path))
    HELD.add(key)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            since = datetime.now(UTC).isoformat(timespec="seconds")
            json.dump({"pid": os.getpid(), "host": socket.gethostname(), "since": since}, file)
        yield
    finally:
        HELD.discard(key)
        path.unlink(missing_ok=True)


def holder(path: Path) -> dict[str, object]:
    """Return what a lock file says, empty where it is missing or cannot be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def held_message(path: Path) -> str:
    """Return who holds a lock and what to do."""
    who = holder(path)
    if not who:
        return f"{path} shows that another yimai writes here; wait, or delete it if none is running"
    return (
        f"process {who.get('pid')} on {who.get('host')} has been writing here since {who.get('since')}; "
        f"wait until it ends, or delete {path} if it is no longer running"
    )


def clear_stale(path: Path) -> bool:
    """Remove a lock file whose process is gone; return whether it was removed.

    It is moved aside first and compared with what was read, so that a lock which another process took in between is
    put back.
    """
    who = holder(path)
    pid = who.get("pid")
    if who.get("host") != socket.gethostname() or not isinstance(pid, int):
        return False
    if pid != os.getpid() and alive(pid):
        return False
    aside = path.with_name(f"{path.name}.stale-{os.getpid()}")
    try:
        path.replace(aside)
    except OSError:
        return not path.exists()
    if holder(aside) != who:
        aside.replace(path)
        return False
    aside.unlink(missing_ok=True)
    return True


def alive(pid: int) -> bool:
    """Tell whether a process runs on this machine."""
    if sys.platform == "win32":
        return alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def alive_on_windows(pid: int) -> bool:
    """Tell the same on Windows, where os.kill would end the process."""
    import ctypes

    query_limited_information, still_active = 0x1000, 259
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.OpenProcess(query_limited_information, False, pid)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == still_active

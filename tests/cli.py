"""Runs yimai as a command: in this process, which keeps the model loaded, or in one of its own."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BOUNDED = (
    "import ctypes, os, resource, sys\n"
    "for capability in (1, 2):\n"  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: root reads what it may not
    "    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)\n"  # PR_CAPBSET_DROP
    "size = int(sys.argv[1])\n"
    "if size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))\n"
    "os.execv(sys.executable, [sys.executable, '-m', 'yimai', *sys.argv[2:]])\n"
)


@dataclass(frozen=True)
class Ran:
    """What a command left: exit code, stdout and stderr."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


def yimai(*arguments: object) -> Ran:
    """Run the command line in this process."""
    import yimai as door

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    before = sys.argv
    sys.argv = ["yimai", *map(str, arguments)]
    try:
        with redirect_stdout(out), redirect_stderr(err):
            door.main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    finally:
        sys.argv = before
    return Ran(code, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err)))  # type: ignore[attr-defined]


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment in which the repository's modules are found from anywhere, in English."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "YIMAI_LANG": "en", "PYTHONPATH": path, **(extra or {})}


def process(
    *arguments: object, env: Mapping[str, str] | None = None, cwd: Path | None = None, stdin: bytes = b""
) -> Ran:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "yimai", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, env=environment(env), cwd=cwd, check=False)
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace"))


def bounded(*arguments: object, largest: int = 0) -> Ran:
    """Run it without root's right to read everything, and with files of at most ``largest`` bytes if given."""
    command = [sys.executable, "-c", BOUNDED, str(largest), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, env=environment(), check=False, stdin=subprocess.DEVNULL)
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace"))

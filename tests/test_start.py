"""The one command, as far as it can be tried without installing anew: what it refuses, repeats and falls back to."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def start(tmp_path: Path) -> ModuleType:
    """Return start.py as it would be in another clone."""
    for name in ("start.py", "requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    spec = importlib.util.spec_from_file_location("start_elsewhere", tmp_path / "start.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_needs_the_standard_library_alone() -> None:
    command = [sys.executable, "-I", "-S", str(ROOT / "start.py"), "--help"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0 and "start.py test" in done.stderr


def test_an_unknown_word_is_refused(start: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(["nonsense"]) == 2
    assert "start.py test" in capsys.readouterr().err


def test_an_environment_is_made_and_has_a_way_to_install(start: ModuleType) -> None:
    assert not start.works(start.PYTHON)
    assert start.make_environment(sys.executable) and start.works(start.PYTHON)
    assert start.pip_command(sys.executable)[0] == str(start.PYTHON)


def test_without_ensurepip_the_systems_pip_installs(start: ModuleType) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(start.VENV)], check=True)
    command = start.pip_command(sys.executable)
    assert command[-2:] == ("--python", str(start.PYTHON)) or command[0] == "uv"
    assert start.call(*command, "list", quiet=True) == 0 or command[0] == "uv"


def test_what_is_installed_is_not_installed_again(start: ModuleType) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(start.VENV)], check=True)
    lock = start.LOCKS["run"]
    start.STAMP.write_text(start.stamp_of(lock) + "\n", encoding="utf-8")
    assert start.set_up("no python at all", lock)
    before = start.stamp_of(lock)
    (start.HERE / lock).write_text("other==1\n", encoding="utf-8")
    assert start.stamp_of(lock) != before


def test_the_environment_of_the_caller_does_not_leak(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    assert start.call(sys.executable, "-c", "import os, sys; sys.exit('PYTHONPATH' in os.environ)") == 0
    assert start.call("/no/such/command") == 127

"""What is shipped: the wheel holds all that is needed and works where the repository is not."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXCLUDED = tuple(
    tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ].get("exclude", ())
)
NEEDED = (
    "yimai.py",
    "graph/ontology.toml",
    "graph/messages.toml",
    "graph/registry/vendors.csv",
    "graph/html/static/vis/vis-network.min.js",
    "graph/html/static/vis/LICENSE-MIT",
    "graph/html/templates/page.html.j2",
    "extract/messages.toml",
    "extract/model/names.onnx",
    "extract/model/pairs.onnx",
    "extract/model/tokenizer.json",
    "extract/lexicon/words.toml",
    "extract/cleaning/bigrams.xz",
    "queries/most-partners.cypher",
    "queries/messages.toml",
)


def built(kind: str, folder: Path) -> Path:
    code = f"import sys, hatchling.build as b; sys.stdout.write(b.build_{kind}({str(folder)!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return folder / done.stdout.strip().splitlines()[-1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("wheel", tmp_path_factory.mktemp("wheel"))


def test_the_wheel_holds_what_is_needed_and_no_more(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    info = f"yimai-{PROJECT['version']}.dist-info"
    assert not {*NEEDED, f"{info}/licenses/LICENSE", f"{info}/licenses/NOTICE"} - names
    tops = {name.split("/")[0] for name in names}
    assert tops == {"graph", "extract", "queries", "yimai.py", info}
    assert not [n for n in names if n.endswith((".pyc", ".pt", ".sqlite")) or "__pycache__" in n]


def test_every_tracked_file_of_the_rooms_is_in_the_wheel(wheel: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "graph", "extract", "queries"], cwd=ROOT, capture_output=True, check=True
    )
    tracked = {name for name in listed.stdout.decode("utf-8").split("\0") if name and (ROOT / name).is_file()}
    tracked = {name for name in tracked if not name.startswith(EXCLUDED)}
    assert tracked <= set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_works_elsewhere(wheel: Path, tmp_path: Path) -> None:
    """Install it in an environment that finds the packages of this one, but nothing of the repository."""
    venv.EnvBuilder(with_pip=False).create(tmp_path / "env")
    python = tmp_path / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index", "--no-deps", "-q", str(wheel)]
    subprocess.run(pip, check=True)
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "YIMAI"))}
    env |= {"PYTHONPATH": sysconfig.get_path("purelib"), "YIMAI_LANG": "en", "PYTHONNOUSERSITE": "1"}
    command = python.with_name("yimai.exe" if os.name == "nt" else "yimai")
    article = tmp_path / "a.txt"
    article.write_text("2025年3月1日，华为与瑞金医院发布瑞智病理大模型RuiPath。", encoding="utf-8")

    def ran(*arguments: str) -> str:
        done = subprocess.run(
            [command, *arguments], cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = "import graph, extract, queries, yimai; print(graph.__file__, extract.__file__, queries.__file__, yimai.__file__)"
    files = subprocess.run(
        [python, "-c", where], cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=True
    )
    assert all(str(tmp_path) in file for file in files.stdout.split())
    assert "Commands:" in ran("--help")
    assert "华为" in ran("facts", "a.txt")
    assert "partners" in ran("run", "a.txt", "-w", "w") or (tmp_path / "w" / "page.html").is_file()
    assert "most-partners" in ran("query", "list")


def test_the_source_archive_builds_on_its_own(tmp_path: Path) -> None:
    archive = built("sdist", tmp_path)
    with tarfile.open(archive) as opened:
        names = {name.split("/", 1)[1] for name in opened.getnames() if "/" in name}
    assert (
        not {*NEEDED, "start.py", "requirements.lock", "README.md", "LICENSE", "NOTICE", "tests/test_packaging.py"}
        - names
    )


def test_every_requirement_is_locked() -> None:
    for lock, extras in (("requirements.lock", ["build"]), ("requirements-dev.lock", ["build", "dev"])):
        held = {line.split("==")[0] for line in (ROOT / lock).read_text(encoding="utf-8").splitlines() if "==" in line}
        wanted = PROJECT["dependencies"] + [r for e in extras for r in PROJECT["optional-dependencies"][e]]
        names = {requirement.split(">")[0].split("<")[0].split("=")[0].lower() for requirement in wanted}
        assert not names - held


def test_both_locks_agree() -> None:
    runtime, development = (
        set((ROOT / name).read_text(encoding="utf-8").replace("\\\n", "").splitlines())
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert runtime <= development

"""The READMEs' commands and what they print are true.

    python tests/test_readme.py      runs the blocks and rewrites what they print

``console`` blocks hold commands after ``$``, ``pycon`` blocks Python after ``>>>``. Long output is cut and ends with a line
of ``…``; the progress bar, which tells a time, is left out, and so is the folder in which the commands run.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from doctest import DocTestParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.cli import environment  # noqa: E402 - this file is a command too, for which the repository is put on the path

READMES = {"README.md": "en", "README.zh.md": "zh"}
BLOCK = re.compile(r"(?<=^```)(console|pycon)\n(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
SHOWN, WIDE = 24, 180
SHORTENED = re.compile(r" [\d.]+ MB")


def replayed(text: str, lang: str, folder: Path) -> str:
    """Return a README with its blocks run anew, in order, in a folder that holds the examples."""
    names: dict[str, object] = {}

    def block(match: re.Match[str]) -> str:
        kind, body = match.groups()
        told = "".join(commands(body, lang, folder) if kind == "console" else session(body, names))
        return f"{kind}\n{told}"

    return BLOCK.sub(block, text)


def commands(body: str, lang: str, folder: Path) -> Iterator[str]:
    for line in body.splitlines():
        if line.startswith("$ "):
            command = [sys.executable, "-m", "yimai", *shlex.split(line[2:])[1:]]
            env = environment({"YIMAI_LANG": lang})
            ran = subprocess.run(
                command, cwd=folder, env=env, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            )
            told = ran.stdout.decode("utf-8")
            assert ran.returncode == 0, told
            yield f"{line}\n{shown(told, folder)}"


def shown(output: str, folder: Path) -> str:
    """Return output as the README shows it."""
    plain = output.replace(f"{folder.resolve().as_posix()}/", "")
    lines = [SHORTENED.sub("", line.rstrip()) for line in plain.splitlines() if "━" not in line and line.strip()]
    lines = [line if len(line) <= WIDE else f"{line[:WIDE]} …" for line in lines]
    return "".join(f"{line}\n" for line in (lines if len(lines) <= SHOWN else [*lines[:SHOWN], "…"]))


def session(body: str, names: dict[str, object]) -> Iterator[str]:
    """Yield the examples of a session with what they print."""
    for example in DocTestParser().get_examples(body):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(example.source, "<README>", "single"), names)
        first, *rest = example.source.splitlines()
        yield "\n".join([f">>> {first}", *(f"... {line}" for line in rest)]) + "\n" + out.getvalue()


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def anew(name: str, folder: Path) -> str:
    """Return what a README should be."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    with inside(folder):
        return replayed((ROOT / name).read_text(encoding="utf-8"), READMES[name], folder)


@pytest.mark.parametrize("name", READMES)
def test_what_the_readme_prints_is_true(name: str, tmp_path: Path) -> None:
    assert anew(name, tmp_path) == (ROOT / name).read_text(encoding="utf-8")


def test_both_readmes_give_the_two_commands_and_six_more() -> None:
    for name in READMES:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "```sh\npython3 start.py\n```" in text and "```sh\npython3 start.py test\n```" in text
        assert [line.split()[2] for line in text.splitlines() if line.startswith("$ yimai ")] == [
            "run", "find", "show", "query", "facts", "page",
        ]  # fmt: skip


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md"])
def test_links_lead_somewhere(name: str) -> None:
    folder = (ROOT / name).parent
    for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text(encoding="utf-8")):
        assert "://" in target or (folder / target).exists(), target


def test_the_readme_lists_every_setting_and_exit_code() -> None:
    from dataclasses import fields

    from graph import errors
    from graph.settings import Settings

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for field in fields(Settings):
        assert re.search(rf"^\| `{field.name}` \| (`{re.escape(str(field.default))}`)? ?\|", text, re.MULTILINE), (
            field.name
        )
    codes = {c.exit_code for c in vars(errors).values() if isinstance(c, type) and issubclass(c, errors.YimaiError)}
    told = text[text.index("Exit codes:") :].split("\n\n")[0]
    assert all(re.search(rf"\b{code} [a-z]", told) for code in codes - {1})


def main() -> None:
    """Rewrite the READMEs."""
    for name in READMES:
        with tempfile.TemporaryDirectory() as folder:
            text = anew(name, Path(folder))
        (ROOT / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

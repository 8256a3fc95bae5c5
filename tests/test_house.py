"""The house keeps its shape: layers, no cycles, lengths, one place for heavy libraries and for opening files."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("graph", "extract", "queries")
MAY_IMPORT = {"graph": set(), "extract": {"graph"}, "queries": {"graph"}, "yimai": {"graph", "extract", "queries"}}
LONG_MODULE, LONGEST_MODULE = 300, 600  # lines; above the first stand few, above the second none
LONG_FUNCTION, LONGEST_FUNCTION = 40, 75
FEW = 0.08
ONE_HOME = {  # a heavy library → the modules that may import it
    "ladybug": r"graph/stores/ladybug_\.py",
    "neo4j": r"graph/stores/neo4j_\.py",
    "onnxruntime": r"extract/(network_\.py|training/.*)",
    "torch": r"extract/training/.*",
    "ray": r"extract/cluster\.py",
    "pyvis": r"graph/html/.*",
}


def modules() -> list[Path]:
    return [*sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py")), ROOT / "yimai.py"]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


KNOWN = {dotted(p): p for p in modules()}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(node: ast.AST) -> Iterator[str]:
    for found in ast.walk(node):
        if isinstance(found, ast.Import):
            yield from (alias.name for alias in found.names)
        elif isinstance(found, ast.ImportFrom) and found.module:
            parts = [f"{found.module}.{alias.name}" for alias in found.names]
            yield from (part if part in KNOWN else found.module for part in parts)


def on_import(node: ast.AST) -> Iterator[str]:
    """Yield what a module imports when it is imported: neither inside functions nor for types alone."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield from imports(child)
        else:
            yield from on_import(child)


@pytest.mark.parametrize("path", modules(), ids=named)
def test_imports_go_down_only(path: Path) -> None:
    room = dotted(path).split(".")[0]
    above = {name.split(".")[0] for name in imports(tree(path))} & ({*ROOMS, "yimai"} - {room})
    assert above <= MAY_IMPORT[room]


def test_no_cycles() -> None:
    edges = {name: {i for i in on_import(tree(path)) if i in KNOWN and i != name} for name, path in KNOWN.items()}
    TopologicalSorter(edges).prepare()


def lengths_of_functions(path: Path) -> dict[str, int]:
    functions = (n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    return {f"{named(path)}: {n.name}": (n.end_lineno or 0) - n.lineno + 1 for n in functions}


def test_modules_are_short() -> None:
    lines = {named(p): len(p.read_text(encoding="utf-8").splitlines()) for p in modules()}
    held_short(lines, LONG_MODULE, LONGEST_MODULE)


def test_functions_are_short() -> None:
    held_short({k: v for p in modules() for k, v in lengths_of_functions(p).items()}, LONG_FUNCTION, LONGEST_FUNCTION)


def held_short(lines: dict[str, int], long: int, longest: int) -> None:
    assert not {name: n for name, n in lines.items() if n > longest}
    above = {name: n for name, n in lines.items() if n > long}
    assert len(above) <= FEW * len(lines), above


@pytest.mark.parametrize("path", modules(), ids=named)
def test_heavy_libraries_live_in_one_file(path: Path) -> None:
    for name in {i.split(".")[0] for i in imports(tree(path))} & ONE_HOME.keys():
        assert re.fullmatch(ONE_HOME[name], named(path)), f"{name} is imported outside {ONE_HOME[name]}"


@pytest.mark.parametrize("path", modules(), ids=named)
def test_files_are_opened_as_utf8_by_name(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and (name := opening(node)):
            keywords = {k.arg: k.value for k in node.keywords}
            mode = next((a.value for a in [*node.args, keywords.get("mode")] if is_mode(a)), "r")
            assert "encoding" in keywords or ("b" in mode and name == "open"), (
                f"line {node.lineno}: {name} names no encoding"
            )


def opening(node: ast.Call) -> str:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    builtin = name == "open" and (isinstance(node.func, ast.Name) or bool(node.args) or not node.keywords)
    method = isinstance(node.func, ast.Attribute)
    outside = isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) in (
        "os",
        "webbrowser",
        "Image",
        "tarfile",
    )
    return name if not outside and (builtin or (method and name in ("read_text", "write_text"))) else ""


def is_mode(node: ast.expr | None) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and bool(re.fullmatch(r"[rwabx+t]{1,3}", node.value))
    )


@pytest.mark.parametrize("path", modules(), ids=named)
def test_the_library_never_prints_and_nothing_forks(path: Path) -> None:
    called = {ast.unparse(n.func) for n in ast.walk(tree(path)) if isinstance(n, ast.Call)}
    assert not called & {"os.fork", "os.system"}
    assert "multiprocessing" not in set(on_import(tree(path)))
    if path.name not in ("commands.py", "terminal.py", "yimai.py", "shell.py") and "training" not in path.parts:
        assert "print" not in called


def test_rooms_are_marked() -> None:
    for room in ROOMS:
        assert f'YIMAI_ROOM = "{room}"' in (ROOT / room / "__init__.py").read_text(encoding="utf-8")


def test_texts_name_no_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = [
        n for n in listed.stdout.decode("utf-8").split("\0") if n.endswith((".md", ".toml", ".cypher", ".lock", ".txt"))
    ]
    wrong = re.compile(r"(?<![\w.])/(?:home|work|root|tmp|Users)/\w")
    told = [
        n
        for n in names
        if (ROOT / n).is_file() and wrong.search((ROOT / n).read_text(encoding="utf-8", errors="replace"))
    ]
    assert not told


def test_locks_hold_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text and not re.search(
            r"://|^\s*-", re.sub(r"^\s+--hash=.*", "", text, flags=re.M), re.M
        )
        for block in re.split(r"\n(?=\w)", text.strip()):
            assert re.match(r"[\w.-]+==\S+", block) and "--hash=sha256:" in block, block[:80]


def test_help_is_fast() -> None:
    code = (
        "import sys, time; start = time.process_time(); import yimai\n"
        "try:\n    sys.argv = ['yimai', '--help']; yimai.main()\n"
        "except SystemExit:\n    print(time.process_time() - start, file=sys.stderr)\n"
        "heavy = {'pandas', 'numpy', 'networkx', 'ladybug', 'neo4j', 'spacy', 'onnxruntime', 'pyarrow', 'trafilatura'}\n"
        "print(*sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
        for _ in range(5)
    ]
    told = [run.stderr.splitlines() for run in runs]
    assert all(lines[1] == "" for lines in told), told
    assert min(float(lines[0]) for lines in told) < 0.3

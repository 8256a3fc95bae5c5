"""A workspace is a folder: the ledger, people's decisions, the user's registry rows, and the last three builds.

    ledger.sqlite       readings, the source of truth
    decisions.txt       what people decided (optional, belongs into version control)
    registry/*.csv      the user's own registry rows (optional)
    cache.sqlite        what a build keeps for the next one (``graph.shelf``); it may be deleted
    builds/N/           graph.json.gz, graph.lbug (the embedded store), build.json; the last three stay
    current             the number of the build that readers open, changed by one rename
    lock                who writes, while somebody writes
    format              the version of this layout

A build is made in ``builds/N.part`` and renamed when it is whole; then the pointer changes. A reader never sees half of
one, and a failed or interrupted build leaves the earlier one as it was.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.chunks import FORMAT as GRAPH_FORMAT
from graph.chunks import Delta, patch
from graph.decisions import read_decisions, relabelled
from graph.errors import WorkspaceError
from graph.ledger import Ledger
from graph.lock import locked
from graph.names import hashed
from graph.property_graph import Graph, load, save
from graph.registry import Registry, with_rows_of

if TYPE_CHECKING:
    from graph.shelf import Shelf

FORMAT = 1
KEPT = 3
GRAPH, STORE, SUMMARY, SHELF = "graph.json.gz", "graph.lbug", "build.json", "cache.sqlite"
MAKERS = """
asked.py brief.py build.py change.py chunks.py context.py copies.py decisions.py digest.py entity_nodes.py
event_nodes.py events.py gazetteer.py grow.py identity.py joining.py ledger.py lexicon.py linking.py measures.py
merge.py model.py name_words.py names.py ontology.py ontology.toml parts.py property_graph.py records.py
registry/__init__.py regrouping.py relation_edges.py remade.py resolution_state.py resolve.py rules/__init__.py
rules/articles.py rules/candidate.py rules/difference.py rules/seats.py rules/writing.py shelf.py site.py units.py
stores/ladybug_.py stores/ladybug_patch_.py
""".split()
"""The files that say how graphs and stores are made of readings."""
Compile = Callable[[Graph, Path], object]
Patch = Callable[[Path, Path, Delta], object]


@dataclass(frozen=True, slots=True)
class Build:
    """A finished build: its number, folder, and what it was made of (a fingerprint) and holds (counts)."""

    number: int
    path: Path
    fingerprint: str
    counts: dict[str, int]


class Workspace:
    """The folder at ``path``. Raises WorkspaceError where it is of a later format, or missing and not to be made."""

    def __init__(self, path: Path | str, *, create: bool = False) -> None:
        self.path = Path(path)
        if not self.path.is_dir():
            if not create:
                raise WorkspaceError(f"there is no workspace at {self.path}; `yimai read` or `yimai run` makes one")
            make_folder(self.path)
        self.check_format(create=create)

    def check_format(self, *, create: bool) -> None:
        """Check the version of the layout, and write it into a new folder."""
        file = self.path / "format"
        if not file.exists():
            if any((self.path / name).exists() for name in ("ledger.sqlite", "current")) or create:
                replace_text(file, f"{FORMAT}\n")
                return
            raise WorkspaceError(f"{self.path} is no workspace: it has no ledger; `yimai read` makes one there")
        text = read_text(file).strip()
        if not text.isdigit() or int(text) > FORMAT:
            raise WorkspaceError(
                f"{self.path} has the format {text!r}; this yimai knows formats up to {FORMAT}: upgrade it"
            )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock of the workspace. Raises WorkspaceError, naming who writes, where another process does."""
        with locked(self.path / "lock"):
            yield

    def ledger(self, *, write: bool = False) -> Ledger:
        """Open the ledger; with ``write`` it is made where it is missing, and the caller holds ``writing()``."""
        return Ledger(self.path / "ledger.sqlite", write=write)

    def registry(self) -> Registry:
        """Return the shipped registry with the user's own rows. Raises InputError where a row cannot be read."""
        return with_rows_of(self.path / "registry")

    @property
    def decisions_path(self) -> Path:
        """Return where people's decisions are kept; the file may be missing."""
        return self.path / "decisions.txt"

    def build_path(self, number: int) -> Path:
        """Return the folder of a build."""
        return self.path / "builds" / str(number)

    def builds(self) -> list[Build]:
        """Return the builds that are there, oldest first."""
        folder = self.path / "builds"
        names = [p.name for p in folder.iterdir()] if folder.is_dir() else []
        found = (self.read_build(int(name)) for name in names if name.isdigit())
        return sorted((b for b in found if b), key=lambda b: b.number)

    def read_build(self, number: int) -> Build | None:
        """Return one build, None where it is missing or not whole."""
        path = self.build_path(number)
        try:
            record = json.loads((path / SUMMARY).read_text(encoding="utf-8"))
            return Build(number, path, record["fingerprint"], record["counts"])
        except (OSError, ValueError, KeyError):
            return None

    def current(self) -> Build | None:
        """Return the build that readers open, None before the first one. Raises WorkspaceError where it is gone."""
        pointer = self.path / "current"
        if not pointer.exists():
            return None
        text = read_text(pointer).strip()
        found = self.read_build(int(text)) if text.isdigit() else None
        if found is None:
            raise WorkspaceError(
                f"{pointer} names the build {text!r}, which is not there; `yimai build` makes a new one"
            )
        return found

    def built(self) -> Build:
        """Return the build that readers open. Raises WorkspaceError before the first one."""
        found = self.current()
        if found is None:
            raise WorkspaceError(f"{self.path} has no graph yet; `yimai build` makes one")
        return found

    def graph(self, number: int | None = None) -> Graph:
        """Return the graph of a build, of the current one by default. Raises WorkspaceError."""
        return load((self.build_path(number) if number else self.built().path) / GRAPH)

    def store_path(self, number: int | None = None) -> Path:
        """Return the embedded store of a build, of the current one by default. Raises WorkspaceError."""
        return (self.build_path(number) if number else self.built().path) / STORE

    def fingerprint(self) -> str:
        """Return a hash of all that a build is made of: readings, registry, decisions, and how graphs are made."""
        with self.ledger() as ledger:
            parts = [f"{e.source}\t{e.digest}" for e in ledger.sources().values()]
        parts += [f"graph {GRAPH_FORMAT}", code_fingerprint(), repr(self.registry())]
        if self.decisions_path.exists():
            parts.append(read_text(self.decisions_path))
        return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def build(self, *, force: bool = False, compile_store: Compile | None = None) -> tuple[Build, bool]:
        """Build the graph of the ledger and make it the current one; return it and whether anything was built.

        Nothing is built where nothing has changed since, unless ``force``. ``compile_store`` writes the embedded store
        (by default that of ``graph.stores.ladybug_``). Raises WorkspaceError.
        """
        with self.writing():
            fingerprint = self.fingerprint()
            present = self.newest_whole()
            if present and present.fingerprint == fingerprint and not force:
                return present, False
            try:
                with closing(self.shelf()) as shelf:
                    made = None if force else self.grown(shelf, fingerprint, compile_store)
                    made = made or self.whole(shelf, fingerprint, compile_store or default_compile())
                    shelf.describe(recipe=self.recipe(), build=str(made.number), fingerprint=fingerprint)
                    shelf.commit()
            except sqlite3.Error as error:
                raise WorkspaceError(
                    f"what builds keep cannot be written to {self.path / SHELF}: {error}; the earlier build stands"
                ) from error
            return made, True

    def shelf(self) -> "Shelf":
        """Open what builds keep for the next one; where it cannot be read it is begun anew."""
        from graph.shelf import Shelf

        path = self.path / SHELF
        try:
            return Shelf(path)
        except sqlite3.DatabaseError:
            for left in self.path.glob(f"{SHELF}*"):
                left.unlink(missing_ok=True)
            return Shelf(path)

    def recipe(self) -> str:
        """Return a hash of all that a build is made of besides readings."""
        from graph.shelf import python

        decisions = read_text(self.decisions_path) if self.decisions_path.exists() else ""
        return hashed(f"graph {GRAPH_FORMAT}", code_fingerprint(), python(), repr(self.registry()), decisions)

    def grown(self, shelf: "Shelf", fingerprint: str, compile_store: Compile | None) -> Build | None:
        """Bring the last build up to date with the ledger; None where it is not there or a build from nothing is due."""
        from graph.grow import grown

        about = shelf.about()
        base = self.read_build(int(about.get("build", "0")))
        if (
            base is None
            or not (base.path / GRAPH).is_file()
            or about["recipe"] != self.recipe()
            or base.fingerprint != about["fingerprint"]
        ):
            return None
        with self.ledger() as ledger:
            delta = grown(shelf, ledger, self.registry(), read_decisions(self.decisions_path))
        if delta is None:
            return None

        def write(part: Path) -> dict[str, int]:
            more = patch(base.path / GRAPH, part / GRAPH, delta)
            patch_store = None if compile_store else default_patch()
            if patch_store and (base.path / STORE).is_file():
                patch_store(base.path / STORE, part / STORE, delta)
            elif made := compile_store or default_compile():
                made(load(part / GRAPH), part / STORE)
            found = Counter(base.counts)
            found.update(more)
            return {name: count for name, count in sorted(found.items()) if count}

        return self.place(write, fingerprint)

    def whole(self, shelf: "Shelf", fingerprint: str, compile_store: Compile | None) -> Build:
        """Build from nothing, and keep on the shelf what the next build needs."""
        from graph.build import built
        from graph.digest import digests
        from graph.grow import planted

        registry, decisions = self.registry(), read_decisions(self.decisions_path)
        with self.ledger() as ledger:
            hashes = {source: entry.digest for source, entry in ledger.sources().items()}
            found = digests(relabelled(reading, decisions) for reading in ledger.readings())
        site, state = built(found, registry, decisions)
        shelf.clear()
        planted(shelf, hashes, site, state, registry)
        return self.publish(site.graph, fingerprint, compile_store)

    def newest_whole(self) -> Build | None:
        """Return the current build, None where there is none or it is gone."""
        try:
            return self.current()
        except WorkspaceError:
            return None

    def publish(self, graph: Graph, fingerprint: str, compile_store: Compile | None) -> Build:
        """Write a graph as the next build and point to it."""

        def write(part: Path) -> dict[str, int]:
            save(graph, part / GRAPH)
            if compile_store:
                compile_store(graph, part / STORE)
            return counted(graph)

        return self.place(write, fingerprint)

    def place(self, write: Callable[[Path], dict[str, int]], fingerprint: str) -> Build:
        """Let the next build be written into a folder, point to it, and remove all but the last three."""
        folder = self.path / "builds"
        make_folder(folder)
        for part in folder.glob("*.part"):
            shutil.rmtree(part, ignore_errors=True)
        number = max((int(p.name) for p in folder.iterdir() if p.name.isdigit()), default=0) + 1
        part, final = folder / f"{number}.part", self.build_path(number)
        try:
            make_folder(part)
            counts = write(part)
            replace_text(part / SUMMARY, json.dumps({"fingerprint": fingerprint, "counts": counts}, indent=1) + "\n")
            swap(part, final)
        except OSError as error:
            shutil.rmtree(part, ignore_errors=True)
            raise WorkspaceError(
                f"the build cannot be written to {part}: {error.strerror}; the earlier one stands"
            ) from error
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        replace_text(self.path / "current", f"{number}\n")
        for old in [b.number for b in self.builds()][:-KEPT]:
            shutil.rmtree(self.build_path(old), ignore_errors=True)
        return Build(number, final, fingerprint, counts)


def default_compile() -> Compile | None:
    """Return what compiles the embedded store, None where it is not installed."""
    try:
        from graph.stores.ladybug_ import compile_store
    except ImportError:
        return None
    return compile_store


def default_patch() -> Patch | None:
    """Return what brings the embedded store up to date, None where it is not installed."""
    try:
        from graph.stores.ladybug_patch_ import patch_store
    except ImportError:
        return None
    return patch_store


def counted(graph: Graph) -> dict[str, int]:
    """Return how many nodes of each label and edges of each type a graph has."""
    counts: dict[str, int] = {}
    for name in [n.label for n in graph.nodes()] + [e.type for e in graph.edges()]:
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items()))


def code_fingerprint() -> str:
    """Return a hash of the modules that make graphs, so that a new yimai builds anew."""
    from importlib.resources import files

    folder = files("graph")
    digest = hashlib.sha256()
    for name in MAKERS:
        digest.update(folder.joinpath(name).read_bytes())
    return digest.hexdigest()[:16]


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


def summary(build: Build) -> dict[str, Any]:
    """Return a build as plain values."""
    return {"build": build.number, "path": str(build.path), "fingerprint": build.fingerprint, "counts": build.counts}

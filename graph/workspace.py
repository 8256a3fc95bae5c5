"""A workspace is a folder: the ledger, people's decisions, the user's registry rows, and the last three builds.

    ledger.sqlite       readings, the source of truth
    decisions.txt       what people decided (optional, belongs into version control)
    registry/*.csv      the user's own registry rows (optional)
    cache.sqlite        what a build keeps for the next one (``graph.shelf``); it may be deleted
    builds/N/           graph.json.gz, graph.lbug (the embedded store), build.json; the last three stay
    current             the number of the build that readers open, changed by one rename
    .gitattributes      lets git keep the lines of both sides where branches of decisions.txt are merged
    lock                who writes, while somebody writes
    format              the version of this layout

A build is made in ``builds/N.part`` and renamed when it is whole; then the pointer changes. A reader never sees half of
one, and a failed or interrupted build leaves the earlier one as it was.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from graph.build_files import Compile, write_patched, write_whole
from graph.build_folders import GRAPH, STORE, Build, build_path, builds, current_build, place, read_build
from graph.chunks import FORMAT as GRAPH_FORMAT
from graph.decisions import contradictions, read_decisions, relabelled
from graph.errors import WorkspaceError
from graph.files import make_folder, read_text, replace_text
from graph.fingerprint import code_fingerprint
from graph.ledger import Ledger, is_older
from graph.lock import locked
from graph.names import hashed
from graph.property_graph import Graph, load
from graph.registry import Registry, with_rows_of

if TYPE_CHECKING:
    from graph.shelf import Shelf

FORMAT = 1
SHELF = "cache.sqlite"
MERGED = "decisions.txt text eol=lf merge=union\n"


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
                if not (self.path / ".gitattributes").exists():
                    replace_text(self.path / ".gitattributes", MERGED)
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

    def contradictions(self) -> list[tuple[int, int]]:
        """Return the lines of the decisions that contradict each other: (earlier, later, which counts)."""
        return contradictions(read_text(self.decisions_path)) if self.decisions_path.exists() else []

    def build_path(self, number: int) -> Path:
        """Return the folder of a build."""
        return build_path(self.path, number)

    def builds(self) -> list[Build]:
        """Return the builds that are there, oldest first."""
        return builds(self.path)

    def read_build(self, number: int) -> Build | None:
        """Return one build, None where it is missing or not whole."""
        return read_build(self.path, number)

    def current(self) -> Build | None:
        """Return the build that readers open, None before the first one. Raises WorkspaceError where it is gone."""
        return current_build(self.path)

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
            self.migrate()
            fingerprint = self.fingerprint()
            present = self.newest_whole()
            if present and present.fingerprint == fingerprint and not force:
                return present, False
            try:
                with closing(self.shelf()) as shelf:
                    made = None if force else self.grown(shelf, fingerprint, compile_store)
                    made = made or self.whole(shelf, fingerprint, compile_store)
                    shelf.describe(recipe=self.recipe(), build=str(made.number), fingerprint=fingerprint)
                    shelf.commit()
            except sqlite3.Error as error:
                raise WorkspaceError(
                    f"what builds keep cannot be written to {self.path / SHELF}: {error}; the earlier build stands"
                ) from error
            return made, True

    def migrate(self) -> None:
        """Bring a ledger of an older format to the present one, with a backup beside it; the caller holds ``writing()``."""
        path = self.path / "ledger.sqlite"
        if path.is_file() and is_older(path):
            self.ledger(write=True).close()

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
        return place(self.path, partial(write_patched, base, delta, compile_store), fingerprint)

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
        return place(self.path, partial(write_whole, site.graph, compile_store), fingerprint)

    def newest_whole(self) -> Build | None:
        """Return the current build, None where there is none or it is gone."""
        try:
            return self.current()
        except WorkspaceError:
            return None

"""Readings on disk, one for each article: the source of truth from which every graph is built.

One SQLite file, one transaction an article: whatever interrupts a write (Ctrl-C, a full disk, a crash), the article has
its earlier reading or the new one, and all the others stand as they were. Readers see the last state while one writes.
"""

import hashlib
import json
import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from graph.errors import WorkspaceError
from graph.model import Reading
from graph.records import from_record, to_record

FORMAT = 1
PATIENCE = 10.0
TABLE = """
CREATE TABLE reading (
    source TEXT PRIMARY KEY, document TEXT NOT NULL, reader TEXT NOT NULL, digest TEXT NOT NULL, record BLOB NOT NULL
) WITHOUT ROWID
"""
PUT = "INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?, ?)"
Migration = Callable[[sqlite3.Connection], object]
MIGRATIONS: dict[int, Migration] = {}
"""From which format → what brings the tables to the next one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger knows of an article without opening its reading; ``digest`` changes with any of its content."""

    source: str
    document: str
    reader: str
    digest: str


class Ledger:
    """The readings of one file. Use it as a context manager, or close it.

    Raises WorkspaceError where the file is missing (``write=False``), broken, locked for long or of a later format.
    """

    def __init__(self, path: Path, *, write: bool = True) -> None:
        self.path = path
        if not write and not path.is_file():
            raise WorkspaceError(f"{path} is missing; `yimai read` makes it")
        with self.explained():
            self.connection = connect(path, write=write)
        try:
            with self.explained():
                prepare(self.connection, path, write=write)
        except BaseException:
            self.connection.close()
            raise

    def __enter__(self) -> "Ledger":
        """Return the ledger."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the ledger."""
        self.close()

    def close(self) -> None:
        """Close the file; one that was written to is left without a side file."""
        with closing(self.connection):
            if self.connection.in_transaction:
                self.connection.rollback()
            try:
                self.connection.execute("PRAGMA journal_mode = DELETE")
            except sqlite3.Error:
                return  # another reader is at it, or the disk is full: SQLite finds the side file next time

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn SQLite's errors into ours, with what to do next."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            advice = {
                "I/O": "is the disk full? free some space and repeat the command; what was read before is safe",
                "full": "free some space and repeat the command; what was read before is safe",
                "locked": "another program writes to it; wait and repeat the command",
                "readonly": "it may not be written to; check its permissions",
            }
            hint = next((v for k, v in advice.items() if k in str(error)), "restore it from a backup or read anew")
            raise WorkspaceError(f"the ledger {self.path}: {error}; {hint}") from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run statements as one: all of them, or after any exception (KeyboardInterrupt too) none."""
        with self.explained():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def put(self, reading: Reading) -> None:
        """Insert the reading of an article, or replace the earlier one of the same ``document.source``."""
        text = json.dumps(to_record(reading), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        raw = text.encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(raw).hexdigest()[:16]
        row = (reading.document.source, reading.document.id, reading.reader, digest, zlib.compress(raw, 6))
        with self.transaction() as connection:
            connection.execute(PUT, row)

    def retract(self, source: str) -> bool:
        """Remove the reading of an article; return whether there was one."""
        with self.transaction() as connection:
            return connection.execute("DELETE FROM reading WHERE source = ?", (source,)).rowcount > 0

    def sources(self) -> dict[str, Entry]:
        """Return what is known of every article, by source, in their order."""
        with self.explained():
            rows = self.connection.execute("SELECT source, document, reader, digest FROM reading ORDER BY source")
            return {row[0]: Entry(*row) for row in rows}

    def readings(self) -> Iterator[Reading]:
        """Yield the readings in the order of their sources."""
        with self.explained():
            for (blob,) in self.connection.execute("SELECT record FROM reading ORDER BY source"):
                yield unpacked(blob)

    def reading(self, source: str) -> Reading | None:
        """Return the reading of one article, None where there is none."""
        with self.explained():
            row = self.connection.execute("SELECT record FROM reading WHERE source = ?", (source,)).fetchone()
            return unpacked(row[0]) if row else None

    def __len__(self) -> int:
        """Return the number of articles."""
        with self.explained():
            return int(self.connection.execute("SELECT count(*) FROM reading").fetchone()[0])


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Return a connection that leaves transactions to us."""
    if not write:
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE, isolation_level=None)
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def prepare(connection: sqlite3.Connection, path: Path, *, write: bool) -> None:
    """Make the table in a new file, migrate an older one after a backup, refuse a later one."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > FORMAT:
        raise WorkspaceError(f"{path} has format {version}; this yimai knows formats up to {FORMAT}: upgrade it")
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not tables and write:
        connection.executescript(f"BEGIN; {TABLE}; PRAGMA user_version = {FORMAT}; COMMIT;")
    elif version < FORMAT and tables:
        if not write:
            raise WorkspaceError(f"{path} has the older format {version}; `yimai build` migrates it, with a backup")
        migrate(connection, path, version)


def is_older(path: Path) -> bool:
    """Tell whether a ledger has an earlier format; where it cannot be read, reading it will say so."""
    try:
        with closing(connect(path, write=False)) as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            return version < FORMAT and bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    except sqlite3.Error:
        return False


def migrate(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Bring an older file to the present format; the old one stays beside it as ``ledger.sqlite.format-N``."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(path, path.with_name(f"{path.name}.format-{version}"))
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in range(version, FORMAT):
            if step not in MIGRATIONS:
                raise WorkspaceError(f"{path} has format {version}, which no yimai wrote; read the articles anew")
            MIGRATIONS[step](connection)
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def unpacked(blob: bytes) -> Reading:
    """Return the reading of a stored record. Raises WorkspaceError where it is broken."""
    try:
        return from_record(json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass")))
    except (zlib.error, ValueError) as error:
        raise WorkspaceError(f"a reading in the ledger is broken ({error}); read the articles anew") from error

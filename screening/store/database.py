"""The one connection to the vault's database, as SQLAlchemy Core; the only place where statements run.

Used from the thread that opened it. A write outside `transaction()` is a bug and raises RuntimeError; so is
every statement that the schema refuses. No error carries SQL, values, keys, or the driver's error as context.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable, Row, create_engine, event
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as sqlcipher

from screening.core.errors import Problem, ScreeningError
from screening.store import connection as raw

_Result = TypeVar("_Result")
# The statement or its values are wrong, not the file.
_BUGS = (sqlcipher.IntegrityError, sqlcipher.ProgrammingError, sqlcipher.InterfaceError, sqlcipher.DataError)

_DRIVER = (sqlcipher.Error, MemoryError)


class Database:
    """Statements and transactions on an opened cases.db.

    Every method raises DISK_FULL, DISK_GONE, FOLDER_NOT_WRITABLE, VAULT_IN_USE or DATABASE_DAMAGED where the
    file fails.
    """

    def __init__(self, path: Path, key: bytes, *, new: bool = False) -> None:
        """Open the file; see `connection.connect` for what it raises."""
        self._path = path
        self._writing = False
        self._versions: Counter[str] = Counter()
        self._rolled_back = 0
        self._lost = False
        self.take_up: Callable[[], None] | None = None
        """How to go on, where there is a way, before the first call after the disk was gone."""
        self._attach(raw.connect(path, key, new=new))

    @property
    def writing(self) -> bool:
        """Whether a transaction is open."""
        return self._writing

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """BEGIN IMMEDIATE ... COMMIT; anything raised inside rolls all of it back. Not nested.

        When it returns, what was written survives the loss of power. The connection is for migrations alone.
        """
        if self._writing:
            raise RuntimeError("a transaction is open already")
        if self._lost:
            self._guarded(lambda: None)
        self._writing = True
        try:
            self._guarded(lambda: self._connection.begin())
            yield self._connection
            self._guarded(lambda: self._connection.commit())
        except BaseException:
            self._rolled_back += 1
            raise
        finally:
            self._roll_back()
            self._writing = False

    def write(self, statement: Executable, parameters: Any = None) -> int:
        """Run one change inside the open transaction; gives the number of rows changed."""
        if not self._writing:
            raise RuntimeError("a change outside a transaction")
        table = getattr(statement, "table", None)
        if table is None:
            self._rolled_back += 1  # whatever it changes, nobody goes on from what was read before
        else:
            self._versions[table.name] += 1
        return int(self._guarded(lambda: self._connection.execute(statement, parameters).rowcount))

    def change(self, table: str, text: str, values: tuple[str | int | bytes | None, ...]) -> int:
        """`write` for what runs within each answer's transaction: a change of that table, written in this package.

        Measured: SQLAlchemy takes longer to put such a statement together than SQLCipher to run it.
        """
        if not self._writing:
            raise RuntimeError("a change outside a transaction")
        self._versions[table] += 1
        return int(self._guarded(lambda: self._raw.execute(text, values).rowcount))

    def version(self, table: str) -> tuple[int, int]:
        """Stays the same for as long as nothing was written into this table, or taken back."""
        return self._rolled_back, self._versions[table]

    def rows(self, statement: Executable, parameters: Any = None) -> Sequence[Row[Any]]:
        """All rows of one query, inside the open transaction or on its own."""
        try:
            return self._guarded(lambda: self._connection.execute(statement, parameters).all())
        finally:
            if not self._writing:
                self._roll_back()

    def row(self, statement: Executable, parameters: Any = None) -> Row[Any] | None:
        """The first row of one query."""
        found = self.rows(statement, parameters)
        return found[0] if found else None

    def value(self, statement: Executable, parameters: Any = None) -> Any:
        """The first value of the first row of one query."""
        found = self.row(statement, parameters)
        return None if found is None else found[0]

    def fast(self, text: str, values: tuple[str | int, ...]) -> list[tuple[Any, ...]]:
        """All rows of one query written in this package: for what runs within each answer's transaction."""
        return self._guarded(lambda: self._raw.execute(text, values).fetchall())

    def pragma(self, text: str) -> list[tuple[Any, ...]]:
        """The rows that a pragma gives. `text` is written in this package, never a value."""
        return self._guarded(lambda: self._raw.execute(f"PRAGMA {text}").fetchall())

    def change_key(self, new: bytes, old: bytes) -> None:
        """Put the whole file under another key; where that fails it is under the old one. Not in a transaction."""
        if self._writing:
            raise RuntimeError("a transaction is open")
        self._roll_back()
        try:
            self._guarded(lambda: raw.change_key(self._raw, new, self._path))
        except ScreeningError:
            # Tried: this connection would go on to write pages with the key that never came into force.
            self.close()
            self._rolled_back += 1
            self._attach(raw.connect(self._path, old))
            raise

    def close(self) -> None:
        """Roll back what was not finished, and close. May be called twice."""
        if self._connection.closed:
            return
        self._roll_back()
        with suppress(DBAPIError, *_DRIVER):  # everything acknowledged is in the file already
            self._connection.close()
            self._engine.dispose()
            self._raw.close()

    def _guarded(self, call: Callable[[], _Result]) -> _Result:
        """Run a call; where it fails and the file is not there any more, its disk was taken out."""
        if self._lost and not self._writing and self.take_up is not None:
            self._lost = False
            try:
                self.take_up()
            except BaseException:
                self._lost = True
                raise
        try:
            return guarded(call)
        except ScreeningError as error:
            self._lost = error.problem is Problem.DISK_GONE or not self._there()
            if not self._lost or error.problem is Problem.DISK_GONE:
                raise
        raise ScreeningError(Problem.DISK_GONE)

    def attach_again(self, key: bytes) -> None:
        """Open the file anew: what was opened belongs to a disk that is gone, even where the same one is back."""
        fresh = raw.connect(self._path, key)
        self.close()
        self._rolled_back += 1
        self._attach(fresh)

    def _there(self) -> bool:
        try:
            return self._path.exists()
        except OSError:
            return False

    def _attach(self, connection: sqlcipher.Connection) -> None:
        self._raw = connection
        # A pool that asked twice would get the same, closed, connection: never one without its key.
        self._engine = create_engine(
            "sqlite://",
            module=sqlcipher,
            creator=lambda: connection,
            poolclass=StaticPool,
            hide_parameters=True,
        )
        event.listen(self._engine, "begin", self._begin)
        self._connection: Connection = self._engine.connect()

    def _begin(self, connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if self._writing else "BEGIN")

    def _roll_back(self) -> None:
        with suppress(DBAPIError, *_DRIVER):  # SQLite has then rolled back by itself
            self._connection.rollback()
        with suppress(*_DRIVER):
            if self._raw.in_transaction:
                self._raw.rollback()


def guarded(call: Callable[[], _Result]) -> _Result:
    """Run a call on the driver; its errors, which may hold values, end here.

    Raises what `Database` says it does, from the outside of the driver's error.
    """
    try:
        return call()
    except DBAPIError as error:
        failure = _failure(error.orig)
    except sqlcipher.Error as error:
        failure = _failure(error)
    except MemoryError:
        failure = ScreeningError(Problem.DATABASE_DAMAGED)  # tried: what one flipped bit can come out as
    except (StatementError, UnicodeEncodeError) as error:
        failure = RuntimeError(f"the database was given what it cannot take: {type(error).__name__}")
    raise failure


def _failure(error: BaseException | None) -> Exception:
    if isinstance(error, _BUGS):
        return RuntimeError(f"the database refused a statement: {type(error).__name__}")
    return ScreeningError(raw.problem_of(error))

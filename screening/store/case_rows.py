"""What all parts of the case repository share: a case's rows, and keeping the search index current."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Update, delete, insert, select, update

from screening.core.errors import Problem, ScreeningError
from screening.core.referral import PersonSheet
from screening.store import schema
from screening.store.database import Database
from screening.store.values import from_json


class CaseRows:
    """The rows of cases. Every method raises CASE_MISSING for an id that no case has."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def _case(self, case_id: str) -> Row[Any]:
        found = self._database.row(select(schema.case_file).where(schema.case_file.c.id == case_id))
        if found is None:
            raise ScreeningError(Problem.CASE_MISSING)
        return found

    def _talk(self, case_id: str) -> Row[Any]:
        found = self._database.row(select(schema.talk).where(schema.talk.c.case_id == case_id))
        if found is None:
            raise ScreeningError(Problem.CASE_MISSING)
        return found

    def _talk_id(self, case_id: str) -> str:
        found = self._database.fast("SELECT id FROM talk WHERE case_id = ?", (case_id,))
        if not found:
            raise ScreeningError(Problem.CASE_MISSING)
        return str(found[0][0])

    def _change_case(self, case_id: str, **values: Any) -> None:
        statement: Update = update(schema.case_file).where(schema.case_file.c.id == case_id)
        if self._database.write(statement.values(**values)) == 0:
            raise ScreeningError(Problem.CASE_MISSING)

    def _change_talk(self, case_id: str, **values: Any) -> None:
        statement: Update = update(schema.talk).where(schema.talk.c.case_id == case_id)
        if self._database.write(statement.values(**values)) == 0:
            raise ScreeningError(Problem.CASE_MISSING)

    def _index(self, case_id: str) -> None:
        """Bring the search index to what the case's rows say now."""
        tables = schema.case_file.join(schema.visit).join(schema.person)
        row = self._database.row(
            select(schema.case_file, schema.visit.c.situation, schema.person.c.sheet)
            .select_from(tables)
            .where(schema.case_file.c.id == case_id)
        )
        if row is None:
            raise ScreeningError(Problem.CASE_MISSING)
        counter = row.number.partition("-")[2].lstrip("0")
        self._unindex(row.seq)
        self._database.write(
            insert(schema.case_search),
            {
                "rowid": row.seq,
                "number": f"{row.number} {counter}",  # found by "0417" and by "417"
                "situation": row.situation,
                "language": row.language or "",
                "state": row.state,
                "next_step": row.next_step or "",
                "name": from_json(row.sheet, PersonSheet).name if row.sheet else "",
            },
        )

    def _unindex(self, seq: int) -> None:
        self._database.write(delete(schema.case_search).where(schema.case_search.c.rowid == seq))

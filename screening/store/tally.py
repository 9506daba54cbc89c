"""What remains of talks that were not written down: one line each, without personal data."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from screening.core.assessment import Statement
from screening.core.case import NextStep, Situation, TallyLine
from screening.core.service import ServiceCategory
from screening.store import schema
from screening.store.case_rows import CaseRows
from screening.store.values import from_json, to_json


class TallyRows(CaseRows):
    """Writes and reads the tally. Lines have an id of their own, never that of a case."""

    def set_tally(self, line_id: str, line: TallyLine) -> None:
        """Keep a talk's line, in place of what it said before."""
        statement = upsert(schema.tally)
        values = {
            "id": line_id,
            "date": line.date,
            "situation": line.situation.value,
            "statement": line.statement.value,
            "offered": int(line.offered),
            "next_step": None if line.next_step is None else line.next_step.value,
            "services": to_json(line.services),
        }
        change = {name: statement.excluded[name] for name in values if name != "id"}
        self._database.write(statement.on_conflict_do_update(index_elements=["id"], set_=change), values)

    def remove_tally(self, line_id: str) -> None:
        """Take a line out: its talk is written down after all, and is counted by its case."""
        self._database.write(delete(schema.tally).where(schema.tally.c.id == line_id))

    def tallies(self) -> tuple[TallyLine, ...]:
        """Every line, by day. Lines of format 1 say of what was offered only whether it was, so these do not."""
        tally = schema.tally
        rows = self._database.rows(select(tally).order_by(tally.c.date, tally.c.id))
        return tuple(
            TallyLine(
                date=row.date,
                situation=Situation(row.situation),
                statement=Statement(row.statement),
                next_step=None if row.next_step is None else NextStep(row.next_step),
                services=from_json(row.services, tuple[ServiceCategory, ...]),
            )
            for row in rows
        )

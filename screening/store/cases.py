"""The cases of a vault. Every change belongs inside `vault.transaction()`; reading may be done outside."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, delete, func, insert, literal_column, select

from screening.core.assessment import NotAssessedBecause
from screening.core.case import CaseRecord, CaseState, CaseSummary, NextStep, Situation
from screening.core.consent import LanguageChoice
from screening.core.errors import Problem, ScreeningError
from screening.store import keys, schema
from screening.store.case_referral import ReferralRows
from screening.store.case_talk import TalkRows
from screening.store.meta import MetaKey, get_meta, set_meta
from screening.store.review_rows import ReviewRows, due
from screening.store.search import fts_query
from screening.store.tally import TallyRows
from screening.store.values import from_json, storable


class CaseRepository(TalkRows, ReferralRows, TallyRows, ReviewRows):
    """All that is kept of cases. Methods taking a case id raise CASE_MISSING where there is no such case."""

    def create(self, situation: Situation, now: str, review_on: str = "") -> CaseSummary:
        """A new case: one person, met on one visit, with one talk; looked at again on that day."""
        ids = {name: keys.random_id() for name in ("case", "visit", "person", "talk")}
        number = self._next_number(now)
        self._database.write(
            insert(schema.visit), {"id": ids["visit"], "situation": situation.value, "started_utc": now}
        )
        self._database.write(insert(schema.person), {"id": ids["person"]})
        self._database.write(
            insert(schema.case_file),
            {
                "id": ids["case"],
                "number": number,
                "visit_id": ids["visit"],
                "person_id": ids["person"],
                "opened_utc": now,
                "state": CaseState.LOOK_FIRST.value,
                "answered": 0,
                "asked": 0,
                "review_on": review_on or None,
            },
        )
        self._database.write(insert(schema.talk), {"id": ids["talk"], "case_id": ids["case"], "started_utc": now})
        self._index(ids["case"])
        return CaseSummary(
            id=ids["case"],
            number=number,
            opened_utc=now,
            situation=situation,
            language=None,
            state=CaseState.LOOK_FIRST,
            next_step=None,
            answered=0,
            asked=0,
            review_on=review_on,
        )

    def summaries(self, search: str = "", limit: int = 200, *, due_on: str = "") -> list[CaseSummary]:
        """The newest cases, of those that have every word of `search` or its beginning.

        Searched: number, situation, language tag, state, next step (their values in `core`) and the name.
        `due_on`: only those that have to be looked at on that day, the longest due first.
        """
        cases, found = schema.case_file, schema.case_search
        query = select(cases, schema.visit.c.situation).join(schema.visit)
        words = fts_query(search)
        if due_on:
            query = query.where(due(due_on)).order_by(cases.c.review_on)
        if words is None:
            query = query.order_by(cases.c.seq.desc())
        else:
            # Sorted by the index's own row number, FTS5 stops at the limit: it need not find every match.
            query = (
                query.join(found, found.c.rowid == cases.c.seq)
                .where(literal_column("case_search").bool_op("MATCH")(words))
                .order_by(found.c.rowid.desc())
            )
        return [_summary(row) for row in self._database.rows(query.limit(limit))]

    def load(self, case_id: str) -> CaseRecord:
        """Everything about a case that the way through it needs."""
        case, talk = self._case(case_id), self._talk(case_id)
        situation = self._database.value(
            select(schema.visit.c.situation).where(schema.visit.c.id == case.visit_id)
        )
        versions = self._versions(talk.id)
        return CaseRecord(
            id=case.id,
            number=case.number,
            opened_utc=case.opened_utc,
            situation=Situation(situation),
            state=CaseState(case.state),
            safety=self._safety(talk.id),
            language=from_json(talk.language, LanguageChoice) if talk.language else None,
            consent=self._consent(talk.id),
            instrument_hash=talk.pack_hash,
            answers={question: each[-1].answer for question, each in versions.items()},
            notes=self._notes(talk.id),
            position=talk.position,
            ended_because=NotAssessedBecause(case.ended_because) if case.ended_because else None,
            decision=self._decision(case_id),
            history={question: each for question, each in versions.items() if len(each) > 1},
        )

    def set_progress(self, case_id: str, answered: int, asked: int) -> None:
        """Keep how many questions are answered, of how many, for the case list."""
        query = "UPDATE case_file SET answered = ?, asked = ? WHERE id = ?"
        if self._database.change("case_file", query, (answered, asked, case_id)) == 0:
            raise ScreeningError(Problem.CASE_MISSING)

    def set_state(self, case_id: str, state: CaseState, ended_because: NotAssessedBecause | None = None) -> None:
        """Keep where the case stands, and why it ended if it did."""
        because = None if ended_because is None else ended_because.value
        self._change_case(case_id, state=state.value, ended_because=because)
        self._index(case_id)

    def erase(self, case_id: str) -> None:
        """Really delete every row of a case and its words in the index; its number is never given again."""
        case = self._case(case_id)
        talks = select(schema.talk.c.id).where(schema.talk.c.case_id == case_id)
        shown = select(schema.disclosure.c.document_hash).where(schema.disclosure.c.case_id == case_id)
        documents = [row[0] for row in self._database.rows(shown)]
        for table in (schema.answer, schema.note, schema.consent, schema.safety_answer):
            self._database.write(delete(table).where(table.c.talk_id.in_(talks)))
        for table in (
            schema.typing,
            schema.disclosure,
            schema.recipient_consent,
            schema.decision,
            schema.talk,
        ):
            self._database.write(delete(table).where(table.c.case_id == case_id))
        elsewhere = select(schema.disclosure.c.document_hash)
        self._database.write(
            delete(schema.document).where(
                schema.document.c.hash.in_(documents), schema.document.c.hash.not_in(elsewhere)
            )
        )
        self._database.write(delete(schema.case_file).where(schema.case_file.c.id == case_id))
        self._unindex(case.seq)
        self._leave_desks(case_id)
        for owner, used in (
            (schema.person, schema.case_file.c.person_id),
            (schema.visit, schema.case_file.c.visit_id),
        ):
            mine = owner.c.id == (case.person_id if owner is schema.person else case.visit_id)
            self._database.write(delete(owner).where(mine, owner.c.id.not_in(select(used))))

    def state(self, case_id: str) -> CaseState | None:
        """Where a case stands; None where there is no such case any more."""
        found = self._database.value(select(schema.case_file.c.state).where(schema.case_file.c.id == case_id))
        return None if found is None else CaseState(found)

    def typing(self, case_id: str) -> dict[str, str]:
        """What was typed and not given yet, by field."""
        kept = schema.typing
        rows = self._database.rows(select(kept.c.field, kept.c.text).where(kept.c.case_id == case_id))
        return {row.field: row.text for row in rows}

    def set_typing(self, case_id: str, field: str, text: str) -> None:
        """Keep what stands in a field; empty, it is really gone."""
        kept = schema.typing
        self._database.write(delete(kept).where(kept.c.case_id == case_id, kept.c.field == field))
        if text:
            self._database.write(insert(kept), {"case_id": case_id, "field": field, "text": storable(text)})

    def count(self) -> int:
        """How many cases there are."""
        return int(self._database.value(select(func.count()).select_from(schema.case_file)))

    def _next_number(self, now: str) -> str:
        """Year and a counter that only goes up: an erased case's number is not given to another person."""
        year = now[2:4]
        key = f"{MetaKey.CASE_COUNTER}/{year}"
        counter = int(get_meta(self._database, key) or 0) + 1
        set_meta(self._database, key, str(counter))
        return f"{year}-{counter:04}"


def _summary(row: Row[Any]) -> CaseSummary:
    language, _, second = (row.language or "").partition(" ")
    return CaseSummary(
        id=row.id,
        number=row.number,
        opened_utc=row.opened_utc,
        situation=Situation(row.situation),
        language=language or None,
        state=CaseState(row.state),
        next_step=NextStep(row.next_step) if row.next_step else None,
        answered=row.answered,
        asked=row.asked,
        review_on=row.review_on or "",
        second_language=second,
    )

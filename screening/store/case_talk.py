"""The talk of a case: what was looked at first, language, consent, instrument, answers and notes."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Row, Select, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from screening.core.case import AnswerVersion, RecordedAnswer
from screening.core.consent import Consent, LanguageChoice
from screening.core.errors import Problem, ScreeningError
from screening.core.safety import AgeBand, SafetyCheck
from screening.store import keys, schema
from screening.store.case_rows import CaseRows
from screening.store.values import answer_from_columns, answer_to_columns, from_json, storable, to_json

# What runs with each answer, as text: see `Database.change`.
_POSITION = "UPDATE talk SET position = ? WHERE case_id = ?"
_IN_FORCE = (
    "SELECT id, reason, supersedes FROM answer WHERE talk_id = ? AND question = ? AND superseded_by IS NULL"
)
_SUPERSEDED = "UPDATE answer SET superseded_by = ? WHERE id = ?"
_INSERT = (
    "INSERT INTO answer (id, talk_id, question, kind, value, given_utc, language, text_hash, review, reason, "
    "supersedes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class _InForce(NamedTuple):
    id: str
    reason: str
    supersedes: str | None


class TalkRows(CaseRows):
    """Writes and reads what belongs to a case's talk."""

    def set_safety(self, case_id: str, check: SafetyCheck, answer: str, now: str) -> None:
        """Record what was seen; what was recorded before stays behind it."""
        self._database.write(
            insert(schema.safety_answer),
            {
                "id": keys.random_id(),
                "talk_id": self._talk_id(case_id),
                "safety_check": check.value,
                "answer": str(answer),
                "given_utc": now,
            },
        )
        if check is SafetyCheck.AGE:
            person_id = self._case(case_id).person_id
            change = update(schema.person).where(schema.person.c.id == person_id)
            self._database.write(change.values(age_band=AgeBand(answer).value))

    def set_language(self, case_id: str, choice: LanguageChoice, now: str) -> None:
        """Record the language picked and who interprets."""
        self._change_talk(case_id, language=to_json(choice), language_utc=now)
        # For the list and its search, which do not look into the talk: both tags where there are two.
        self._change_case(case_id, language=storable(f"{choice.tag} {choice.second}".rstrip()))
        self._index(case_id)

    def set_consent(
        self, case_id: str, consent: Consent, language: str, text_hash: str, review: str, now: str
    ) -> None:
        """Record the person's answer to being asked for a talk, on which text; earlier ones stay behind."""
        self._database.write(
            insert(schema.consent),
            {
                "id": keys.random_id(),
                "talk_id": self._talk_id(case_id),
                "consent": to_json(consent),
                "language": language,
                "text_hash": text_hash,
                "review": review,
                "given_utc": now,
            },
        )

    def begin_talk(
        self,
        case_id: str,
        instrument_id: str,
        version: str,
        instrument_hash: str,
        instrument_bytes: bytes,
        now: str,
    ) -> None:
        """Tie the talk to an instrument, whose bytes are kept once. A talk that has begun keeps its own."""
        pack = upsert(schema.pack).on_conflict_do_nothing()
        self._database.write(
            pack,
            {
                "hash": instrument_hash,
                "instrument_id": instrument_id,
                "version": version,
                "bytes": instrument_bytes,
            },
        )
        if self._talk(case_id).pack_hash is None:
            self._change_talk(case_id, pack_hash=instrument_hash, started_utc=now)

    def instrument_bytes(self, instrument_hash: str) -> bytes:
        """The instrument as it was when a talk began. Raises INSTRUMENT_UNKNOWN(instrument)."""
        found = self._database.value(select(schema.pack.c.bytes).where(schema.pack.c.hash == instrument_hash))
        if found is None:
            raise ScreeningError(Problem.INSTRUMENT_UNKNOWN, instrument=instrument_hash)
        return bytes(found)

    def add_answer(self, case_id: str, answer: RecordedAnswer, reason: str = "") -> None:
        """Record an answer; one to the same question is superseded and stays behind it."""
        talk_id, answer_id = self._talk_id(case_id), keys.random_id()
        current = self._in_force(talk_id, answer.question)
        if current is not None:
            self._set_superseded(current.id, answer_id)
        self._insert(talk_id, answer_id, answer, reason, None if current is None else current.id)

    def replace_answer(self, case_id: str, answer: RecordedAnswer) -> None:
        """Put an answer in place of the one in force, which is really deleted; versions before it stay."""
        talk_id, answer_id = self._talk_id(case_id), keys.random_id()
        wrong = self._in_force(talk_id, answer.question)
        if wrong is None:
            self._insert(talk_id, answer_id, answer, "", None)
            return
        if wrong.supersedes is not None:
            self._set_superseded(wrong.supersedes, answer_id)
        self._database.write(delete(schema.answer).where(schema.answer.c.id == wrong.id))
        self._insert(talk_id, answer_id, answer, wrong.reason, wrong.supersedes)

    def take_back_answer(self, case_id: str, question: str) -> None:
        """Really delete the answer in force; the version before it, if there is one, is in force again."""
        wrong = self._in_force(self._talk_id(case_id), question)
        if wrong is None:
            return
        self._database.write(delete(schema.answer).where(schema.answer.c.id == wrong.id))
        if wrong.supersedes is not None:
            self._set_superseded(wrong.supersedes, None)

    def answer_history(self, case_id: str, question: str) -> tuple[AnswerVersion, ...]:
        """Every version of an answer, oldest first."""
        query = self._answers(self._talk_id(case_id)).where(schema.answer.c.question == question)
        rows = self._database.rows(query)
        return tuple(AnswerVersion(_recorded(row), row.reason) for row in rows)

    def remove_answer(self, case_id: str, question: str) -> None:
        """Really delete all versions of an answer. The note beside it is its own: `set_note` with no text."""
        answers = schema.answer.c
        mine = (answers.talk_id == self._talk_id(case_id), answers.question == question)
        self._database.write(delete(schema.answer).where(*mine))

    def set_note(self, case_id: str, question: str, text: str, now: str) -> None:
        """Keep a note beside a question, in place of the last; empty text deletes it."""
        talk_id = self._talk_id(case_id)
        if not text:
            notes = schema.note.c
            self._database.write(delete(schema.note).where(notes.talk_id == talk_id, notes.question == question))
            return
        statement = upsert(schema.note)
        change = {"text": statement.excluded.text, "changed_utc": statement.excluded.changed_utc}
        self._database.write(
            statement.on_conflict_do_update(index_elements=["talk_id", "question"], set_=change),
            {"talk_id": talk_id, "question": question, "text": storable(text), "changed_utc": now},
        )

    def set_position(self, case_id: str, question: str | None) -> None:
        """Remember at which question the talk stands."""
        if self._database.change("talk", _POSITION, (question, case_id)) == 0:
            raise ScreeningError(Problem.CASE_MISSING)

    def _safety(self, talk_id: str) -> dict[SafetyCheck, str]:
        checks = schema.safety_answer.c
        rows = self._database.rows(
            select(checks.safety_check, checks.answer).where(checks.talk_id == talk_id).order_by(checks.seq)
        )
        return {SafetyCheck(row.safety_check): row.answer for row in rows}

    def _consent(self, talk_id: str) -> Consent | None:
        consents = schema.consent.c
        found = self._database.value(
            select(consents.consent).where(consents.talk_id == talk_id).order_by(consents.seq.desc()).limit(1)
        )
        return None if found is None else from_json(found, Consent)

    def _notes(self, talk_id: str) -> dict[str, str]:
        notes = schema.note.c
        rows = self._database.rows(select(notes.question, notes.text).where(notes.talk_id == talk_id))
        return {row.question: row.text for row in rows}

    def _versions(self, talk_id: str) -> dict[str, tuple[AnswerVersion, ...]]:
        """Every version of every answer, by question, oldest first."""
        found: dict[str, list[AnswerVersion]] = {}
        for row in self._database.rows(self._answers(talk_id)):
            found.setdefault(row.question, []).append(AnswerVersion(_recorded(row), row.reason))
        return {question: tuple(each) for question, each in found.items()}

    def _in_force(self, talk_id: str, question: str) -> _InForce | None:
        found = self._database.fast(_IN_FORCE, (talk_id, question))
        return _InForce(*found[0]) if found else None

    def _set_superseded(self, answer_id: str, by: str | None) -> None:
        self._database.change("answer", _SUPERSEDED, (by, answer_id))

    def _insert(
        self, talk_id: str, answer_id: str, answer: RecordedAnswer, reason: str, supersedes: str | None
    ) -> None:
        given = answer_to_columns(answer.answer)
        self._database.change(
            "answer",
            _INSERT,
            (
                answer_id,
                talk_id,
                answer.question,
                given["kind"],
                given["value"],
                answer.given_utc,
                answer.language,
                answer.text_hash,
                answer.review,
                storable(reason),
                supersedes,
            ),
        )

    def _answers(self, talk_id: str) -> Select[tuple[object, ...]]:
        return select(schema.answer).where(schema.answer.c.talk_id == talk_id).order_by(schema.answer.c.seq)


def _recorded(row: Row[Any]) -> RecordedAnswer:
    return RecordedAnswer(
        question=row.question,
        answer=answer_from_columns(row.kind, row.value),
        given_utc=row.given_utc,
        language=row.language,
        text_hash=row.text_hash,
        review=row.review,
    )

"""What a talk holds, and where: in the vault, each change before it is seen, or in memory alone.

A talk without a record has no recorder object, and nothing is left that could write; one line without personal
data remains of it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import msgspec

from screening.core.answer import Answer
from screening.core.assessment import Assessment, NotAssessedBecause, assess
from screening.core.case import CaseRecord, CaseState
from screening.core.changes import versions
from screening.core.consent import Blocker, blockers
from screening.core.errors import ScreeningError
from screening.core.flow import Flow
from screening.core.referral import PersonSheet
from screening.core.retention import review_day
from screening.core.safety import AgeBand, age_band, controlled_now
from screening.core.service import ServiceCategory
from screening.core.steps import next_state
from screening.instruments.library import LoadedInstrument
from screening.operations.recorder import VaultRecorder
from screening.operations.session import Session
from screening.operations.tally import Tally
from screening.store.audit import AuditAction


class KeptTalk:
    """A case on the desk. `record` is what is known; read it freely, change it only through `Talk`."""

    def __init__(
        self,
        session: Session,
        record: CaseRecord,
        loaded: LoadedInstrument,
        sheet: PersonSheet | None = None,
    ) -> None:
        self.session = session
        self.record = record
        self.loaded = loaded
        self.flow = Flow(loaded.instrument)
        self.sheet = sheet or PersonSheet()
        self.typing: dict[str, str] = {}
        """What is typed and not given yet, by field."""
        self._recorder: VaultRecorder | None = VaultRecorder(session, record.id)
        self._tally = Tally(session, record.situation)
        self._last_given: str | None = None
        self._gone = False

    @property
    def recorded(self) -> bool:
        """Whether the talk is kept in the vault."""
        return self._recorder is not None

    @property
    def age(self) -> AgeBand:
        """The age band as the officer sees it; unsure until looked at."""
        return age_band(self.record.safety)

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers in force, by question."""
        return values(self.record)

    def blockers(self) -> tuple[Blocker, ...]:
        """What keeps the questions closed."""
        return blockers(self.record.safety, self.record.language, self.record.consent)

    @property
    def recorder(self) -> VaultRecorder | None:
        """For the operations that keep more than the talk itself."""
        return self._recorder

    def assessment(self) -> Assessment:
        """What can be said from the answers so far."""
        return assess(
            self.flow,
            self.session.catalogue,
            self.answers,
            age=self.age,
            controlled_now=controlled_now(self.record.safety),
            ended_because=self.record.ended_because,
        )

    def count_form(self, category: ServiceCategory) -> None:
        """A form was made; of a talk without a record the tally says for which kind of service."""
        self._tally.count_form(category)
        self._write_tally()

    def let_go(self) -> None:
        """The talk leaves the desk.

        Of one that is in memory only, everything is dropped here and now; the tally line stays.
        """
        if self._recorder is not None:
            with suppress(ScreeningError):  # a full disk: the talk is found open the next time
                self._put_on_desk("")
        if self._recorder is not None or self._gone:
            return
        self._gone = True
        # The person's wish comes before the count: on a full disk the line keeps what it said before.
        with suppress(ScreeningError):
            self._write_tally()
        self._last_given = None
        self.sheet = PersonSheet()
        self.typing = {}
        self.record = msgspec.structs.replace(
            self.record,
            state=CaseState.CLOSED,
            safety={},
            language=None,
            consent=None,
            answers={},
            history={},
            notes={},
            position=None,
            ended_because=None,
            decision=None,
        )

    def keep_typing(self, field: str, text: str) -> None:
        """Keep what stands in a field and is not given yet; empty when it was given, or is thrown away."""
        if self._gone or self.typing.get(field, "") == text:
            return
        if self._recorder is not None:
            self._recorder.typing(field, text)
        others = {name: each for name, each in self.typing.items() if name != field}
        self.typing = {**others, field: text} if text else others

    def end_unkept(self) -> None:
        """Locking ends a talk in memory only: the officer is told when the vault is open again."""
        vault = self.session.vault
        if self._recorder is None and not self._gone:
            with suppress(ScreeningError), vault.transaction():
                vault.desk.put_ended_unkept(True)

    def _put_on_desk(self, case_id: str) -> None:
        vault = self.session.vault
        if vault.desk.open_case != case_id:
            with vault.transaction():
                vault.desk.put_open_case(case_id)

    @property
    def _agreed_to_record(self) -> bool:
        """Whether something stands in the vault that the person agreed to: answers get there no other way."""
        before = self.record.consent
        agreed = before is not None and before.complete and before.record
        return self.recorded and (agreed or bool(self.record.answers))

    def _keep(self, write: Callable[[VaultRecorder], None], **changes: object) -> None:
        """Keep a change durably, then let it be seen. Nothing comes back into a talk that was let go."""
        if self._gone:
            return
        if self._recorder is not None:
            write(self._recorder)
        self.record = msgspec.structs.replace(self.record, **changes)

    def _forget(self) -> None:
        """Erase what the vault holds of this case; from here on nothing of the talk is written down."""
        vault = self.session.vault
        with vault.transaction():
            vault.cases.erase(self.record.id)
            vault.audit.append(AuditAction.CASE_ERASED, self.record.id, {})
            vault.desk.put_open_case("")
            self._tally.write(self.assessment().statement, None)
        self._recorder = None

    def _begin_record(self) -> None:
        """The person now wants it written down after all: what is in memory becomes a case of the vault, whole."""
        vault, record = self.session.vault, self.record
        with vault.transaction():
            now = self.session.now()
            review_on = review_day(now, self.session.office.review_after_days)
            summary = vault.cases.create(record.situation, now, review_on)
            vault.audit.append(AuditAction.CASE_OPENED, summary.id, {"situation": record.situation.value})
            vault.desk.put_open_case(summary.id)
            self._tally.remove()
            keep = VaultRecorder(self.session, summary.id)
            for check, answer in record.safety.items():
                keep.safety(check, answer)
            if record.language is not None:
                keep.language(record.language)
            if record.instrument_hash is not None:
                keep.instrument(self.loaded)
            for question_id in record.answers:
                keep.versions(versions(record, question_id))
            if record.position is not None:
                keep.position(record.position)
            keep.progress(*self.flow.counts(self.answers, self.age))
            for question_id, text in record.notes.items():
                keep.note(question_id, text)
            for field, text in self.typing.items():
                keep.typing(field, text)
            keep.sheet(self.sheet)
            keep.state(record.state, record.ended_because)
        self.record = msgspec.structs.replace(record, id=summary.id, number=summary.number)
        self._recorder = keep

    def _write_tally(self) -> None:
        """Of a talk without a record, one line without personal data remains."""
        if self._recorder is not None:
            return
        decision = self.record.decision
        with self.session.vault.transaction():
            self._tally.write(self.assessment().statement, decision.next_step if decision else None)

    def _set_state(self, state: CaseState, because: NotAssessedBecause | None) -> None:
        if (state, because) != (self.record.state, self.record.ended_because):
            self._keep(lambda keep: keep.state(state, because), state=state, ended_because=because)
        if state is CaseState.CLOSED:
            for field in tuple(self.typing):  # what was never given is no part of a closed case
                self.keep_typing(field, "")

    def _settle_state(self) -> None:
        state = next_state(self.record)
        if state is not None:
            self._set_state(state, None)


def values(record: CaseRecord) -> dict[str, Answer]:
    """The answers in force, by question."""
    return {question: given.answer for question, given in record.answers.items()}

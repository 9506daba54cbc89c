"""One talk with one person, step by step: look first, language, consent, questions, decision.

The talk is an immutable record that each step replaces. What a step changes is in the vault before the method
returns; when the person does not want a record, the talk has no recorder and lives in memory alone.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from screening.core.answer import Answer, Missing
from screening.core.assessment import Assessment, NotAssessedBecause, assess
from screening.core.case import CaseRecord, CaseState, Decision, NextStep, RecordedAnswer
from screening.core.consent import Blocker, Consent, ConsentState, LanguageChoice, blockers
from screening.core.drafts import DraftUse
from screening.core.errors import Problem, ScreeningError
from screening.core.fitting import answer_type_fits
from screening.core.flow import Flow
from screening.core.referral import PersonSheet
from screening.core.safety import (
    SAFETY_RULES,
    AgeBand,
    SafetyCheck,
    age_band,
    controlled_now,
    open_checks,
    presumed_child,
)
from screening.instruments.library import LoadedInstrument
from screening.languages.catalogs import Shown, officers_own
from screening.languages.table import SOURCE_TAG
from screening.operations.drafts import on_words
from screening.operations.recorder import VaultRecorder
from screening.operations.session import Session
from screening.store.audit import AuditAction

NOTE_LIMIT = 10_000
"""Characters of a note."""
SETTLED_STATES = frozenset({CaseState.RECORDED, CaseState.REFERRAL, CaseState.REFERRED, CaseState.CLOSED})
"""States that a look back at an earlier step does not change."""


class Talk:
    """A case on the desk. `record` is what is known; read it freely, change it only through the methods."""

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
        self._recorder: VaultRecorder | None = VaultRecorder(session, record.id)
        self._tallied = False

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
        return {question: given.answer for question, given in self.record.answers.items()}

    def blockers(self) -> tuple[Blocker, ...]:
        """What keeps the questions closed."""
        return blockers(self.record.safety, self.record.language, self.record.consent)

    def _keep(self, write: Callable[[VaultRecorder], None], **changes: object) -> None:
        """Keep a change durably, then let it be seen."""
        if self._recorder is not None:
            write(self._recorder)
        self.record = msgspec.structs.replace(self.record, **changes)

    # look first

    def note_safety(self, check: SafetyCheck, answer: str) -> None:
        """What the officer sees. ValueError for an answer the check does not have: a bug."""
        if answer not in SAFETY_RULES[check].answers:
            raise ValueError(check)
        safety = {**self.record.safety, check: answer}
        self._keep(lambda keep: keep.safety(check, answer), safety=safety)
        self._settle_state()

    def end_not_assessed(self, because: NotAssessedBecause) -> None:
        """End here, with the reason; whatever was recorded stays and speaks for itself."""
        self._set_state(CaseState.NOT_ASSESSED, because)

    # language, consent

    def choose_language(self, choice: LanguageChoice) -> None:
        """The language the person picked and who interprets."""
        kept = choice.after(self.record.language)
        self._keep(lambda keep: keep.language(kept), language=kept)
        self._settle_state()

    def confirm_draft(self, use: DraftUse) -> None:
        """Keep who vouches for the draft words, or why they are used. Raises STEP_CLOSED without a language."""
        if self.record.language is None:
            raise ScreeningError(Problem.STEP_CLOSED)
        self.choose_language(msgspec.structs.replace(self.record.language, draft=use))

    def record_consent(self, consent: Consent, shown: Shown) -> None:
        """The person's answer; `shown` is the question for the talk as it stood on the screen.

        *Talk yes, record no*: everything the vault holds of the case is erased, and the talk goes on in memory.
        Raises DRAFT_FORBIDDEN or DRAFT_UNCONFIRMED where consent was given on words that do not count.
        """
        if consent.state is ConsentState.GIVEN:
            consent = on_words(self.session, self.record.language, consent, shown)
        if consent.complete and not consent.record:
            # Erased first, never stored: a kill in between leaves no case rather than a recorded one.
            if self._recorder is not None:
                self._forget()
        elif consent.complete and self._recorder is None:
            self._begin_record()
        self._keep(
            lambda keep: keep.consent(consent, shown.language, shown.text_hash, shown.review),
            consent=consent,
        )
        if consent.state is ConsentState.REFUSED:
            self.end_not_assessed(NotAssessedBecause.REFUSED)
        elif consent.state is ConsentState.WITHDRAWN:
            self.end_not_assessed(NotAssessedBecause.STOPPED)
        else:
            self._settle_state()

    def withdraw(self, erase: bool) -> None:
        """The person takes the consent back; the talk ends. What was explained stays known.

        With `erase`, everything the vault holds of the case goes, and the answers in memory with it. The hash
        kept is that of no text: the person said it, whatever stood on the screen.
        """
        before, language = self.record.consent, self.record.language
        consent = Consent(ConsentState.WITHDRAWN, told=before.told if before else frozenset())
        if erase:
            if self._recorder is not None:
                self._forget()
            self.sheet = PersonSheet()
            self.record = msgspec.structs.replace(self.record, answers={}, notes={}, decision=None)
        self.record_consent(consent, officers_own("", language.tag if language else SOURCE_TAG))

    # questions

    def open_questions(self) -> str:
        """Open the questions and give the one to show. Raises STEP_CLOSED or CHILD_NO_ADULT_QUESTIONS."""
        self._must_be_open()
        if self.record.instrument_hash is None:
            self._keep(lambda keep: keep.instrument(self.loaded), instrument_hash=self.loaded.hash)
        if self.record.state is CaseState.RECORDED:
            # A talk that was stopped, or had come to its end, goes on.
            self._set_state(CaseState.QUESTIONS, None)
        self._settle_state()
        return self.record.position or self.flow.path(self.answers, self.age)[0]

    def answer(self, question_id: str, answer: Answer, shown: Shown, reason: str = "") -> str | None:
        """Record one answer and give the next question, None after the last.

        Raises ANSWER_REFUSED_BY_RULE when the question's own constraint refuses the value; ValueError for a
        value of another type: a bug.
        """
        self._must_be_open()
        if not isinstance(answer, Missing) and not answer_type_fits(self.flow.question(question_id), answer):
            raise ValueError(question_id)
        if not isinstance(answer, Missing) and not self.flow.accepts(question_id, answer, self.answers, self.age):
            raise ScreeningError(Problem.ANSWER_REFUSED_BY_RULE, question=question_id)
        given = RecordedAnswer(
            question=question_id,
            answer=answer,
            given_utc=self.session.now(),
            language=shown.language,
            text_hash=shown.text_hash,
            review=shown.review,
        )
        answers = {**self.record.answers, question_id: given}
        values = {question: each.answer for question, each in answers.items()}
        following = self.flow.after(question_id, values, self.age)
        answered, asked = self.flow.counts(values, self.age)
        position = following or question_id
        self._keep(
            lambda keep: keep.answer(given, reason, position, answered, asked),
            answers=answers,
            position=position,
        )
        return following

    def move_to(self, question_id: str) -> None:
        """Go to a question without answering: skip, back, another section."""
        self._keep(lambda keep: keep.position(question_id), position=question_id)

    def note(self, question_id: str, text: str) -> None:
        """The officer's own note at a question; cut at NOTE_LIMIT characters by the screen, refused here."""
        if len(text) > NOTE_LIMIT:
            raise ValueError("note too long")
        notes = {**self.record.notes, question_id: text}
        self._keep(lambda keep: keep.note(question_id, text), notes=notes)

    def stop(self) -> None:
        """The person or the officer stops the talk; what was recorded stays."""
        self._set_state(CaseState.RECORDED, NotAssessedBecause.STOPPED)

    def finish_questions(self) -> None:
        """Go to what was recorded."""
        self._set_state(CaseState.RECORDED, self.record.ended_because)

    # what was recorded, and then

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

    def decide(self, next_step: NextStep, reason: str) -> None:
        """The officer's decision, beside the statement that stood on the screen."""
        decision = Decision(next_step, reason, self.assessment().statement, self.session.now())
        self._keep(lambda keep: keep.decision(decision), decision=decision)
        self._tally(offered=next_step is not NextStep.PERSON_DECLINED)
        self._set_state(
            CaseState.REFERRAL if next_step is NextStep.REFER else CaseState.CLOSED,
            self.record.ended_because,
        )

    def save_sheet(self, sheet: PersonSheet) -> None:
        """What the person chose to tell for getting help."""
        self._keep(lambda keep: keep.sheet(sheet))
        self.sheet = sheet

    def hand_over_child(self) -> None:
        """Go to the hand-over to child protection. Raises STEP_CLOSED for an adult."""
        if not presumed_child(self.record.safety):
            raise ScreeningError(Problem.STEP_CLOSED)
        self._set_state(CaseState.CHILD_PROTECTION, None)

    def mark_referred(self) -> None:
        """A form was printed or saved."""
        self._set_state(CaseState.REFERRED, self.record.ended_because)

    @property
    def recorder(self) -> VaultRecorder | None:
        """For the operations that keep more than the talk itself."""
        return self._recorder

    # inner

    def _forget(self) -> None:
        """Erase what the vault holds of this case; from here on nothing of the talk is written down."""
        vault = self.session.vault
        with vault.transaction():
            vault.cases.erase(self.record.id)
            vault.audit.append(AuditAction.CASE_ERASED, self.record.id, {})
        self._recorder = None

    def _begin_record(self) -> None:
        """The person now wants it written down after all: what is in memory becomes a case of the vault."""
        vault, record = self.session.vault, self.record
        with vault.transaction():
            summary = vault.cases.create(record.situation, self.session.now())
            vault.audit.append(AuditAction.CASE_OPENED, summary.id, {"situation": record.situation.value})
        keep = VaultRecorder(self.session, summary.id)
        for check, answer in record.safety.items():
            keep.safety(check, answer)
        if record.language is not None:
            keep.language(record.language)
        if record.instrument_hash is not None:
            keep.instrument(self.loaded)
        answered, asked = self.flow.counts(self.answers, self.age)
        for given in record.answers.values():
            keep.answer(given, "", record.position or given.question, answered, asked)
        for question_id, text in record.notes.items():
            keep.note(question_id, text)
        keep.sheet(self.sheet)
        keep.state(record.state, record.ended_because)
        self.record = msgspec.structs.replace(record, id=summary.id, number=summary.number)
        self._recorder = keep

    def _tally(self, *, offered: bool) -> None:
        """Of a talk without a record, one line without personal data remains: no audit entry, which has a time."""
        if self._recorder is None and not self._tallied:
            vault = self.session.vault
            with vault.transaction():
                vault.cases.add_tally(
                    self.session.now()[:10], self.record.situation, self.assessment().statement, offered
                )
            self._tallied = True

    def _must_be_open(self) -> None:
        closed = self.blockers()
        if Blocker.CHILD in closed:
            raise ScreeningError(Problem.CHILD_NO_ADULT_QUESTIONS)
        if closed:
            raise ScreeningError(Problem.STEP_CLOSED)

    def _set_state(self, state: CaseState, because: NotAssessedBecause | None) -> None:
        if (state, because) != (self.record.state, self.record.ended_because):
            self._keep(lambda keep: keep.state(state, because), state=state, ended_because=because)

    def _settle_state(self) -> None:
        """The step that comes next while the talk has not come to its end."""
        if self.record.state in SETTLED_STATES:
            return
        said_no = self.record.ended_because in {NotAssessedBecause.REFUSED, NotAssessedBecause.STOPPED}
        if said_no and not (self.record.consent is not None and self.record.consent.complete):
            return
        closed = self.blockers()
        if open_checks(self.record.safety) or Blocker.SAFETY_UNSAFE in closed:
            state = CaseState.LOOK_FIRST
        elif Blocker.CHILD in closed:
            state = CaseState.CHILD_PROTECTION
        elif Blocker.LANGUAGE in closed:
            state = CaseState.LANGUAGE
        elif Blocker.CONSENT in closed:
            state = CaseState.CONSENT
        else:
            state = CaseState.QUESTIONS
        self._set_state(state, None)

"""One talk with one person, step by step: look first, language, consent, questions, decision.

The talk is an immutable record that each step replaces. What a step changes is in the vault before the method
returns; when the person does not want a record, the talk has no recorder and lives in memory alone.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import msgspec

from screening.core.answer import Answer, Missing
from screening.core.assessment import NotAssessedBecause
from screening.core.case import CaseRecord, CaseState, Decision, NextStep, RecordedAnswer
from screening.core.changes import ChangeReason, differs, taken_back, with_answer, without_answer
from screening.core.consent import Blocker, Consent, ConsentState, LanguageChoice
from screening.core.drafts import DraftUse
from screening.core.errors import Problem, ScreeningError
from screening.core.fitting import answer_type_fits
from screening.core.referral import PersonSheet
from screening.core.safety import (
    SAFETY_RULES,
    SafetyCheck,
    presumed_child,
)
from screening.languages.catalogs import Shown, officers_own
from screening.languages.table import SOURCE_TAG
from screening.operations.drafts import on_words
from screening.operations.kept_talk import KeptTalk, values
from screening.operations.recorder import VaultRecorder

NOTE_LIMIT = 10_000
"""Characters of a note."""


class Talk(KeptTalk):
    """A case on the desk. `record` is what is known; read it freely, change it only through the methods."""

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
        So it is when the person does not want to talk at all: what was seen before they were asked goes too.
        Raises DRAFT_FORBIDDEN or DRAFT_UNCONFIRMED where consent was given on words that do not count.
        """
        if consent.state is ConsentState.GIVEN:
            consent = on_words(self.session, self.record.language, consent, shown)
        unrecorded = consent.complete and not consent.record
        if unrecorded or (consent.state is ConsentState.REFUSED and not self._agreed_to_record):
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
            self.typing = {}
            self._last_given = None
            self.record = msgspec.structs.replace(self.record, answers={}, history={}, notes={}, decision=None)
            # The line that stays says nothing either of what is erased.
            with suppress(ScreeningError):
                self._write_tally()
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

    def answer(
        self,
        question_id: str,
        answer: Answer,
        shown: Shown,
        reason: ChangeReason = ChangeReason.ADDED_LATER,
    ) -> str | None:
        """Record one answer and give the next question, None after the last.

        `reason` is why an answer that stands already changes. The same answer again is recorded once.
        Raises ANSWER_REFUSED_BY_RULE when the question's own constraint refuses the value; ValueError for a
        value of another type: a bug.
        """
        self._must_be_open()
        if not isinstance(answer, Missing) and not answer_type_fits(self.flow.question(question_id), answer):
            raise ValueError(question_id)
        if not isinstance(answer, Missing) and not self.flow.accepts(question_id, answer, self.answers, self.age):
            raise ScreeningError(Problem.ANSWER_REFUSED_BY_RULE, question=question_id)
        if self.answers.get(question_id) == answer:
            following = self.flow.after(question_id, self.answers, self.age)
            self.move_to(following or question_id)
            return following
        given = RecordedAnswer(
            question=question_id,
            answer=answer,
            given_utc=self.session.now(),
            language=shown.language,
            text_hash=shown.text_hash,
            review=shown.review,
        )
        why = reason if question_id in self.record.answers else None
        changed = with_answer(self.record, given, reason)
        following = self.flow.after(question_id, values(changed), self.age)
        position = following or question_id
        answered, asked = self.flow.counts(values(changed), self.age)
        self._keep(
            lambda keep: keep.answer(given, why, position, answered, asked),
            answers=changed.answers,
            history=changed.history,
            position=position,
        )
        self._last_given = question_id
        return following

    def would_change(self, question_id: str, answer: Answer) -> bool:
        """Whether this answer would change one that stands, so that the reason must be asked."""
        return differs(self.answers, question_id, answer)

    @property
    def last_given(self) -> str | None:
        """The question answered last, whose answer can be taken back."""
        return self._last_given if self._last_given in self.record.answers else None

    def undo_answer(self) -> str:
        """Take back the answer given last, as mis-keyed; gives its question. ValueError when there is none."""
        question_id = self.last_given
        if question_id is None:
            raise ValueError("nothing to take back")
        changed = taken_back(self.record, question_id)
        self._change_answers(
            question_id, changed, lambda keep, answered, asked: keep.taken_back(question_id, answered, asked)
        )
        return question_id

    def remove_answer(self, question_id: str, *, with_note: bool = False) -> None:
        """Erase all versions of an answer at the person's wish, and the note beside it where that is wished."""
        changed = without_answer(self.record, question_id)
        if with_note:
            notes = {question: text for question, text in changed.notes.items() if question != question_id}
            changed = msgspec.structs.replace(changed, notes=notes)
        self._change_answers(
            question_id,
            changed,
            lambda keep, answered, asked: keep.removed(question_id, answered, asked, with_note=with_note),
        )

    def _change_answers(
        self, question_id: str, changed: CaseRecord, write: Callable[[VaultRecorder, int, int], None]
    ) -> None:
        answered, asked = self.flow.counts(values(changed), self.age)
        self._keep(
            lambda keep: write(keep, answered, asked),
            answers=changed.answers,
            history=changed.history,
            notes=changed.notes,
            position=question_id,
        )
        self._last_given = None

    def move_to(self, question_id: str) -> None:
        """Go to a question without answering: skip, back, another section."""
        if question_id == self.record.position:
            return
        self._keep(lambda keep: keep.position(question_id), position=question_id)

    def note(self, question_id: str, text: str) -> None:
        """The officer's own note at a question; cut at NOTE_LIMIT characters by the screen, refused here."""
        if len(text) > NOTE_LIMIT:
            raise ValueError("note too long")
        notes = {question: each for question, each in self.record.notes.items() if question != question_id}
        if text:
            notes[question_id] = text
        self._keep(lambda keep: keep.note(question_id, text), notes=notes)

    def stop(self) -> None:
        """The person or the officer stops the talk; what was recorded stays."""
        self._set_state(CaseState.RECORDED, NotAssessedBecause.STOPPED)

    def finish_questions(self) -> None:
        """Go to what was recorded."""
        self._set_state(CaseState.RECORDED, self.record.ended_because)

    # what was recorded, and then

    def decide(self, next_step: NextStep, reason: str) -> None:
        """The officer's decision, beside the statement that stood on the screen."""
        decision = Decision(next_step, reason, self.assessment().statement, self.session.now())
        self._keep(lambda keep: keep.decision(decision), decision=decision)
        self._write_tally()
        self._set_state(
            CaseState.REFERRAL if next_step is NextStep.REFER else CaseState.CLOSED,
            self.record.ended_because,
        )

    def save_sheet(self, sheet: PersonSheet) -> None:
        """What the person chose to tell for getting help."""
        self._keep(lambda keep: keep.sheet(sheet))
        if not self._gone:
            self.sheet = sheet

    def hand_over_child(self) -> None:
        """Go to the hand-over to child protection. Raises STEP_CLOSED for an adult."""
        if not presumed_child(self.record.safety):
            raise ScreeningError(Problem.STEP_CLOSED)
        self._set_state(CaseState.CHILD_PROTECTION, None)

    def mark_referred(self) -> None:
        """A form was printed or saved."""
        self._set_state(CaseState.REFERRED, self.record.ended_because)

    # inner

    def _must_be_open(self) -> None:
        closed = self.blockers()
        if Blocker.CHILD in closed:
            raise ScreeningError(Problem.CHILD_NO_ADULT_QUESTIONS)
        if closed:
            raise ScreeningError(Problem.STEP_CLOSED)

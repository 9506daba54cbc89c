"""Information and consent before the talk, and the gate in front of the questions.

Elements and states: HTCDS consent guidance, WHO principle 6, GPA 41 (A/RES/64/293).
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, structs

from screening.core.drafts import DraftUse
from screening.core.review import Review
from screening.core.safety import SafetyAnswers, closing_checks, open_checks, presumed_child


class InterpreterMode(StrEnum):
    """How the two people understand each other."""

    NONE = "none"
    IN_PERSON = "in_person"
    PHONE = "phone"


class LanguageChoice(Struct, frozen=True):
    """The language the person picked, and who interprets. `interpreter_code` is a code, never a name.

    `text_available`: the program has its person's texts in this language. `draft`: who vouches for draft words.
    `second`: another language the person picked too, for texts that are missing in the first.
    """

    tag: str
    text_available: bool
    dialect: str = ""
    interpreter: InterpreterMode = InterpreterMode.NONE
    interpreter_code: str = ""
    no_conflict: bool = False
    person_agrees: bool = False
    draft: DraftUse | None = None
    second: str = ""

    @property
    def interpreted(self) -> bool:
        """Whether an interpreter takes part."""
        return self.interpreter is not InterpreterMode.NONE

    @property
    def complete(self) -> bool:
        """Understanding is possible: by text in the language, or by a checked and accepted interpreter."""
        if not self.interpreted:
            return self.text_available
        return bool(self.interpreter_code.strip()) and self.no_conflict and self.person_agrees

    def after(self, before: LanguageChoice | None) -> LanguageChoice:
        """This choice in place of an earlier one: what was confirmed stays with its language and interpreter."""
        if self.draft is not None or before is None or self._spoken() != before._spoken():
            return self
        return structs.replace(self, draft=before.draft)

    def _spoken(self) -> tuple[object, ...]:
        return self.tag, self.second, self.interpreter, self.interpreter_code

    @property
    def picked(self) -> frozenset[str]:
        """The tags of the languages that the person picked."""
        return frozenset({self.tag, self.second} - {""})


class ConsentPoint(StrEnum):
    """What the person is told before being asked anything, in this order."""

    WHO = "who"
    WHY = "why"
    DUTY = "duty"
    WHO_SEES = "who_sees"
    SKIP_STOP = "skip_stop"
    HELP_ANYWAY = "help_anyway"


class ConsentState(StrEnum):
    """The person's answer to being asked for a talk."""

    GIVEN = "given"
    REFUSED = "refused"
    NOT_ABLE = "not_able"
    WITHDRAWN = "withdrawn"


class Consent(Struct, frozen=True):
    """What the person agreed to: each choice stands alone. `told` holds the points that were explained.

    Kept with it: the language the words really were in (`shown_in`; empty in records from before it was kept),
    how far those words were checked, and who vouched for a draft or why it was used.
    """

    state: ConsentState
    talk: bool = False
    record: bool = False
    statistics: bool = False
    told: frozenset[ConsentPoint] = frozenset()
    shown_in: str = ""
    review: Review | None = None
    draft: DraftUse | None = None

    @property
    def complete(self) -> bool:
        """Given for a talk, with every point explained first."""
        return self.state is ConsentState.GIVEN and self.talk and self.told == frozenset(ConsentPoint)

    def counts(self, language: LanguageChoice | None) -> bool:
        """Complete, and on words in the language that the person picked or said by an interpreter."""
        understood = language is None or language.interpreted or self.shown_in in {"", *language.picked}
        return self.complete and understood


class Blocker(StrEnum):
    """What keeps the questions closed."""

    SAFETY_UNFINISHED = "safety_unfinished"
    SAFETY_UNSAFE = "safety_unsafe"
    CHILD = "child"
    LANGUAGE = "language"
    CONSENT = "consent"


def blockers(
    safety: SafetyAnswers, language: LanguageChoice | None, consent: Consent | None
) -> tuple[Blocker, ...]:
    """Everything that keeps the questions closed, in the order in which it can be resolved; empty: open."""
    found = []
    if open_checks(safety):
        found.append(Blocker.SAFETY_UNFINISHED)
    if "age" in safety and presumed_child(safety):
        found.append(Blocker.CHILD)
    if any(check != "age" for check in closing_checks(safety)):
        found.append(Blocker.SAFETY_UNSAFE)
    if language is None or not language.complete:
        found.append(Blocker.LANGUAGE)
    if consent is None or not consent.counts(language):
        found.append(Blocker.CONSENT)
    return tuple(found)

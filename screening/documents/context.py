"""What goes into a form besides the referral, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from screening.core.consent import InterpreterMode
from screening.core.drafts import DraftUse
from screening.core.office import Office
from screening.core.referral import RecipientConsent
from screening.languages.indicator_terms import INDICATOR


@dataclass(frozen=True)
class FormContext:
    """What a form says besides the referral itself. Instants are UTC, shown in `zone`.

    `situation`: words that the officer adds to the statement, printed only where the kind of situation was
    agreed. `interpreter_code` is never a name. `draft`: who vouched for draft words, or why they were used.
    `second_language`: another one the person picked, for texts that are missing in theirs.
    `sign_words`: English words by indicator id.
    """

    provider_language: str
    person_language: str
    office: Office
    officer_code: str
    prepared_utc: str
    consent: RecipientConsent
    audit_head: str
    training: bool = False
    interpreter: InterpreterMode = InterpreterMode.NONE
    interpreter_code: str = ""
    dialect: str = ""
    draft: DraftUse | None = None
    situation: str = ""
    second_language: str = ""
    sign_words: Mapping[str, str] = field(default_factory=lambda: INDICATOR)
    zone: tzinfo = UTC

    @property
    def prepared(self) -> datetime:
        """When the form was prepared, in the zone shown."""
        return datetime.fromisoformat(self.prepared_utc).astimezone(self.zone)

    @property
    def interpreted(self) -> bool:
        """Whether an interpreter took part."""
        return self.interpreter is not InterpreterMode.NONE or bool(self.interpreter_code.strip())


@dataclass(frozen=True)
class Form:
    """A form ready to be rendered. `uncovered`: characters that no font has, shown as code points."""

    content: Mapping[str, object]
    uncovered: tuple[str, ...]
    prepared: datetime

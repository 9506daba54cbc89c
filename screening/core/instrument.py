"""Instruments and indicators as values: what a pack of questions is, and what an answer may record.

Read from YAML by `instruments.library`, which checks them; nothing here reads a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct


class Verification(StrEnum):
    """How well a fact is checked against its primary source."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


class Strength(StrEnum):
    """Weight of an indicator in one of the ILO sets (2009)."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class StrengthSet(StrEnum):
    """The indicator sets whose strengths are known well enough to be used."""

    ADULT_LABOUR = "adult_labour"
    CHILD_LABOUR = "child_labour"


class Dimension(StrEnum):
    """The six dimensions of the ILO operational indicators (2009)."""

    DECEPTIVE_RECRUITMENT = "deceptive_recruitment"
    COERCIVE_RECRUITMENT = "coercive_recruitment"
    RECRUITMENT_BY_ABUSE_OF_VULNERABILITY = "recruitment_by_abuse_of_vulnerability"
    EXPLOITATION = "exploitation"
    COERCION_AT_DESTINATION = "coercion_at_destination"
    ABUSE_OF_VULNERABILITY_AT_DESTINATION = "abuse_of_vulnerability_at_destination"


RECRUITMENT_DIMENSIONS = (
    Dimension.DECEPTIVE_RECRUITMENT,
    Dimension.COERCIVE_RECRUITMENT,
    Dimension.RECRUITMENT_BY_ABUSE_OF_VULNERABILITY,
)
DESTINATION_MEANS_DIMENSIONS = (
    Dimension.COERCION_AT_DESTINATION,
    Dimension.ABUSE_OF_VULNERABILITY_AT_DESTINATION,
)


class Element(StrEnum):
    """The elements of the definition in article 3 (a) of the Trafficking Protocol."""

    ACT = "act"
    MEANS = "means"
    PURPOSE = "purpose"


class Act(StrEnum):
    """The acts of article 3 (a) of the Trafficking Protocol."""

    RECRUITMENT = "recruitment"
    TRANSPORTATION = "transportation"
    TRANSFER = "transfer"
    HARBOURING = "harbouring"
    RECEIPT = "receipt"


class Indicator(Struct, frozen=True):
    """One row of the catalogue. `ilo_11` numbers the ILO indicators of forced labour (2012), 1 to 11."""

    id: str
    dimension: Dimension
    element: Element
    construct: str
    adult_labour: Strength | None
    child_labour: Strength | None
    strength_status: Verification
    ilo_11: tuple[int, ...] = ()
    htcds_control: str | None = None

    def strength(self, strengths: StrengthSet) -> Strength | None:
        """The weight in a set; None where the indicator is not part of it."""
        return self.adult_labour if strengths is StrengthSet.ADULT_LABOUR else self.child_labour


Catalogue = dict[str, Indicator]


class Kind(StrEnum):
    """Where an answer comes from: the person, the officer's eyes, or papers seen."""

    ASKED = "asked"
    OBSERVED = "observed"
    RECORDS = "records"


class QuestionType(StrEnum):
    """Types of answers, after XLSForm."""

    YES_NO = "yes_no"
    ONE = "one"
    MANY = "many"
    TEXT = "text"
    INTEGER = "integer"
    DATE = "date"
    NOTE = "note"


class Choice(Struct, frozen=True, forbid_unknown_fields=True):
    """One choice of a `one` or `many` question."""

    id: str
    text: str


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """One question, observation or look at records.

    `signs` and `acts` map an answer ("yes", "no" or a choice id) to what it records. `text` is what the
    person reads when `kind` is asked, and the officer alone otherwise. `id` never changes its meaning.
    """

    id: str
    kind: Kind
    type: QuestionType
    text: str
    help: str
    choices: tuple[Choice, ...] = ()
    relevant: str | None = None
    constraint: str | None = None
    core: bool = False
    sensitive: bool = False
    signs: dict[str, tuple[str, ...]] = {}
    acts: dict[str, tuple[Act, ...]] = {}

    def options(self) -> tuple[str, ...]:
        """The answer values that may record something: choice ids, or yes and no."""
        if self.type is QuestionType.YES_NO:
            return ("yes", "no")
        return tuple(choice.id for choice in self.choices)


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the talk. `title` is neutral: the person may see it."""

    id: str
    title: str
    questions: tuple[Question, ...]


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """Where an instrument comes from and how well that was checked."""

    title: str
    reference: str
    licence: str
    status: Verification


class Audience(StrEnum):
    """Who works with an instrument."""

    BORDER = "border"
    LABOUR = "labour"
    CONSULAR = "consular"
    NGO = "ngo"
    HEALTH = "health"


class Population(StrEnum):
    """Whom an instrument may be used with."""

    ADULT = "adult"
    CHILD = "child"
    ANY = "any"


class Rule(StrEnum):
    """How an instrument's signs are weighed."""

    ILO_LABOUR = "ilo_labour"


class Instrument(Struct, frozen=True, forbid_unknown_fields=True):
    """A pack of questions. `version` is semantic; a case keeps the bytes it was recorded with."""

    id: str
    version: str
    title: str
    audience: tuple[Audience, ...]
    population: Population
    sources: tuple[Source, ...]
    sections: tuple[Section, ...]
    rule: Rule

    def questions(self) -> Iterator[Question]:
        """All questions in their order."""
        for section in self.sections:
            yield from section.questions

    def text_id(self, *parts: str) -> str:
        """The stable id of one text of this pack: `labour-exploitation:papers_held.text`."""
        return f"{self.id}:{'.'.join(parts)}"

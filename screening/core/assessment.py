"""From answers to signs recorded, and from signs to one of five statements. Never a verdict.

Sources: ILO/European Commission operational indicators (2009) for dimensions and strengths, as transcribed in
the catalogue (status per row); Trafficking Protocol article 3 for act, means and purpose. The statements and
their rule are this program's own: the threshold for offering help is low, one sign outside the conditions of
work is enough if it is strong, and recording one more sign never lowers anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import combinations

from msgspec import Struct

from screening.core.answer import Answer, Missing
from screening.core.flow import Flow, ticked
from screening.core.instrument import (
    DESTINATION_MEANS_DIMENSIONS,
    RECRUITMENT_DIMENSIONS,
    Act,
    Catalogue,
    Dimension,
    Element,
    Indicator,
    Strength,
    StrengthSet,
    Verification,
)
from screening.core.safety import AgeBand

WITHHELD_WAGES = "CD14"
CORE_SHARE = (4, 5)
"""At least this share of the relevant core questions must be answered before "no signs" may be said."""


class Statement(StrEnum):
    """The only things the program ever says of a talk."""

    CHILD = "child"
    SIGNS_RECORDED = "signs_recorded"
    SOME_SIGNS = "some_signs"
    NO_SIGNS = "no_signs"
    NOT_ASSESSED = "not_assessed"


class NotAssessedBecause(StrEnum):
    """Why nothing can be said."""

    TOO_LITTLE_ANSWERED = "too_little_answered"
    UNSAFE = "unsafe"
    UNWELL = "unwell"
    NO_COMMON_LANGUAGE = "no_common_language"
    REFUSED = "refused"
    STOPPED = "stopped"


class DimensionState(StrEnum):
    """What is known of one ILO dimension."""

    POSITIVE = "positive"
    NOT_REACHED = "not_reached"
    NOT_ENOUGH_INFORMATION = "not_enough_information"


class ReasonKind(StrEnum):
    """Why a statement stands."""

    CHILD = "child"
    MAYBE_CHILD = "maybe_child"
    CONTROLLED_NOW = "controlled_now"
    STRONG_SIGN = "strong_sign"
    POSITIVE_DIMENSION = "positive_dimension"
    EXPLOITATION_AND_MORE = "exploitation_and_more"
    OTHER_SIGN = "other_sign"
    CORE_ANSWERED = "core_answered"
    NOT_ASSESSED = "not_assessed"


class Reason(Struct, frozen=True):
    """One reason with the indicators that make it; empty where the reason is no sign."""

    kind: ReasonKind
    signs: tuple[str, ...] = ()


class Sign(Struct, frozen=True):
    """A recorded indicator: its weight in the set used (None: not in that set), the questions behind it."""

    indicator: Indicator
    strength: Strength | None
    answers: tuple[str, ...]


class Combination(Struct, frozen=True):
    """Which groups of dimensions are positive, and whether all elements needed have at least one entry.

    `complete`: act, means and purpose for an adult; act and purpose for a child (Protocol article 3 (c)).
    """

    complete: bool
    means_needed: bool
    recruitment: bool
    exploitation: bool
    destination: bool


class Assessment(Struct, frozen=True):
    """Everything that can be said from the answers, with the answers behind it.

    `unknown`: open questions that would matter, strongest first. `unverified`: recorded indicators of
    unverified strength on which the statement or a dimension rests. `set_aside`: questions whose answers were
    made irrelevant by a correction; they are kept and do not count.
    """

    strengths: StrengthSet
    statement: Statement
    not_assessed_because: NotAssessedBecause | None
    labour_rights_violation: bool
    signs: tuple[Sign, ...]
    dimensions: dict[Dimension, DimensionState]
    elements: dict[Element, tuple[str, ...]]
    combination: Combination
    ilo_11: tuple[int, ...]
    unknown: tuple[str, ...]
    unverified: tuple[str, ...]
    reasons: tuple[Reason, ...]
    set_aside: tuple[str, ...]


def dimension_positive(strengths: Iterable[Strength | None]) -> bool:
    """The rule for one dimension, from its own recorded indicators alone (ILO/EC 2009)."""
    counted = list(strengths)
    strong = counted.count(Strength.STRONG)
    medium = counted.count(Strength.MEDIUM)
    weak = counted.count(Strength.WEAK)
    return (
        strong >= 2
        or (strong >= 1 and medium + weak >= 1)
        or medium >= 3
        or (medium >= 2 and weak >= 1)
    )  # fmt: skip


def assess(
    flow: Flow,
    catalogue: Catalogue,
    answers: Mapping[str, Answer],
    *,
    age: AgeBand,
    controlled_now: bool = False,
    ended_because: NotAssessedBecause | None = None,
    signs_besides: Iterable[str] = (),
) -> Assessment:
    """Assess the answers of one talk; `signs_besides` are indicators recorded outside the instrument."""
    strengths = StrengthSet.ADULT_LABOUR if age is AgeBand.ADULT else StrengthSet.CHILD_LABOUR
    behind: dict[str, list[str]] = {indicator: [] for indicator in signs_besides}
    acts: dict[Act, None] = {}
    set_aside = []
    path = frozenset(flow.path(answers, age))
    for question in flow.instrument.questions():
        answer = answers.get(question.id, Missing.NOT_ASKED)
        if isinstance(answer, Missing):
            continue
        if question.id not in path:
            set_aside.append(question.id)
            continue
        for option in ticked(answer):
            for indicator in question.signs.get(option, ()):
                if question.id not in behind.setdefault(indicator, []):
                    behind[indicator].append(question.id)
            acts.update(dict.fromkeys(question.acts.get(option, ())))
    weighing = _Weighing(catalogue, strengths, age, controlled_now)
    recorded = [indicator for indicator in catalogue if indicator in behind]
    open_options = flow.open_options(answers, age)
    reasons = weighing.reasons(recorded)
    statement, because = _statement(reasons, age, flow, answers, ended_because)
    return Assessment(
        strengths=strengths,
        statement=statement,
        not_assessed_because=because,
        labour_rights_violation=any(
            catalogue[i].dimension is Dimension.EXPLOITATION or i == WITHHELD_WAGES for i in recorded
        ),
        signs=tuple(Sign(catalogue[i], catalogue[i].strength(strengths), tuple(behind[i])) for i in recorded),
        dimensions=weighing.dimensions(recorded, open_options),
        elements=(elements := _elements(catalogue, recorded, acts)),
        combination=weighing.combination(recorded, elements),
        ilo_11=tuple(sorted({n for i in recorded for n in catalogue[i].ilo_11})),
        unknown=weighing.would_matter(recorded, open_options),
        unverified=weighing.rests_on_unverified(recorded),
        reasons=reasons or (_reason_without_signs(statement),),
        set_aside=tuple(set_aside),
    )


def _statement(
    reasons: tuple[Reason, ...],
    age: AgeBand,
    flow: Flow,
    answers: Mapping[str, Answer],
    ended_because: NotAssessedBecause | None,
) -> tuple[Statement, NotAssessedBecause | None]:
    if age is not AgeBand.ADULT:
        return Statement.CHILD, None
    kinds = {reason.kind for reason in reasons}
    if kinds - {ReasonKind.OTHER_SIGN}:
        return Statement.SIGNS_RECORDED, None
    if kinds:
        return Statement.SOME_SIGNS, None
    answered, asked = flow.core_answered(answers, age)
    if asked and answered * CORE_SHARE[1] >= asked * CORE_SHARE[0]:
        return Statement.NO_SIGNS, None
    return Statement.NOT_ASSESSED, ended_because or NotAssessedBecause.TOO_LITTLE_ANSWERED


def _reason_without_signs(statement: Statement) -> Reason:
    no_signs = statement is Statement.NO_SIGNS
    return Reason(ReasonKind.CORE_ANSWERED if no_signs else ReasonKind.NOT_ASSESSED)


def _elements(catalogue: Catalogue, recorded: list[str], acts: Iterable[Act]) -> dict[Element, tuple[str, ...]]:
    """Acts by name, means and purpose by indicator; a sign about recruitment shows that there was one."""
    found = set(acts)
    if any(catalogue[i].dimension in RECRUITMENT_DIMENSIONS for i in recorded):
        found.add(Act.RECRUITMENT)
    return {
        Element.ACT: tuple(act.value for act in Act if act in found),
        Element.MEANS: tuple(i for i in recorded if catalogue[i].element is Element.MEANS),
        Element.PURPOSE: tuple(i for i in recorded if catalogue[i].element is Element.PURPOSE),
    }


class _Weighing:
    """The rules over sets of recorded indicators, for one strength set."""

    def __init__(self, catalogue: Catalogue, strengths: StrengthSet, age: AgeBand, controlled_now: bool) -> None:
        self._catalogue = catalogue
        self._strengths = strengths
        self._age = age
        self._controlled_now = controlled_now

    def _of(self, dimension: Dimension, indicators: Iterable[str]) -> list[str]:
        return [i for i in indicators if self._catalogue[i].dimension is dimension]

    def _strength(self, indicator: str) -> Strength | None:
        return self._catalogue[indicator].strength(self._strengths)

    def positive(self, dimension: Dimension, recorded: Iterable[str]) -> bool:
        return dimension_positive(self._strength(i) for i in self._of(dimension, recorded))

    def reasons(self, recorded: list[str]) -> tuple[Reason, ...]:
        found = []
        if self._age is AgeBand.CHILD:
            found.append(Reason(ReasonKind.CHILD))
        elif self._age is AgeBand.UNSURE:
            found.append(Reason(ReasonKind.MAYBE_CHILD))
        if self._controlled_now:
            found.append(Reason(ReasonKind.CONTROLLED_NOW))
        purpose = self._of(Dimension.EXPLOITATION, recorded)
        others = [i for i in recorded if i not in purpose]
        strong = tuple(i for i in others if self._strength(i) is Strength.STRONG)
        if strong:
            found.append(Reason(ReasonKind.STRONG_SIGN, strong))
        for dimension in Dimension:
            if dimension is not Dimension.EXPLOITATION and self.positive(dimension, recorded):
                found.append(Reason(ReasonKind.POSITIVE_DIMENSION, tuple(self._of(dimension, recorded))))
        any_strong = any(self._strength(i) is Strength.STRONG for i in recorded)
        if purpose and others and (any_strong or len(recorded) >= 3):
            found.append(Reason(ReasonKind.EXPLOITATION_AND_MORE, tuple(recorded)))
        explained = {i for reason in found for i in reason.signs}
        rest = tuple(i for i in recorded if i not in explained)
        if rest:
            found.append(Reason(ReasonKind.OTHER_SIGN, rest))
        return tuple(found)

    def dimensions(
        self, recorded: list[str], open_options: Mapping[str, frozenset[str]]
    ) -> dict[Dimension, DimensionState]:
        states = {}
        for dimension in Dimension:
            if self.positive(dimension, recorded):
                states[dimension] = DimensionState.POSITIVE
            elif self._could_be_positive(dimension, recorded, open_options):
                states[dimension] = DimensionState.NOT_ENOUGH_INFORMATION
            else:
                states[dimension] = DimensionState.NOT_REACHED
        return states

    def _could_be_positive(
        self, dimension: Dimension, recorded: list[str], open_options: Mapping[str, frozenset[str]]
    ) -> bool:
        """Whether open questions can still make it positive.

        One answer records at most one indicator of a dimension, and no rule needs more than three: so all
        ways are the sets of up to three missing indicators that different open questions can record.
        """
        have = set(recorded)
        offers = [frozenset(self._of(dimension, options - have)) for options in open_options.values()]
        offers = [offer for offer in offers if offer]
        missing = sorted(frozenset().union(*offers))
        return any(
            self.positive(dimension, [*recorded, *added]) and _assignable(added, offers)
            for size in (1, 2, 3)
            for added in combinations(missing, size)
        )

    def combination(self, recorded: list[str], elements: Mapping[Element, tuple[str, ...]]) -> Combination:
        adult = self._age is AgeBand.ADULT
        needed = tuple(Element) if adult else (Element.ACT, Element.PURPOSE)
        return Combination(
            complete=all(elements[element] for element in needed),
            means_needed=adult,
            recruitment=any(self.positive(d, recorded) for d in RECRUITMENT_DIMENSIONS),
            exploitation=self.positive(Dimension.EXPLOITATION, recorded),
            destination=any(self.positive(d, recorded) for d in DESTINATION_MEANS_DIMENSIONS),
        )

    def would_matter(self, recorded: list[str], open_options: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
        """Open questions that could record something new outside the dimensions already positive."""
        weight = {Strength.STRONG: 0, Strength.MEDIUM: 1, Strength.WEAK: 2, None: 3}
        found = []
        for position, (question, options) in enumerate(open_options.items()):
            new = [
                i
                for i in options
                if i not in recorded and not self.positive(self._catalogue[i].dimension, recorded)
            ]
            if new:
                found.append((min(weight[self._strength(i)] for i in new), position, question))
        return tuple(question for _, _, question in sorted(found))

    def rests_on_unverified(self, recorded: list[str]) -> tuple[str, ...]:
        """Recorded indicators of unverified strength without which a statement or dimension would change."""
        unverified = [i for i in recorded if self._catalogue[i].strength_status is Verification.UNVERIFIED]
        without = [i for i in recorded if i not in unverified]
        if self._picture(without) == self._picture(recorded):
            return ()
        return tuple(unverified)

    def _picture(self, recorded: list[str]) -> object:
        kinds = {reason.kind for reason in self.reasons(recorded)}
        rank = 2 if kinds - {ReasonKind.OTHER_SIGN} else len(kinds)
        return rank, [self.positive(dimension, recorded) for dimension in Dimension]


def _assignable(wanted: tuple[str, ...], offers: list[frozenset[str]]) -> bool:
    """Whether each wanted indicator can come from a question of its own."""
    if not wanted:
        return True
    return any(
        wanted[0] in offer and _assignable(wanted[1:], offers[:n] + offers[n + 1 :])
        for n, offer in enumerate(offers)
    )

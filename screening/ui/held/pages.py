"""What the person reads and can press while they have the computer, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum, auto
from types import MappingProxyType

from screening.core.instrument import QuestionType
from screening.languages.catalogs import Catalog
from screening.ui.context import UiContext
from screening.ui.person.controls import AGAIN, AT_A_QUESTION, BACK, NEXT, SKIP, STOP, controls
from screening.ui.person_page import PersonPage
from screening.ui.widgets.answers import AnswerOption

GIVE_BACK = "give_back"


class Standing(Enum):
    """Where the person is."""

    TAKEN = auto()
    ASKED = auto()
    EXPLAINING = auto()
    READING = auto()
    PAUSED = auto()
    STOPPED = auto()
    FINISHED = auto()
    FAILED = auto()


TEXTS: Mapping[Standing, tuple[str, ...]] = MappingProxyType(
    {
        Standing.TAKEN: ("held.take",),
        Standing.EXPLAINING: ("held.explain",),
        Standing.READING: ("held.read_to_you",),
        Standing.PAUSED: ("talk.pause_text", "talk.break_ok"),
        Standing.STOPPED: ("talk.stopped_text",),
        Standing.FINISHED: ("held.finished",),
        Standing.FAILED: ("held.please_give_back",),
    }
)
WAY_ON: Mapping[Standing, str] = MappingProxyType({Standing.FINISHED: BACK, Standing.FAILED: BACK})
"""How one gets from a page to the questions; by "go on" where nothing else stands here."""
NOT_TO_STOP = frozenset({Standing.STOPPED, Standing.FAILED})
"""Where it is stopped already, or the officer must see first what was not kept."""


def page_at(context: UiContext, catalog: Catalog, standing: Standing) -> PersonPage:
    """A page between the questions."""
    stop = () if standing in NOT_TO_STOP else (STOP,)
    values = (WAY_ON.get(standing, NEXT), AGAIN, *stop)
    texts = tuple(catalog.fixed(text) for text in TEXTS[standing])
    return PersonPage(
        texts=texts, controls=(*controls(context, catalog, *values), _give_back(catalog)), holdable=True
    )


def asked_page(context: UiContext, catalog: Catalog, asked: PersonPage) -> PersonPage:
    """A question as it stands on the person's side, with what may always be done beside it.

    Where the person is to write, and the computer has no letters of theirs, they can say it or skip it.
    """
    kind = asked.question.type if asked.question is not None else None
    besides = (catalog.fixed("held.write_here"),) if kind is QuestionType.TEXT else ()
    # What is only read has no answer: one goes on from it.
    values = (
        (NEXT, *(each for each in AT_A_QUESTION if each != SKIP)) if kind is QuestionType.NOTE else AT_A_QUESTION
    )
    always = (*controls(context, catalog, *values), _give_back(catalog))
    return replace(asked, texts=(*asked.texts, *besides), controls=always)


def _give_back(catalog: Catalog) -> AnswerOption:
    return AnswerOption(GIVE_BACK, catalog.fixed("held.give_back"), "", "give_back")

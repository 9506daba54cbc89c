"""What the officer is told before handing over about the words of the questions that are still to come."""

from __future__ import annotations

from collections.abc import Iterator

from screening.core.instrument import Instrument, Kind, Question
from screening.languages.catalogs import Catalog, Shown
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.moments import language_words
from screening.ui.question_texts import person_text


def untranslated_words(context: UiContext, catalog: Catalog, talk: Talk) -> str:
    """How many of them the person will read in another language than their own; nothing where there is none.

    Alone, nobody reads the line about it beside the question.
    """
    tag = catalog.language.tag
    others = [
        languages - {tag}
        for question in _to_come(talk)
        if (languages := {shown.language for shown in _read(catalog, talk.loaded.instrument, question)}) != {tag}
    ]
    if not others:
        return ""
    words = context.translator.ngettext(
        "{count} of the questions to come is not in {language}: the person will read it in {other}.",
        "{count} of the questions to come are not in {language}: the person will read them in {other}.",
        len(others),
    )
    names = (language_words(context, other) for other in sorted(set().union(*others)))
    return words.format(count=len(others), language=language_words(context, tag), other=" · ".join(names))


def _to_come(talk: Talk) -> Iterator[Question]:
    """What is asked from the present question on, as far as the answers say today."""
    path = talk.flow.path(talk.answers, talk.age)
    begin = path.index(talk.record.position) if talk.record.position in path else 0
    questions = (talk.flow.question(each) for each in path[begin:])
    return (question for question in questions if question.kind is Kind.ASKED)


def _read(catalog: Catalog, instrument: Instrument, question: Question) -> Iterator[Shown]:
    yield person_text(catalog, instrument, question)
    for choice in question.choices:
        yield person_text(catalog, instrument, question, "choice", choice.id)

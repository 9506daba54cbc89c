"""The words of one question for both sides, and the answers it can be given."""

from __future__ import annotations

from collections.abc import Iterator

from screening.core.answer import Missing
from screening.core.instrument import Instrument, Kind, Question, QuestionType
from screening.languages.catalogs import Catalog, Shown, officers_own
from screening.languages.table import LATIN
from screening.ui.context import UiContext
from screening.ui.moments import language_words
from screening.ui.widgets.answers import AnswerOption

UNKNOWN = Missing.UNKNOWN.value
DECLINED = Missing.DECLINED.value


def officer_text(context: UiContext, instrument: Instrument, question: Question, *part: str) -> str:
    """A question's text (or a choice: "choice", id) in the officer's language."""
    text_id = instrument.text_id(question.id, *(part or ("text",)))
    source = _source(question, part)
    if question.kind is Kind.ASKED and part != ("help",):
        return context.own_catalog.text(text_id, source).text
    return context.translator.text(text_id, source)


def person_text(catalog: Catalog, instrument: Instrument, question: Question, *part: str) -> Shown:
    """The same for the person."""
    text_id = instrument.text_id(question.id, *(part or ("text",)))
    return catalog.text(text_id, _source(question, part))


def asked_texts(instrument: Instrument) -> Iterator[tuple[str, str]]:
    """Id and English source of every text of the pack that the person reads."""
    for section in instrument.sections:
        yield instrument.text_id("section", section.id, "title"), section.title
        for question in section.questions:
            if question.kind is Kind.ASKED:
                yield instrument.text_id(question.id, "text"), question.text
                for choice in question.choices:
                    yield instrument.text_id(question.id, "choice", choice.id), choice.text


def answer_options(
    context: UiContext, catalog: Catalog, instrument: Instrument, question: Question
) -> list[AnswerOption]:
    """The answers in order, each with its digit. What only the officer sees has no person's side."""
    _ = context._
    asked = question.kind is Kind.ASKED
    words = {
        "yes": ("answers.yes", _("Yes"), "yes"),
        "no": ("answers.no", _("No"), "no"),
        UNKNOWN: ("answers.dont_know", _("Don't know"), "unknown"),
        DECLINED: ("answers.rather_not", _("Rather not say"), "rather_not"),
    }
    values = list(question.options()) if question.type in _PICKED else []
    if question.type is not QuestionType.NOTE:
        values += [UNKNOWN, DECLINED] if asked else [UNKNOWN]
    options = []
    for number, value in enumerate(values, start=1):
        if value in words and not (question.choices and value in question.options()):
            text_id, officer, icon = words[value]
            person = catalog.fixed(text_id)
        else:
            officer, icon = officer_text(context, instrument, question, "choice", value), ""
            person = person_text(catalog, instrument, question, "choice", value)
        if not asked:
            person, officer = officers_own(officer, context.translator.language.tag), ""
        options.append(AnswerOption(value, person, officer, icon, str(number)))
    return options


def letters_words(context: UiContext, catalog: Catalog, question: Question) -> str:
    """What the officer does where the person is to write and the computer may lack their letters; else nothing."""
    written = question.kind is Kind.ASKED and question.type is QuestionType.TEXT
    if not written or catalog.language.script == LATIN:
        return ""
    words = context._(
        "This computer may have no letters for {language}: let the person say it, and write it in your words."
    )
    return words.format(language=language_words(context, catalog.language.tag))


def answer_words(context: UiContext, instrument: Instrument, question: Question, answer: object) -> str:
    """An answer in the officer's words, for lists of what was recorded."""
    _ = context._
    if isinstance(answer, Missing):
        missing = {
            Missing.UNKNOWN: _("Don't know"),
            Missing.DECLINED: _("Rather not say"),
            Missing.NOT_ASKED: _("Not asked"),
        }
        return missing[answer]
    if question.type is QuestionType.YES_NO:
        return _("Yes") if answer == "yes" else _("No")
    values = answer if isinstance(answer, tuple) else (answer,)
    if question.type in _PICKED:
        return "; ".join(officer_text(context, instrument, question, "choice", str(v)) for v in values)
    return str(answer)


_PICKED = {QuestionType.YES_NO, QuestionType.ONE, QuestionType.MANY}


def _source(question: Question, part: tuple[str, ...]) -> str:
    match part:
        case ("help",):
            return question.help
        case ("choice", choice_id):
            return next(choice.text for choice in question.choices if choice.id == choice_id)
        case _:
            return question.text

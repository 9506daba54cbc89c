"""Answers that were added to later: every version with why it came, for the officer alone."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from screening.core.case import AnswerVersion, CaseRecord
from screening.languages.terms import CHANGE_REASON
from screening.ui.context import UiContext
from screening.ui.moments import moment_words
from screening.ui.tokens import GRID
from screening.ui.widgets.row_button import Fold
from screening.ui.widgets.sign_list import INDENT, AnswerLines, column_widget
from screening.ui.widgets.words import Words


def history_fold(context: UiContext, lines: AnswerLines, record: CaseRecord) -> Fold:
    """One fold with every answer that has more than one version; the last of each counts."""
    _ = context._
    parts: list[QWidget] = []
    for question, versions in record.history.items():
        parts.append(Words(lines.question(question), role="quiet"))
        parts += [Words(_version(context, lines, question, each)) for each in versions]
    body = column_widget(*parts, spacing=GRID // 2)
    body.setContentsMargins(INDENT, 0, INDENT, GRID)
    return Fold(
        context,
        _("Answers that were added to"),
        body,
        note=_("The last one counts. The ones before stay, because the person added to them."),
        strong=True,
    )


def _version(context: UiContext, lines: AnswerLines, question: str, version: AnswerVersion) -> str:
    _ = context._
    why = _(CHANGE_REASON[version.reason]) if version.reason in CHANGE_REASON else version.reason
    text = _("{why}, {when}: {answer}")
    answer = lines.words(question, version.answer.answer)
    return text.format(why=why, when=moment_words(context, version.answer.given_utc), answer=answer)

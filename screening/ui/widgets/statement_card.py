"""The statement of a talk with its reasons: what was recorded, and what that does not decide."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.core.assessment import Reason, ReasonKind, Statement
from screening.languages.terms import (
    DIMENSION,
    LABOUR_RIGHTS_VIOLATION,
    NOT_ASSESSED_BECAUSE,
    REASON,
    STATEMENT,
)
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import card, line
from screening.ui.widgets.sign_list import INDENT, AnswerLines
from screening.ui.widgets.words import Words


def statement_card(context: UiContext, lines: AnswerLines) -> QWidget:
    """The statement, why it stands, what it rests on, and what holds in any case."""
    _ = context._
    result = lines.assessment
    layout = QVBoxLayout()
    layout.setSpacing(GRID)
    layout.addWidget(Words(_(STATEMENT[result.statement]), role="title"))
    layout.addWidget(Words(_("This is not a decision about the person. You decide the next step.")))
    for text in _beside(context, lines):
        layout.addWidget(Words(text, role="strong"))
    layout.addWidget(line())
    layout.addWidget(Words(_("Why this stands here"), role="quiet"))
    for reason in result.reasons:
        layout.addWidget(Words(_reason(context, lines, reason)))
        if reason.signs:
            signs = Words(lines.names(reason.signs), role="quiet")
            signs.setContentsMargins(INDENT, 0, INDENT, 0)
            layout.addWidget(signs)
    if result.unverified:
        layout.addWidget(Words(_unverified(context, lines), role="caution"))
    layout.addWidget(line())
    for text in (
        _("Nobody should be punished for what others made them do. Do not ask about offences."),
        _("Help does not depend on talking to the police."),
    ):
        layout.addWidget(Words(text, role="quiet"))
    return card(layout, role="current")


def _reason(context: UiContext, lines: AnswerLines, reason: Reason) -> str:
    _ = context._
    words = _(REASON[reason.kind])
    if reason.kind is not ReasonKind.POSITIVE_DIMENSION:
        return words
    kind = _(DIMENSION[lines.sign(reason.signs[0]).indicator.dimension])
    return _("{reason}: {kind}").format(reason=words, kind=kind)


def _beside(context: UiContext, lines: AnswerLines) -> list[str]:
    """What stands beside the statement so that nobody reads too much or too little into it."""
    _ = context._
    result = lines.assessment
    texts = []
    if result.statement is Statement.NO_SIGNS:
        texts.append(
            _(
                "People often tell more later, to somebody they trust. Say how to reach you safely, and offer "
                "services."
            )
        )
    if result.not_assessed_because is not None:
        texts.append(_(NOT_ASSESSED_BECAUSE[result.not_assessed_because]))
        texts.append(_("Nothing can be said from this talk. Say how to reach you safely, and offer services."))
    if result.labour_rights_violation:
        texts.append(_(LABOUR_RIGHTS_VIOLATION))
    return texts


def _unverified(context: UiContext, lines: AnswerLines) -> str:
    text = context._("This rests on signs whose weight has not been checked against the original source: {signs}")
    return text.format(signs=lines.names(lines.assessment.unverified))

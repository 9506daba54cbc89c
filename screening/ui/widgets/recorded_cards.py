"""What was recorded, card by card: act, means and purpose; the six dimensions; what is not known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from screening.core.assessment import DimensionState
from screening.core.instrument import Act, Dimension, Element
from screening.languages.indicator_terms import ILO_11
from screening.languages.terms import ACT, DIMENSION, DIMENSION_STATE, ELEMENT
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, card, column, line, short_label
from screening.ui.widgets.row_button import Fold, RowButton
from screening.ui.widgets.sign_list import AnswerLines, SignList, column_widget, question_lines
from screening.ui.widgets.words import Words

SHOWN_UNKNOWN = 8


class ElementsCard(QWidget):
    """Act, means and purpose side by side; *why* shows the answers behind one of them under all three."""

    def __init__(self, context: UiContext, lines: AnswerLines) -> None:
        super().__init__()
        self._context, self._lines = context, lines
        self.why_buttons: dict[Element, QPushButton] = {}
        self.panels: dict[Element, QWidget] = {}
        columns = QHBoxLayout()
        columns.setSpacing(3 * GRID)
        under = QVBoxLayout()
        for element in Element:
            columns.addLayout(self._column(element), 1)
            under.addWidget(self.panels[element])
        body = column(Words(context._("What was done, how, and what for"), role="heading"), spacing=2 * GRID)
        body.addLayout(columns)
        body.addLayout(under)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card(body))

    def _column(self, element: Element) -> QVBoxLayout:
        _ = self._context._
        found = self._lines.assessment.elements[element]
        layout = column(Words(_(ELEMENT[element]), role="strong"))
        for each in found:
            layout.addWidget(Words(self._name(element, each), role="chip"))
        if not found:
            layout.addWidget(Words(_("Nothing recorded"), role="quiet"))
        layout.addStretch(1)
        why = button(_("Why"))
        why.setAccessibleName(f"{_('Why')}: {_(ELEMENT[element])}")
        why.setCheckable(True)
        why.setEnabled(bool(found))
        panel = self._panel(element, found)
        panel.hide()
        why.toggled.connect(lambda shown: self._show_panel(element, shown))
        self.why_buttons[element], self.panels[element] = why, panel
        layout.addWidget(why, 0, Qt.AlignmentFlag.AlignLeft)
        return layout

    def _show_panel(self, element: Element, shown: bool) -> None:
        """One at a time."""
        self.panels[element].setVisible(shown)
        for other, why in self.why_buttons.items():
            if shown and other is not element:
                why.setChecked(False)

    def fold(self) -> None:
        """Hide the answers."""
        for why in self.why_buttons.values():
            why.setChecked(False)

    def _name(self, element: Element, each: str) -> str:
        return self._context._(ACT[Act(each)]) if element is Element.ACT else self._lines.name(each)

    def _panel(self, element: Element, found: tuple[str, ...]) -> QWidget:
        parts: list[QWidget] = [line()]
        for each in found:
            parts.append(Words(self._name(element, each), role="strong"))
            if element is not Element.ACT:
                parts.append(question_lines(self._lines, self._lines.sign(each).answers))
                continue
            questions = self._lines.behind_act(Act(each))
            parts.append(question_lines(self._lines, questions))
            if not questions:
                text = self._context._("Shown by signs about how the work began: {signs}")
                parts.append(
                    Words(text.format(signs=self._lines.names(self._lines.recruitment_signs())), role="quiet")
                )
        return column_widget(*parts)


class DimensionsCard(QWidget):
    """The six dimensions with their state in words, the signs in each, and the ILO list as a quiet line."""

    def __init__(self, context: UiContext, lines: AnswerLines) -> None:
        super().__init__()
        _ = context._
        self.lists: dict[Dimension, SignList] = {}
        body = column(
            Words(_("Signs, by kind"), role="heading"),
            Words(_("Choose a sign to see the answers behind it."), role="quiet"),
            spacing=GRID,
        )
        for dimension, state in lines.assessment.dimensions.items():
            body.addWidget(line())
            body.addLayout(_dimension_head(context, dimension, state))
            signs = [s.indicator.id for s in lines.assessment.signs if s.indicator.dimension is dimension]
            self.lists[dimension] = SignList(context, lines, signs)
            if signs:
                body.addWidget(self.lists[dimension])
        if lines.assessment.ilo_11:
            names = "; ".join(f"{number} {_(ILO_11[number])}" for number in lines.assessment.ilo_11)
            text = _("Signs of forced labour after the ILO list of eleven: {signs}").format(signs=names)
            body.addWidget(line())
            body.addWidget(Words(text, role="quiet"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card(body))

    def fold(self) -> None:
        """Hide the answers."""
        for signs in self.lists.values():
            for fold in signs.folds.values():
                fold.unfold(False)


def _dimension_head(context: UiContext, dimension: Dimension, state: DimensionState) -> QHBoxLayout:
    role = "chip" if state is DimensionState.POSITIVE else "quiet"
    layout = QHBoxLayout()
    layout.addWidget(Words(context._(DIMENSION[dimension]), role="strong"), 1)
    layout.addWidget(short_label(context._(DIMENSION_STATE[state]), role=role))
    return layout


class UnknownCard(QWidget):
    """Open questions that would matter: each leads back to its place in the talk."""

    def __init__(self, context: UiContext, lines: AnswerLines, on_question: Callable[[str], object]) -> None:
        super().__init__()
        _ = context._
        unknown = lines.assessment.unknown
        self.rows: dict[str, RowButton] = {}
        body = column(
            Words(_("Not known, and would matter"), role="heading"),
            Words(_("Choose a question to go back to it."), role="quiet"),
            spacing=GRID // 2,
        )
        for each in unknown[:SHOWN_UNKNOWN]:
            made = RowButton(context, lines.question(each), partial(on_question, each), icon="next")
            self.rows[each] = made
            body.addWidget(made)
        more = len(unknown) - SHOWN_UNKNOWN
        if more > 0:
            text = context.translator.ngettext("and {count} more question", "and {count} more questions", more)
            body.addWidget(Words(text.format(count=more), role="quiet"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card(body))


def set_aside_card(context: UiContext, lines: AnswerLines) -> QWidget:
    """Answers that a correction made irrelevant: kept, shown, not counted."""
    _ = context._
    body = question_lines(lines, lines.assessment.set_aside)
    head = Fold(
        context,
        _("Answers set aside"),
        body,
        note=_("A corrected answer made them not fit any more. They are kept and do not count."),
        strong=True,
    )
    return card(column(head), margin=GRID)

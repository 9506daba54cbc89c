"""Who may be asked for help: what fits the needs first, the rest folded, authorities behind a warning."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.core.service import OFF_BY_DEFAULT, Service
from screening.languages.bidi import isolate
from screening.languages.terms import SERVICE_CATEGORY
from screening.ui.context import UiContext
from screening.ui.moments import own_line
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import card, column, set_role
from screening.ui.widgets.row_button import Fold, RowButton
from screening.ui.widgets.sign_list import column_widget
from screening.ui.widgets.words import Words


class RecipientList(QWidget):
    """`rows`: a button for each service, by its id. Nothing is ever picked beforehand."""

    def __init__(
        self,
        context: UiContext,
        fitting: Sequence[Service],
        every: Sequence[Service],
        on_service: Callable[[Service], object],
    ) -> None:
        super().__init__()
        self._context, self._on_service = context, on_service
        self.rows: dict[str, RowButton] = {}
        others = [s for s in every if s not in fitting and s.category not in OFF_BY_DEFAULT]
        apart = [s for s in every if s.category in OFF_BY_DEFAULT]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._fitting(fitting) if every else self._none())
        self.others: Fold | None = self._others(others) if others else None
        self.apart: Fold | None = self._apart(apart) if apart else None
        for fold in (self.others, self.apart):
            if fold is not None:
                layout.addWidget(card(column(fold), margin=GRID))
        if self.others is not None and not fitting:
            self.others.unfold()

    def _fitting(self, services: Sequence[Service]) -> QWidget:
        _ = self._context._
        parts: list[QWidget] = [Words(_("Services for these needs"), role="heading")]
        if not services:
            parts.append(Words(_("No service in the directory answers these needs."), role="quiet"))
        return card(column(*parts, *(self._row(service) for service in services)))

    def _none(self) -> QWidget:
        _ = self._context._
        first = _(
            "This vault's directory is empty. Enter the first service below: one that you know, and that you "
            "have called. Until then, give the person a number to call, if it is safe to carry."
        )
        return card(column(Words(_("No services yet"), role="heading"), Words(first)))

    def _others(self, services: Sequence[Service]) -> Fold:
        context = self._context
        text = context.translator.ngettext("{count} other service", "{count} other services", len(services))
        body = column_widget(*(self._row(service) for service in services))
        return Fold(context, text.format(count=len(services)), body, strong=True)

    def _apart(self, services: Sequence[Service]) -> Fold:
        _ = self._context._
        warning = Words(
            _(
                "Only if the person asks for it and agrees to this one by name. It can put the person or the "
                "family in danger, and help does not depend on it. Never the consulate of a person who "
                "seeks asylum."
            ),
            role="caution",
        )
        body = column_widget(warning, *(self._row(service) for service in services))
        return Fold(self._context, _("Police, immigration office, consulate"), body, strong=True)

    def _row(self, service: Service) -> RowButton:
        made = RowButton(
            self._context,
            own_line(self._context, service.name),
            lambda: self._on_service(service),
            note=service_note(self._context, service),
            icon="next",
            strong=True,
        )
        set_role(made, "boxed")
        self.rows[service.id] = made
        return made


def service_note(context: UiContext, service: Service) -> str:
    """Kind of service, when it is open, and whether it is only an example."""
    _ = context._
    parts = [_(SERVICE_CATEGORY[service.category]), isolate(service.hours)]
    if service.made_up:
        parts.append(_("made up for practice"))
    return " · ".join(part for part in parts if part)

"""What the person is asked about one recipient, in both languages: what is read, what is not, their say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from screening.core.office import ReportingDuty
from screening.core.service import ON_BY_DEFAULT, DataItem, Service, may_receive
from screening.documents.words import ALWAYS_READ, ITEM_TEXTS, NEVER_READ
from screening.languages.catalogs import Catalog, Review, Shown, together
from screening.languages.terms import DATA_ITEM
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.answers import AnswerOption
from screening.ui.widgets.person_text import PersonText
from screening.ui.widgets.sign_list import column_widget
from screening.ui.widgets.tick_button import TickGrid
from screening.ui.widgets.words import Words

SMALL_PX = 18
THEIR_SAY = ("share.only_what_needed", "share.say_no", "share.no_means", "share.already_read")
ALWAYS_TOLD = DataItem.CASE_CODE
"""Without it an answer would not find its case."""


class SharingText(QWidget):
    """For one service. `shown`: every text as it stood there, for the record.

    Signals: `items_changed()` when an item is ticked or taken out.
    """

    items_changed = Signal()

    def __init__(
        self,
        context: UiContext,
        catalog: Catalog,
        service: Service,
        duty: ReportingDuty,
        empty: frozenset[DataItem],
    ) -> None:
        super().__init__()
        self._context, self._service = context, service
        self.catalog = self._catalog = catalog
        self._own: Catalog | None = None
        if context.translator.language.tag != catalog.language.tag:
            self._own = context.own_catalog
        self.shown: list[Shown] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._said("share.ask", px=None, service=service.name))
        layout.addWidget(self._said("share.they_will_read"))
        self.asked = tuple(self.shown)
        self.options: list[AnswerOption] = []
        self.grid = self._item_grid(empty)
        layout.addWidget(self.grid)
        self._contact_whole = DataItem.SAFE_CONTACT in may_receive(service.category) - empty
        if self._contact_whole:
            layout.addWidget(self._said("share.contact_whole", px=SMALL_PX))
        layout.addWidget(self._texts((ITEM_TEXTS[ALWAYS_TOLD], *ALWAYS_READ)))
        layout.addWidget(self._said("share.they_will_not_read"))
        self._withheld_host = QVBoxLayout()
        layout.addLayout(self._withheld_host)
        self._withheld: QWidget | None = None
        for text_id in THEIR_SAY:
            layout.addWidget(self._said(text_id, px=SMALL_PX))
        self._limits = "share.nobody_else" if duty is ReportingDuty.NONE else "share.nobody_else_duty"
        layout.addWidget(self._said(self._limits, px=SMALL_PX))
        # Not shown here, but what the person answers with, or is told instead.
        for text_id in ("share.i_agree", "share.i_do_not_agree", "share.by_law"):
            self._keep(text_id)
        self.grid.ticked_changed.connect(self._on_ticked)
        self._show_withheld()

    @property
    def items(self) -> frozenset[DataItem]:
        """What may be told as it stands now."""
        return frozenset(DataItem(value) for value in self.grid.ticked()) | {ALWAYS_TOLD}

    def show_items(self, items: frozenset[DataItem]) -> None:
        """Tick what was ticked before."""
        self.grid.show_ticked([item.value for item in items])
        self._show_withheld()

    def rest(self) -> list[Shown]:
        """What the person reads after what can be ticked: always read, not read, their say."""
        withheld = [ITEM_TEXTS[item] for item in self.withheld_items()]
        text_ids = [ITEM_TEXTS[ALWAYS_TOLD], *ALWAYS_READ, "share.they_will_not_read", *withheld, *NEVER_READ]
        contact = ["share.contact_whole"] if self._contact_whole else []
        return [self._catalog.fixed(each) for each in (*contact, *text_ids, *THEIR_SAY, self._limits)]

    def review(self) -> Review:
        """How far the words can be trusted: as far as the least checked of them."""
        return together(self.shown).review

    def withheld_items(self) -> tuple[DataItem, ...]:
        """What will not be told, in order."""
        return tuple(item for item in DataItem if item not in self.items)

    def _item_grid(self, empty: frozenset[DataItem]) -> TickGrid:
        allowed = [i for i in DataItem if i in may_receive(self._service.category) and i is not ALWAYS_TOLD]
        self.options = [
            AnswerOption(item.value, self._keep(ITEM_TEXTS[item]), self._officer_item(item, item in empty))
            for item in allowed
        ]
        grid = TickGrid(self._context, self.options, wide=2)
        grid.show_ticked([item for item in allowed if item in ON_BY_DEFAULT and item not in empty])
        return grid

    def _officer_item(self, item: DataItem, is_empty: bool) -> str:
        _ = self._context._
        words = _(DATA_ITEM[item])
        return _("{item} (nothing written down)").format(item=words) if is_empty else words

    def _keep(self, text_id: str, **fields: str) -> Shown:
        shown = self._catalog.fixed(text_id).filled(**fields)
        self.shown.append(shown)
        return shown

    def _said(self, text_id: str, *, px: int | None = 21, **fields: str) -> QWidget:
        """One sentence: the person's, and the officer's under it."""
        shown = self._keep(text_id, **fields)
        person = PersonText(self._context, shown.language, px=px)
        person.show_person(shown)
        parts: list[QWidget | None] = [person]
        beside = self._own.fixed(text_id).filled(**fields) if self._own else None
        if beside is not None and beside.text != shown.text:
            parts.append(Words(beside.text, role="quiet"))
        return column_widget(*parts, None, spacing=2)

    def _texts(self, text_ids: Iterable[str]) -> QWidget:
        """Short texts in two columns: what nobody can tick."""
        widget = QWidget()
        grid = QGridLayout(widget)
        grid.setContentsMargins(GRID, 0, GRID, 0)
        grid.setHorizontalSpacing(3 * GRID)
        for number, text_id in enumerate(text_ids):
            grid.addWidget(self._said(text_id, px=SMALL_PX), number // 2, number % 2)
        for number in range(2):
            grid.setColumnStretch(number, 1)
        return widget

    def _show_withheld(self) -> None:
        if self._withheld is not None:
            self._withheld.hide()
            self._withheld.deleteLater()
        text_ids: Sequence[str] = [ITEM_TEXTS[item] for item in self.withheld_items()]
        self._withheld = self._texts((*text_ids, *NEVER_READ))
        self._withheld_host.addWidget(self._withheld)

    def _on_ticked(self) -> None:
        self._show_withheld()
        self.items_changed.emit()

"""What the program protects against whom, and what it does not: the officer's words for SECURITY.md.

Whoever changes a promise there changes it here. Nothing of a vault is needed: it is read before one is open too.
"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from screening.languages.marks import N_
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import card, column
from screening.ui.widgets.layouts import Row
from screening.ui.widgets.words import Words

STACK_BELOW_PX = 720

PROTECTED: tuple[tuple[str, str], ...] = (
    (
        N_("Somebody finds or steals the computer"),
        N_("While it is switched off or locked, no case can be read without a passphrase or a recovery key."),
    ),
    (
        N_("Somebody guesses at this keyboard"),
        N_("The wait grows with each wrong try, and after 100 only a recovery key opens the vault."),
    ),
    (
        N_("Somebody looks over your shoulder"),
        N_("F12 hides everything, and a program that nobody uses hides and locks itself."),
    ),
    (
        N_("Somebody changes the files of the vault"),
        N_("The change is noticed when the vault is opened or checked, and you are told what to do."),
    ),
    (
        N_("A service gets a form"),
        N_("It reads only what the person agreed to share with it, and no secret address is printed."),
    ),
    (
        N_("Somebody denies what was done"),
        N_("Each opening, change, print and erasing is signed with the officer's own key."),
    ),
)
NOT_PROTECTED: tuple[tuple[str, str], ...] = (
    (
        N_("A colleague who can open this vault"),
        N_("They can read every case in it: roles are rules, not walls. What must stay apart needs two vaults."),
    ),
    (
        N_("A computer that is open and running"),
        N_("Other programs on it can read along, so lock it whenever you leave it."),
    ),
    (
        N_("Paper, saved files and the printer"),
        N_("What is printed or saved is not locked, and the printer may keep a copy for a while."),
    ),
    (
        N_("A camera, a microphone, somebody in the room"),
        N_("The program cannot see them: look around before you talk."),
    ),
    (
        N_("An officer who lies or lends a passphrase"),
        N_("The record says whose passphrase it was, not who sat there."),
    ),
    (
        N_("Older copies"),
        N_(
            "They still hold what was erased since, and open with the passphrases of their time. An older copy "
            "put back whole may go unnoticed."
        ),
    ),
    (
        N_("The disk itself"),
        N_("Pieces can stay on it after erasing, so the whole disk should be encrypted by the system."),
    ),
    (
        N_("A training vault"),
        N_("Everybody knows its passphrase: made-up cases only."),
    ),
)


class Protection(QWidget):
    """Two columns, one under the other where there is no room beside."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context._
        columns = Row(self, stack_below=context.px(STACK_BELOW_PX))
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(2 * GRID)
        columns.addWidget(_side(context, _("Protected"), PROTECTED), 1)
        columns.addWidget(_side(context, _("Not protected"), NOT_PROTECTED), 1)


def _side(context: UiContext, title: str, lines: tuple[tuple[str, str], ...]) -> QFrame:
    inside: QVBoxLayout = column(Words(title, "heading"), spacing=2 * GRID)
    for who, what in lines:
        inside.addLayout(column(Words(context._(who), "strong"), Words(context._(what)), spacing=0))
    inside.addStretch(1)
    return card(inside, margin=3 * GRID)

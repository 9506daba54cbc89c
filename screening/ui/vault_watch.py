"""What the program does by itself once a vault is open: in steps, one after the other, with a banner."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from screening.core.errors import ScreeningError
from screening.ui.tasks import Tasks
from screening.ui.widgets.notices import NoticeBar, Wording

if TYPE_CHECKING:
    from screening.operations.session import Session

Watch = Callable[["Session"], Generator[object, None, Wording | None]]
"""Long work on an opened vault, each step short; what it returns is said above the case list."""


class VaultWatch(QObject):
    """Runs the watches in their order; one that fails says why and does not stop the next.

    Signals: `finished()` when all have run.
    """

    finished = Signal()

    def __init__(
        self, tasks: Tasks, notices: NoticeBar, watches: Sequence[Watch], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._notices = notices
        self._watches = tuple(watches)

    def begin(self, session: Session) -> None:
        """Begin with the first; ends by itself, or with the session (`Tasks.cancel_steps`)."""
        self._run(session, self._watches)

    def _run(self, session: Session, left: Sequence[Watch]) -> None:
        if not left:
            self.finished.emit()
            return

        def go_on(notice: Wording | None) -> None:
            if notice is not None:
                self._notices.add(notice)
            self._run(session, left[1:])

        def failed(error: ScreeningError) -> None:
            go_on(lambda context: context.sentence(error))

        self._tasks.run_in_steps(left[0](session), go_on, failed)

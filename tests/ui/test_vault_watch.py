"""What runs by itself once a vault is open: in its order, and one that fails does not stop the next."""

from __future__ import annotations

from collections.abc import Generator

from pytestqt.qtbot import QtBot

from screening.core.errors import Problem, ScreeningError
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.vault_watch import VaultWatch
from screening.ui.widgets.notices import NoticeBar, Wording


def test_watches_run_in_their_order_and_what_they_find_is_said(
    context: UiContext, session: Session, qtbot: QtBot
) -> None:
    order: list[str] = []

    def quiet(_session: Session) -> Generator[object, None, Wording | None]:
        for part in ("quiet 1", "quiet 2"):
            order.append(part)
            yield None
        return None

    def failing(_session: Session) -> Generator[object, None, Wording | None]:
        order.append("failing")
        yield None
        raise ScreeningError(Problem.DISK_FULL)

    def finding(_session: Session) -> Generator[object, None, Wording | None]:
        order.append("finding")
        yield None
        return lambda _context: "found"

    notices = NoticeBar(context)
    qtbot.addWidget(notices)
    watch = VaultWatch(context.tasks, notices, (quiet, failing, finding))
    with qtbot.waitSignal(watch.finished):
        watch.begin(session)
    assert order == ["quiet 1", "quiet 2", "failing", "finding"]
    assert notices.words() == [context.sentence(ScreeningError(Problem.DISK_FULL)), "found"]

"""The day's copies are made by themselves once a vault is open; what came of it is said only where it matters."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import datetime
from typing import TYPE_CHECKING

from screening.core.errors import ScreeningError
from screening.languages.bidi import date
from screening.ui.context import UiContext
from screening.ui.widgets.notices import Wording

if TYPE_CHECKING:
    from screening.operations.backups import AfterRevocation
    from screening.operations.session import Session


def copies_after_change(context: UiContext, session: Session, say: Callable[[ScreeningError], object]) -> None:
    """The vault has a new key: fresh copies under it, in steps beside other work. What went wrong is said."""
    from screening.operations.backups import after_revocation

    def done(came: AfterRevocation) -> None:
        for error in came.failed[:1]:
            say(error)

    context.tasks.run_in_steps(after_revocation(session), done, say)


def daily_copies(session: Session) -> Generator[object, None, Wording | None]:
    """A watch: the copies of today, in steps of a few milliseconds."""
    from screening.operations.backups import daily  # with all that works on a vault

    came = yield from daily(session)
    if came.away is None and not came.failed:
        return None
    last = came.away.last_utc if came.away is not None else ""

    def words(context: UiContext) -> str:
        _ = context._
        said = [_("No copy could be made today. {reason}").format(reason=context.sentence(e)) for e in came.failed]
        if came.away is not None and last:
            day = date(datetime.fromisoformat(last).astimezone().date(), context.translator.language)
            said.append(
                _("Copies are overdue: the disk for them is not there. The last one is of {day}.").format(day=day)
            )
        elif came.away is not None:
            said.append(_("Copies are overdue: the disk for them is not there, and none was made on it yet."))
        return " ".join(said)

    return words

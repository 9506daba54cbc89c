"""What is looked at by itself after unlocking: the case that was open, the clock, the keyring, then everything."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from screening.operations.checking import check_session, compare_counter, first_look

if TYPE_CHECKING:
    from screening.core.errors import ScreeningError
    from screening.operations.session import Session
    from screening.ui.context import UiContext
    from screening.ui.widgets.notices import Wording


def watch_opening(session: Session) -> Generator[object, None, Wording | None]:
    """The case whose talk was open, room on the disk, and the clock."""
    found = first_look(session)
    yield None
    return _said(found) if found else None


def watch_counter(session: Session) -> Generator[object, None, Wording | None]:
    """Whether the whole folder is an older one."""
    error = yield from compare_counter(session)
    return None if error is None else _said([error])


def watch_everything(session: Session) -> Generator[object, None, Wording | None]:
    """Every page, every case and the whole audit."""
    report = yield from check_session(session)
    if not report.findings:
        return None
    number = len(report.findings)
    return lambda context: found_words(context, number)


def found_words(context: UiContext, number: int) -> str:
    """That something was found, and where it stands what to do."""
    words = context.translator.ngettext(
        "{number} thing in these records is not as it should be. Read under The vault, Is everything whole? what "
        "to do, before you go on.",
        "{number} things in these records are not as they should be. Read under The vault, Is everything whole? "
        "what to do, before you go on.",
        number,
    )
    return words.format(number=number)


def _said(errors: list[ScreeningError]) -> Wording:
    return lambda context: " ".join(context.sentence(error) for error in errors)

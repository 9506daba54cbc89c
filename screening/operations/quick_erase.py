"""Erasing the whole vault in an emergency: off unless an administrator of the vault has switched it on.

What it needs is read when the vault is opened: when it is asked for, the disk may be full and the database damaged
or held by somebody else.
"""

from __future__ import annotations

from pathlib import Path

from screening.core.errors import Problem, ScreeningError
from screening.core.roles import Permission
from screening.operations.session import Session
from screening.store import quick_erase
from screening.store.audit import AuditAction
from screening.store.meta import MetaKey, set_meta


def switch_quick_erase(session: Session, on: bool) -> None:
    """Offer erasing the whole vault to everybody who opens it, or to nobody; holds at once. NOT_ALLOWED."""
    session.require(Permission.SET_QUICK_ERASE)
    vault = session.vault
    with vault.transaction():
        set_meta(vault.database, MetaKey.QUICK_ERASE, "1" if on else "")
        vault.audit.append(AuditAction.QUICK_ERASE_SWITCHED, vault.id, {"on": int(on)})
    session.read_erase_plan()


def erase_keys(session: Session) -> None:
    """The first step: nobody opens this vault any more. Without SQL, from whichever thread.

    Raises NO_QUICK_ERASE where it is switched off, NOTHING_ERASED where nothing could be done.
    """
    quick_erase.erase_keys(_plan(session).folder)


def erase_rest(session: Session) -> None:
    """The second: let go of the database without writing, and erase its file and every copy within reach.

    What this computer's keyring remembers of the vault goes as well.

    On the thread that opened the vault, after `erase_keys`. Raises NOT_ALL_ERASED where a file is left.
    """
    plan = _plan(session)
    session.vault.abandon()
    clean = quick_erase.erase_rest(plan)
    session.counter.forget()
    if not clean:
        raise ScreeningError(Problem.NOT_ALL_ERASED)


def finish_erasing(vaults: Path) -> None:
    """Finish what was cut off at the last time, among the vaults of this computer."""
    quick_erase.finish_erasing(vaults)


def _plan(session: Session) -> quick_erase.ErasePlan:
    if session.erase_plan is None:
        raise ScreeningError(Problem.NO_QUICK_ERASE)
    return session.erase_plan

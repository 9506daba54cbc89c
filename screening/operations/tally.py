"""The one line that remains of a talk that is not written down."""

from __future__ import annotations

import secrets

from screening.core.assessment import Statement
from screening.core.case import NextStep, Situation, TallyLine
from screening.core.service import ServiceCategory
from screening.operations.session import Session


class Tally:
    """A talk's line: begun when the talk leaves the vault, so that a kill later still leaves exactly one.

    No audit entry goes with it: that would have a time.
    """

    def __init__(self, session: Session, situation: Situation) -> None:
        self._session = session
        self._situation = situation
        self._id = secrets.token_hex(16)
        self._services: set[ServiceCategory] = set()

    def count_form(self, category: ServiceCategory) -> None:
        """A form was made for a service of this kind."""
        self._services.add(category)

    def write(self, statement: Statement, next_step: NextStep | None) -> None:
        """Bring the line up to date, inside the open transaction."""
        services = tuple(category for category in ServiceCategory if category in self._services)
        line = TallyLine(self._session.now()[:10], self._situation, statement, next_step, services)
        self._session.vault.cases.set_tally(self._id, line)

    def remove(self) -> None:
        """The talk is written down after all: take the line out, inside the open transaction."""
        self._session.vault.cases.remove_tally(self._id)

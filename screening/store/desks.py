"""What is on an officer's desk: the case whose talk is open, so that it is found again after a lock or a kill."""

from __future__ import annotations

from screening.store.database import Database
from screening.store.meta import MetaKey, get_meta, set_meta


class DeskRepository:
    """One officer's desk. Changes go inside the open transaction."""

    def __init__(self, database: Database, officer_id: str) -> None:
        self._database = database
        self._open_case = f"{MetaKey.OPEN_CASE}/{officer_id}"
        self._ended_unkept = f"{MetaKey.ENDED_UNKEPT}/{officer_id}"

    @property
    def open_case(self) -> str:
        """The id of the case; "" for none. The case may have been erased since."""
        return get_meta(self._database, self._open_case)

    def put_open_case(self, case_id: str) -> None:
        """Keep which it is; "" for none."""
        if self.open_case != case_id:
            set_meta(self._database, self._open_case, case_id)

    @property
    def ended_unkept(self) -> bool:
        """Whether locking ended a talk in memory only, and the officer was not told yet; nothing else of it."""
        return bool(get_meta(self._database, self._ended_unkept))

    def put_ended_unkept(self, ended: bool) -> None:
        """Keep that it did, or that the officer knows."""
        if self.ended_unkept != ended:
            set_meta(self._database, self._ended_unkept, "yes" if ended else "")

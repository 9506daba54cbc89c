"""The vault's directory of services and the settings of the office that works with it."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from screening.core.office import Office
from screening.core.service import Service
from screening.store import schema
from screening.store.database import Database
from screening.store.meta import MetaKey, get_meta, set_meta
from screening.store.values import from_json, to_json


class ServiceRepository:
    """The directory, in the order in which it was given."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Service, ...]:
        """Every service."""
        rows = self._database.rows(select(schema.service.c.entry).order_by(schema.service.c.place))
        return tuple(from_json(row.entry, Service) for row in rows)

    def replace(self, services: tuple[Service, ...]) -> None:
        """Put a whole new directory in place of the old, inside the open transaction."""
        self._database.write(delete(schema.service))
        if services:
            self._database.write(
                insert(schema.service),
                [
                    {"id": entry.id, "place": place, "entry": to_json(entry)}
                    for place, entry in enumerate(services)
                ],
            )


class SettingsRepository:
    """Settings that go with the vault and carry no personal data."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def office(self) -> Office:
        """The office; one without a name before it was set."""
        kept = get_meta(self._database, MetaKey.OFFICE)
        return from_json(kept, Office) if kept else Office(organisation="")

    def save_office(self, office: Office) -> None:
        """Keep the office, inside the open transaction."""
        set_meta(self._database, MetaKey.OFFICE, to_json(office))

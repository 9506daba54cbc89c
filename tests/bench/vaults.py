"""A vault with as many cases as are wanted, made on the spot and never kept."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import insert

from screening.core.case import CaseState, NextStep, Situation
from screening.core.office import Office
from screening.core.referral import PersonSheet
from screening.operations.directory import made_up_services
from screening.operations.session import Session, confirm_recovery_key, create, unlock
from screening.store import keys, schema
from screening.store.meta import MetaKey, set_meta
from screening.store.values import to_json

OFFICER = "A1"
PASSPHRASE = "orbit lantern copper meadow violin"
_LANGUAGES = ("ar", "en", "vi", "ne", "bn", "uk", "th", "my", "am", "fr")
_AT_ONCE = 20_000


def vault_of(folder: Path) -> Path:
    """The vault's folder inside the bench's own."""
    return folder / "home" / "data" / "screening" / "vaults" / "records-1"


def grow(folder: Path, cases: int) -> None:
    """Bring the vault to so many cases; it is created first where there is none, with the default limits."""
    vault = vault_of(folder)
    if (vault / "vault.json").exists():
        session = unlock(vault, OFFICER, PASSPHRASE)
    else:
        session = create(vault, OFFICER, PASSPHRASE, Office("Harbour Labour Inspection")).session
        confirm_recovery_key(session)
        with session.vault.transaction():
            session.vault.services.replace(made_up_services())
    try:
        have = session.vault.cases.count()
        while have < cases:
            more = min(cases - have, _AT_ONCE)
            _add(session, have + 1, more)
            have += more
    finally:
        session.close()


def _add(session: Session, first: int, count: int) -> None:
    """Cases as the store writes them, many rows to a statement: one by one, 100,000 would take minutes."""
    database, now = session.vault.database, session.now()
    year = now[2:4]
    # Long ago: written past the store they have no hashes, which only cases from before the hashes may lack.
    opened = f"2025-01-05{now[10:]}"
    situations, states, steps = list(Situation), list(CaseState), [None, *NextStep]
    visits, people, files, talks, words = [], [], [], [], []
    for seq in range(first, first + count):
        ids = {name: keys.random_id() for name in ("visit", "person", "case", "talk")}
        situation, state = situations[seq % len(situations)].value, states[seq % len(states)].value
        step = steps[seq % len(steps)]
        language, name, number = _LANGUAGES[seq % len(_LANGUAGES)], f"Person {seq}", f"{year}-{seq:04}"
        visits.append({"id": ids["visit"], "situation": situation, "started_utc": opened})
        people.append({"id": ids["person"], "age_band": "adult", "sheet": to_json(PersonSheet(name=name))})
        files.append(
            {
                "seq": seq,
                "id": ids["case"],
                "number": number,
                "visit_id": ids["visit"],
                "person_id": ids["person"],
                "opened_utc": opened,
                "state": state,
                "language": language,
                "next_step": step.value if step else None,
                "answered": seq % 60,
                "asked": 60,
            }
        )
        talks.append({"id": ids["talk"], "case_id": ids["case"], "started_utc": opened})
        words.append(
            {
                "rowid": seq,
                "number": f"{number} {seq}",
                "situation": situation,
                "language": language,
                "state": state,
                "next_step": step.value if step else "",
                "name": name,
            }
        )
    with session.vault.transaction():
        for table, rows in (
            (schema.visit, visits),
            (schema.person, people),
            (schema.case_file, files),
            (schema.talk, talks),
        ):
            database.write(insert(table), rows)
        database.write(insert(schema.case_search), words)
        set_meta(database, f"{MetaKey.CASE_COUNTER}/{year}", str(first + count - 1))

"""Reading the audit: newest first, page by page, and only what is looked for."""

from __future__ import annotations

from screening.store import audit_reader
from screening.store.audit import AuditAction
from screening.store.audit_reader import AuditFilter, AuditReader
from screening.store.vault import Vault

ALL = AuditFilter()


def note(vault: Vault, action: AuditAction, object_id: str = "") -> None:
    with vault.transaction():
        vault.audit.append(action, object_id, {})


def test_pages_give_every_entry_once_and_the_newest_first(vault: Vault) -> None:
    for _ in range(6):
        note(vault, AuditAction.CASE_READ)
    reader = AuditReader(vault.database)
    seen: list[int] = []
    below: int | None = None
    while page := reader.page(ALL, below, limit=3):
        seen += [entry.seq for entry in page]
        below = seen[-1]
    assert seen == list(range(7, 0, -1))
    assert reader.count(ALL) == len(seen)


def test_filters_narrow_together(vault: Vault) -> None:
    for action in (AuditAction.CASE_READ, AuditAction.CASE_ERASED, AuditAction.CASE_READ):
        note(vault, action, "a" * 32)
    note(vault, AuditAction.CASE_READ, "b" * 32)
    reader = AuditReader(vault.database)
    own = vault.officer.id
    reads = frozenset({AuditAction.CASE_READ.value})

    def found(wanted: AuditFilter) -> list[int]:
        page = [entry.seq for entry in reader.page(wanted)]
        assert reader.count(wanted) == len(page)
        return page

    assert found(AuditFilter(actions=reads)) == [5, 4, 2]
    assert found(AuditFilter(actions=reads, object_id="a" * 32)) == [4, 2]
    assert found(AuditFilter(actions=reads, object_id="a" * 32, up_to=3)) == [2]
    assert found(AuditFilter(officer_ids=frozenset({own}), object_id="b" * 32)) == [5]
    assert found(AuditFilter(officer_ids=frozenset({"c" * 32}))) == []


def test_days_hold_their_first_instant_and_not_the_next_days(vault: Vault) -> None:
    utc = AuditReader(vault.database).page(ALL)[0].utc
    reader = AuditReader(vault.database)
    assert reader.count(AuditFilter(since=utc)) == 1
    assert reader.count(AuditFilter(before_utc=utc)) == 0


def test_the_entry_behind_a_reference_is_found_by_its_digits_alone(vault: Vault) -> None:
    note(vault, AuditAction.CASE_READ)
    head = vault.audit.head()
    note(vault, AuditAction.CASE_READ)
    reader = AuditReader(vault.database)
    entry = reader.with_reference(head[: audit_reader.REFERENCE_DIGITS], ALL)
    assert entry is not None
    assert (entry.seq, entry.hash) == (2, head)
    assert reader.with_reference("f" * 64 + "f", ALL) is None


def test_officers_and_recovery_keys_can_be_looked_for(vault: Vault) -> None:
    assert {officer.code for officer in AuditReader(vault.database).officers()} == {
        vault.officer.code,
        "recovery-key",
    }

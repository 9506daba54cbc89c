"""What follows a talk: decision, what the person told for getting help, consents, disclosures, documents."""

from __future__ import annotations

import hashlib

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from screening.core.assessment import Statement
from screening.core.case import Decision, NextStep
from screening.core.errors import Problem, ScreeningError
from screening.core.referral import (
    ConsentWay,
    Disclosure,
    DisclosureKind,
    PersonSheet,
    RecipientConsent,
)
from screening.core.service import DataItem
from screening.store import keys, schema
from screening.store.case_rows import CaseRows
from screening.store.values import from_json, storable, to_json


class ReferralRows(CaseRows):
    """Writes and reads what belongs to a case's referrals."""

    def decide(self, case_id: str, decision: Decision) -> None:
        """Record the officer's decision; earlier ones stay behind it."""
        self._change_case(case_id, next_step=decision.next_step.value)
        self._database.write(
            insert(schema.decision),
            {
                "id": keys.random_id(),
                "case_id": case_id,
                "next_step": decision.next_step.value,
                "reason": storable(decision.reason),
                "statement": decision.statement.value,
                "decided_utc": decision.decided_utc,
            },
        )
        self._index(case_id)

    def save_sheet(self, case_id: str, sheet: PersonSheet) -> None:
        """Keep what the person told about themselves, in place of the last."""
        person_id = self._case(case_id).person_id
        change = update(schema.person).where(schema.person.c.id == person_id)
        self._database.write(change.values(sheet=to_json(sheet)))
        self._index(case_id)

    def load_sheet(self, case_id: str) -> PersonSheet:
        """What the person told about themselves; an empty sheet before anything was."""
        person_id = self._case(case_id).person_id
        found = self._database.value(select(schema.person.c.sheet).where(schema.person.c.id == person_id))
        return PersonSheet() if found is None else from_json(found, PersonSheet)

    def add_recipient_consent(self, case_id: str, consent: RecipientConsent) -> None:
        """Record the person's answer for one recipient."""
        self._case(case_id)
        self._database.write(
            insert(schema.recipient_consent),
            {
                "id": consent.id,
                "case_id": case_id,
                "service_id": consent.service_id,
                "given": int(consent.given),
                "items": to_json(consent.items),
                "way": consent.way.value,
                "language": consent.language,
                "review": consent.review,
                "given_utc": consent.given_utc,
                "legal_basis": storable(consent.legal_basis),
            },
        )

    def recipient_consents(self, case_id: str) -> tuple[RecipientConsent, ...]:
        """Every answer for a recipient, oldest first."""
        self._case(case_id)
        consents = schema.recipient_consent
        rows = self._database.rows(select(consents).where(consents.c.case_id == case_id).order_by(consents.c.seq))
        return tuple(
            RecipientConsent(
                id=row.id,
                service_id=row.service_id,
                given=bool(row.given),
                items=from_json(row.items, frozenset[DataItem]),
                way=ConsentWay(row.way),
                language=row.language,
                review=row.review,
                given_utc=row.given_utc,
                legal_basis=row.legal_basis,
            )
            for row in rows
        )

    def add_disclosure(self, case_id: str, disclosure: Disclosure, pdf: bytes) -> None:
        """Record what was handed over, with the very bytes. Its hash must be theirs (ValueError)."""
        if hashlib.sha256(pdf).hexdigest() != disclosure.document_hash:
            raise ValueError("the document's hash is not that of its bytes")
        self._case(case_id)
        document = upsert(schema.document).on_conflict_do_nothing()
        self._database.write(document, {"hash": disclosure.document_hash, "bytes": pdf})
        self._database.write(
            insert(schema.disclosure),
            {
                "id": disclosure.id,
                "case_id": case_id,
                "consent_id": disclosure.consent_id,
                "service_id": disclosure.service_id,
                "service_name": storable(disclosure.service_name),
                "form_number": disclosure.form_number,
                "kind": disclosure.kind.value,
                "items": to_json(disclosure.items),
                "document_hash": disclosure.document_hash,
                "at_utc": disclosure.at_utc,
            },
        )

    def disclosures(self, case_id: str) -> tuple[Disclosure, ...]:
        """The disclosure log, oldest first."""
        self._case(case_id)
        log = schema.disclosure
        rows = self._database.rows(select(log).where(log.c.case_id == case_id).order_by(log.c.seq))
        return tuple(
            Disclosure(
                id=row.id,
                consent_id=row.consent_id,
                service_id=row.service_id,
                service_name=row.service_name,
                form_number=row.form_number,
                kind=DisclosureKind(row.kind),
                items=from_json(row.items, frozenset[DataItem]),
                document_hash=row.document_hash,
                at_utc=row.at_utc,
            )
            for row in rows
        )

    def document(self, document_hash: str) -> bytes:
        """The bytes of a document that was handed over. Raises FILE_MISSING."""
        found = self._database.value(
            select(schema.document.c.bytes).where(schema.document.c.hash == document_hash)
        )
        if found is None:
            raise ScreeningError(Problem.FILE_MISSING)
        return bytes(found)

    def _decision(self, case_id: str) -> Decision | None:
        decisions = schema.decision.c
        row = self._database.row(
            select(schema.decision).where(decisions.case_id == case_id).order_by(decisions.seq.desc()).limit(1)
        )
        if row is None:
            return None
        return Decision(
            next_step=NextStep(row.next_step),
            reason=row.reason,
            statement=Statement(row.statement),
            decided_utc=row.decided_utc,
        )

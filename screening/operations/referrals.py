"""Sharing with a service provider: consent for that recipient, the form, and the log of what went out."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from screening.core.case import CaseState
from screening.core.consent import InterpreterMode
from screening.core.drafts import DraftUse
from screening.core.errors import Problem, ScreeningError
from screening.core.referral import (
    ConsentWay,
    Disclosure,
    DisclosureKind,
    RecipientConsent,
    build_referral,
)
from screening.core.review import Review
from screening.core.service import DataItem, Service, ServiceCategory, offered_for
from screening.documents.context import FormContext
from screening.documents.form import build_form
from screening.documents.render import FormRenderer
from screening.operations.drafts import must_count
from screening.operations.recorder import FORM_ACTIONS
from screening.operations.talk import Talk

SHARING_STATES = frozenset({CaseState.REFERRAL, CaseState.REFERRED, CaseState.CHILD_PROTECTION})
"""Where forms may be made: the officer decided to refer, or a child is handed over."""


@dataclass(frozen=True)
class PreparedForm:
    """A form as it will print: PDF bytes, its pages as SVG, and what it tells whom on which consent.

    `told`: the items that really stand on it, which may be fewer than were agreed. `draft`: who vouched for draft
    words, or why they were used.
    """

    form_number: str
    service: Service
    consent: RecipientConsent
    told: frozenset[DataItem]
    pdf: bytes
    pages: tuple[bytes, ...]
    uncovered: tuple[str, ...]
    draft: DraftUse | None = None


def directory(talk: Talk) -> tuple[Service, ...]:
    """Every service the vault knows."""
    return talk.session.vault.services.all()


def fitting_services(talk: Talk) -> tuple[Service, ...]:
    """The services that answer the person's needs."""
    return offered_for(directory(talk), frozenset(talk.sheet.needs))


def helpline(talk: Talk) -> Service | None:
    """The first helpline of the directory that can be called."""
    lines = (s for s in directory(talk) if s.category is ServiceCategory.HELPLINE and s.phone.strip())
    return next(lines, None)


def consents(talk: Talk) -> tuple[RecipientConsent, ...]:
    """The person's answers so far, oldest first; of a talk without a record none are kept."""
    return tuple(talk.session.vault.cases.recipient_consents(talk.record.id)) if talk.recorded else ()


def disclosures(talk: Talk) -> tuple[Disclosure, ...]:
    """What went to whom, oldest first."""
    return tuple(talk.session.vault.cases.disclosures(talk.record.id)) if talk.recorded else ()


def record_consent(
    talk: Talk,
    service: Service,
    *,
    given: bool,
    items: frozenset[DataItem],
    way: ConsentWay,
    review: str,
    legal_basis: str = "",
    shown_in: str = "",
) -> RecipientConsent:
    """Keep the person's answer for one recipient; `review` is the review status of the text shown, `shown_in` the
    language it stood in: what the person did not pick was said in theirs.

    Raises DRAFT_FORBIDDEN or DRAFT_UNCONFIRMED where the person agreed on words that do not count.
    """
    if given:
        must_count(talk.session, talk.record.language, Review(review))
    language = talk.record.language
    picked = language.picked if language else frozenset()
    consent = RecipientConsent(
        id=secrets.token_hex(16),
        service_id=service.id,
        given=given,
        items=items if given or legal_basis else frozenset(),
        way=way,
        language=shown_in if shown_in in picked else language.tag if language else "",
        review=review,
        given_utc=talk.session.now(),
        legal_basis=legal_basis,
    )
    if talk.recorder is not None:
        talk.recorder.recipient_consent(consent)
    return consent


def prepare_form(talk: Talk, service: Service, consent: RecipientConsent, renderer: FormRenderer) -> PreparedForm:
    """The form for one recipient.

    Raises STEP_CLOSED before the officer decided to refer; NO_CONSENT_FOR_RECIPIENT without consent or legal
    basis, or when the person has said something else for this recipient since.
    """
    if talk.record.state not in SHARING_STATES:
        raise ScreeningError(Problem.STEP_CLOSED)
    newest = next((each for each in reversed(consents(talk)) if each.service_id == service.id), consent)
    if newest.id != consent.id:
        raise ScreeningError(Problem.NO_CONSENT_FOR_RECIPIENT)
    assessment = talk.assessment()
    language = talk.record.language
    referral = build_referral(
        form_number=f"{talk.record.number}-{secrets.randbelow(10_000):04d}",
        case_code=talk.record.number,
        service=service,
        sheet=talk.sheet,
        consent=consent,
        age=talk.age,
        language=language.tag if language else "",
        statement=assessment.statement,
        signs=tuple(sign.indicator.id for sign in assessment.signs),
    )
    form = build_form(referral, _context(talk, service, consent))
    prepared = PreparedForm(
        form_number=referral.form_number,
        service=service,
        consent=consent,
        told=referral.told,
        pdf=renderer.pdf(form),
        pages=renderer.pages(form),
        uncovered=form.uncovered,
        draft=language.draft if language else None,
    )
    _log(talk, prepared, DisclosureKind.PREPARED)
    return prepared


def mark_given(talk: Talk, prepared: PreparedForm, kind: DisclosureKind) -> None:
    """Log that a prepared form was printed or saved."""
    _log(talk, prepared, kind)
    if talk.record.state in {CaseState.REFERRAL, CaseState.CHILD_PROTECTION}:
        talk.mark_referred()


def _context(talk: Talk, service: Service, consent: RecipientConsent) -> FormContext:
    session = talk.session
    language = talk.record.language
    return FormContext(
        provider_language=service.language,
        person_language=language.tag if language else service.language,
        second_language=language.second if language else "",
        office=session.office,
        officer_code=session.vault.officer.code,
        prepared_utc=session.now(),
        consent=consent,
        interpreter=language.interpreter if language else InterpreterMode.NONE,
        interpreter_code=language.interpreter_code if language and language.interpreted else "",
        dialect=language.dialect if language else "",
        draft=language.draft if language else None,
        audit_head=session.vault.audit.head(),
        training=session.vault.training,
        zone=datetime.now().astimezone().tzinfo or UTC,
    )


def _log(talk: Talk, prepared: PreparedForm, kind: DisclosureKind) -> None:
    if talk.recorder is None:
        vault = talk.session.vault
        with vault.transaction():
            vault.audit.append(FORM_ACTIONS[kind], "", {})
        if kind is DisclosureKind.PREPARED:
            talk.count_form(prepared.service.category)
        return
    disclosure = Disclosure(
        id=secrets.token_hex(16),
        consent_id=prepared.consent.id,
        service_id=prepared.service.id,
        service_name=prepared.service.name,
        form_number=prepared.form_number,
        kind=kind,
        items=prepared.told,
        document_hash=hashlib.sha256(prepared.pdf).hexdigest(),
        at_utc=talk.session.now(),
    )
    talk.recorder.disclosure(disclosure, prepared.pdf)


def write_pdf(prepared: PreparedForm, path: str) -> None:
    """Write the form where the officer chose. Raises OUTPUT_EXISTS or OUTPUT_NOT_WRITABLE."""
    try:
        with open(path, "xb") as file:  # noqa: PTH123 - the path comes as text from a dialog
            file.write(prepared.pdf)
    except FileExistsError:
        raise ScreeningError(Problem.OUTPUT_EXISTS) from None
    except OSError:
        raise ScreeningError(Problem.OUTPUT_NOT_WRITABLE) from None

"""Referrals and contexts for the tests, and what reads a PDF back."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from screening.core.assessment import Statement
from screening.core.consent import InterpreterMode
from screening.core.office import Office
from screening.core.referral import ConsentWay, PersonSheet, RecipientConsent, Referral, build_referral
from screening.core.safety import AgeBand
from screening.core.service import DataItem, Need, Priority, Service, ServiceCategory
from screening.core.sheet import ContactChannel, Others, OthersThere, SafeContact
from screening.documents.context import FormContext

SHEET = PersonSheet(
    name="Layla Hasan",
    gender="woman",
    safe_contact="Call +44 7700 900 123 on Tuesdays.\nWhat not to say: nothing about the law centre.",
    needs=(Need.LAWYER, Need.UNPAID_WAGES),
    priority=Priority.HOURS_24,
    risks="The foreman drives a white van.",
    contact=SafeContact(
        ContactChannel.THROUGH_SOMEONE,
        "her sister, +44 7700 900 456",
        "Tuesdays after 18:00",
        "LEMON",
        "nothing about work",
        "the landlord",
    ),
    priorities={Need.UNPAID_WAGES: Priority.WEEKS_2},
    dependants="Two children, 4 and 6, with her mother",
    others_there=OthersThere(Others.YES, "about ten", "the brothers share a room"),
    meet_again=SafeContact(reach="the market hall"),
)
SERVICE = Service(
    id="law",
    name="Law Centre North",
    category=ServiceCategory.CHILD_PROTECTION,
    language="en",
    phone="+44 1632 960 105",
    hours="Monday to Friday, 09:00 to 17:00",
    contact="Duty adviser",
    address="12 Mill Lane",
)


def sample(
    sheet: PersonSheet = SHEET,
    *,
    service: Service = SERVICE,
    items: frozenset[DataItem] = frozenset(DataItem),
    given: bool = True,
    review: str = "draft",
    **context: Any,
) -> tuple[Referral, FormContext]:
    """A referral and its context; further fields go to the context."""
    person = context.get("person_language", "ar")
    consent = RecipientConsent(
        id="c" * 32,
        service_id=service.id,
        given=given,
        items=items,
        way=ConsentWay.SPOKEN,
        language=person,
        review=review,
        given_utc="2026-11-22T14:02:00Z",
        legal_basis="" if given else "Children Act, section 47",
    )
    referral = build_referral(
        form_number="26-0417-3391",
        case_code="26-0417",
        service=service,
        sheet=sheet,
        consent=consent,
        age=AgeBand.ADULT,
        language=person,
        statement=Statement.SIGNS_RECORDED,
        signs=("CD01", "DR02"),
    )
    base = FormContext(
        provider_language=service.language,
        person_language=person,
        office=Office("Labour Inspectorate", "+44 1632 960 200"),
        officer_code="A1",
        prepared_utc="2026-11-22T14:05:00Z",
        consent=consent,
        audit_head="9f86d081884c7d659a2feaa0c55ad015" * 2,
        interpreter=InterpreterMode.PHONE,
        interpreter_code="I-07",
    )
    return referral, replace(base, **context)


def service(**fields: Any) -> Service:
    """The service with other fields."""
    return msgspec.structs.replace(SERVICE, **fields)


def sheet(**fields: Any) -> PersonSheet:
    """The person's sheet with other fields."""
    return msgspec.structs.replace(SHEET, **fields)


def tool(name: str, *arguments: str, pdf: bytes, folder: Path) -> str:
    """Output of a poppler tool for a PDF."""
    path = folder / "form.pdf"
    path.write_bytes(pdf)
    command = [name, *arguments, str(path)] + (["-"] if name == "pdftotext" else [])
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def logical(text: str) -> str:
    """Text without invisible marks and line ends, for comparing what is read."""
    plain = re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u00ad]", "", unicodedata.normalize("NFKC", text))
    return " ".join(plain.split())


def squeezed(text: str) -> str:
    """Also without any space: for text whose lines break where it has none."""
    return logical(text).replace(" ", "")


def read(pdf: bytes, folder: Path) -> str:
    """The logical text of a PDF, page after page."""
    return logical(tool("pdftotext", pdf=pdf, folder=folder))


def letters(text: str) -> list[str]:
    """The words of a text, the letters of each sorted: poppler turns round the letters of a ligature."""
    words = re.findall(r"\w+", logical(text))
    return ["".join(sorted(word)) for word in words]


def in_order(wanted: list[str], found: list[str]) -> bool:
    """Whether the words stand in the text one after the other."""
    return any(found[n : n + len(wanted)] == wanted for n in range(len(found)))

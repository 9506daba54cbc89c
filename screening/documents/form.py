"""What stands on a referral form: every text final, as plain data for the template.

Shape after the inter-agency referral form (IASC): one form per recipient, and on it only
what was agreed for that recipient. Nothing names trafficking outside the items that were agreed.
"""

from __future__ import annotations

from datetime import UTC

from screening.core.referral import Referral
from screening.documents.context import Form, FormContext
from screening.documents.page import Page, rows_block
from screening.documents.person_part import person_part
from screening.documents.provider_part import help_asked, how_soon, recipient, sections, sender
from screening.documents.texts import Paragraph
from screening.documents.words import HEADING, FormWords, load_words
from screening.languages.bidi import ltr

__all__ = ["Form", "FormContext", "build_form"]

AUDIT_DIGITS = 16
"""Hexadecimal digits of the audit chain's head that stand on the form."""


def build_form(referral: Referral, context: FormContext, words: FormWords | None = None) -> Form:
    """The form for one referral. Raises LANGUAGE_UNKNOWN, FONTS_DAMAGED when `words` are loaded here."""
    words = words or load_words(context.provider_language, context.person_language, second=context.second_language)
    page = Page(words, context.zone)
    content: dict[str, object] = {
        **page.setting(),
        **_running(page, referral, context),
        "date": list(context.prepared.astimezone(UTC).timetuple()[:6]),
        "notices": _notices(page, referral, context),
        "from": sender(page, context),
        "to": recipient(page, referral),
        "how_soon": how_soon(page, referral),
        "help": help_asked(page, referral),
        "sections": sections(page, referral, context),
        "person": person_part(page, referral, context),
        "slip": _slip(page, referral),
    }
    return Form(content, page.texts.uncovered, context.prepared)


def _running(page: Page, referral: Referral, context: FormContext) -> dict[str, object]:
    _ = page.gettext
    head = context.audit_head[:AUDIT_DIGITS]
    title = _("Referral form")
    number, code = ltr(page.texts.clean(referral.form_number)), ltr(page.texts.clean(referral.case_code))
    return {
        "title": f"{title} {referral.form_number}",
        "heading": page.words(_(HEADING)),
        "form_line": page.filled(_("Referral form {number}"), number=number),
        "case_line": page.filled(_("Case {code}"), code=code),
        "handling": page.words(_("Confidential - for the named recipient only")),
        "training": page.words(_("TRAINING")) if context.training else None,
        "page_of": page.counter(_("Page {page} of {pages}")),
        "reference": page.filled(_("Reference {reference}"), reference=ltr(head)),
    }


def _notices(page: Page, referral: Referral, context: FormContext) -> list[Paragraph]:
    _ = page.gettext
    notices = []
    if context.training:
        notices.append(page.words(_("Practice form - not a real person")))
    if referral.service.made_up:
        notices.append(page.words(_("Example entry - not a real service")))
    return notices


def _slip(page: Page, referral: Referral) -> dict[str, object]:
    """The slip that comes back: form number and case code, and nothing else of the case."""
    _ = page.gettext
    return {
        "cut": page.words(_("Cut here and send back")),
        "heading": page.words(_("Reply slip")),
        "rows": rows_block(
            page.row(_("Form"), page.reference(referral.form_number)),
            page.row(_("Case"), page.reference(referral.case_code)),
        ),
        "received": [page.words(_("Received on")), page.words(_("By"))],
        "answers": [page.words(text) for text in (_("Accepted"), _("Waiting list"), _("Not able to help"))],
        "lines": [page.words(_("Reason")), page.words(_("Next appointment"))],
    }

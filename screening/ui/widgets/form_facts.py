"""What one form tells whom, on which consent, in the officer's words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from screening.core.review import UNCHECKED
from screening.core.service import DataItem
from screening.languages.bidi import isolate
from screening.languages.terms import CONSENT_WAY, DATA_ITEM, DRAFT_REASON
from screening.operations.referrals import PreparedForm
from screening.ui.context import UiContext
from screening.ui.moments import language_words, moment_words, own_line
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import card, column, line
from screening.ui.widgets.recipient_list import service_note
from screening.ui.widgets.words import Words


def form_facts(context: UiContext, prepared: PreparedForm) -> QWidget:
    """For whom, what they will and will not read, the consent, and what to know about the words."""
    _ = context._
    told = prepared.consent.items | {DataItem.CASE_CODE}
    service = prepared.service
    parts: list[QWidget] = [
        Words(_("For"), role="quiet"),
        Words(own_line(context, service.name), role="heading"),
        Words(service_note(context, service), role="quiet"),
        line(),
        Words(_("They will read"), role="strong"),
        *(_point(_(DATA_ITEM[item])) for item in DataItem if item in told),
        line(),
        Words(_("They will not read"), role="strong"),
        *(_point(_(DATA_ITEM[item])) for item in DataItem if item not in told),
        _point(_("Nationality, the answers, your notes")),
        line(),
        Words(_("Consent"), role="strong"),
        Words(_consent(context, prepared)),
    ]
    if prepared.consent.review in UNCHECKED:
        parts.append(Words(_draft(context, prepared), role="caution"))
    if prepared.uncovered:
        text = _("No font has these characters; the form shows their codes instead: {characters}")
        signs = " ".join(isolate(f"{char} U+{ord(char):04X}") for char in prepared.uncovered)
        parts.append(Words(text.format(characters=signs), role="caution"))
    return card(column(*parts, None, spacing=GRID // 2))


def _draft(context: UiContext, prepared: PreparedForm) -> str:
    """That the words were a draft, and what was said about it."""
    _ = context._
    said = _("The person decided on words that no speaker has checked. The form says so.")
    use = prepared.draft
    if use is not None and use.interpreter:
        return f"{said} {_('The interpreter said the words or checked them.')}"
    if use is not None and use.reason is not None:
        because = _("Used because: {reason}.").format(reason=_(DRAFT_REASON[use.reason]))
        return f"{said} {because}"
    return said


def _point(text: str) -> Words:
    return Words(f"•  {text}")


def _consent(context: UiContext, prepared: PreparedForm) -> str:
    _ = context._
    consent = prepared.consent
    when = moment_words(context, consent.given_utc)
    if not consent.given:
        text = _("Not agreed. Passed on because the law requires it: {basis} ({when})")
        return text.format(basis=isolate(consent.legal_basis), when=when)
    if not consent.language:
        return _("Yes, {how}, {when}").format(how=_(CONSENT_WAY[consent.way]), when=when)
    language = language_words(context, consent.language)
    text = _("Yes, {how}, {when}, in this language: {language}")
    return text.format(how=_(CONSENT_WAY[consent.way]), when=when, language=language)

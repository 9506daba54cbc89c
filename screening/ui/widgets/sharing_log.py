"""What was answered and prepared so far, as a quiet list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from screening.core.referral import Disclosure, DisclosureKind, RecipientConsent
from screening.core.service import Service
from screening.languages.bidi import isolate, ltr
from screening.ui.context import UiContext
from screening.ui.moments import moment_words
from screening.ui.widgets.basics import card, column
from screening.ui.widgets.words import Words


def sharing_log(
    context: UiContext,
    directory: Mapping[str, Service],
    consents: Sequence[RecipientConsent],
    disclosures: Sequence[Disclosure],
) -> QWidget:
    """The person's answers and the forms, oldest first."""
    _ = context._
    parts: list[QWidget] = [Words(_("So far"), role="heading")]
    parts += [Words(_answer(context, directory, each), role="quiet") for each in consents]
    parts += [Words(_form(context, each), role="quiet") for each in disclosures]
    return card(column(*parts))


def _answer(context: UiContext, directory: Mapping[str, Service], consent: RecipientConsent) -> str:
    _ = context._
    service = directory.get(consent.service_id)
    name = isolate(service.name) if service else _("a service that is no longer in the directory")
    when = moment_words(context, consent.given_utc)
    if consent.given:
        return _("{service}: the person agreed, {when}").format(service=name, when=when)
    if consent.legal_basis:
        return _("{service}: passed on because the law requires it, {when}").format(service=name, when=when)
    return _("{service}: the person did not agree, {when}").format(service=name, when=when)


def _form(context: UiContext, disclosure: Disclosure) -> str:
    _ = context._
    words = {
        DisclosureKind.PREPARED: _("Form {number} prepared for {service}, {when}"),
        DisclosureKind.PRINTED: _("Form {number} printed for {service}, {when}"),
        DisclosureKind.SAVED: _("Form {number} saved as a file for {service}, {when}"),
    }
    return words[disclosure.kind].format(
        number=ltr(disclosure.form_number),
        service=isolate(disclosure.service_name),
        when=moment_words(context, disclosure.at_utc),
    )

"""What the service provider reads: from, to, how soon, what help, and the person as far as was agreed."""

from __future__ import annotations

from screening.core.referral import Referral
from screening.core.service import Priority
from screening.documents.context import FormContext
from screening.documents.page import Page, Section, large_block, rows_block, strong_block, text_block
from screening.documents.texts import Paragraph
from screening.documents.words import AGES, GENDERS
from screening.languages import terms
from screening.languages.table import load_languages


def sender(page: Page, context: FormContext) -> Section:
    """Who asks, and where to call back."""
    _ = page.gettext
    office = context.office
    return page.section(
        _("From"),
        rows_block(
            page.row(_("Organisation"), page.texts.value(office.organisation)),
            page.row(_("Officer"), page.reference(context.officer_code)),
            page.row(_("Call back"), page.telephone(office.callback_phone)),
            page.row(_("Prepared"), page.paragraph(page.instant(context.prepared_utc))),
        ),
    )


def recipient(page: Page, referral: Referral) -> Section:
    """The address only where it may be seen by whoever carries the paper."""
    _ = page.gettext
    service = referral.service
    address = "" if service.secret_address else service.address
    return page.section(
        _("To"),
        rows_block(
            page.row(_("Service"), page.texts.value(service.name)),
            page.row(_("Kind"), page.paragraph(_(terms.SERVICE_CATEGORY[service.category]))),
            page.row(_("Contact"), page.texts.value(service.contact)),
            page.row(_("Telephone"), page.telephone(service.phone)),
            page.row(_("Address"), page.texts.free(address)),
            page.row(_("Hours"), page.texts.value(service.hours)),
        ),
    )


def sections(page: Page, referral: Referral, context: FormContext) -> list[Section]:
    """What was agreed to be told, most urgent first."""
    return [
        section
        for section in (
            _person(page, referral, context),
            _safe_contact(page, referral),
            _risks(page, referral),
            _dependants(page, referral),
            _others(page, referral),
            _situation(page, referral, context),
            _signs(page, referral, context),
        )
        if section is not None
    ]


def how_soon(page: Page, referral: Referral) -> Section:
    """The one thing to see first."""
    _ = page.gettext
    return page.section(_("How soon"), large_block(page.paragraph(_(terms.PRIORITY[referral.priority]))))


def help_asked(page: Page, referral: Referral) -> Section:
    """What is asked of the service, the most urgent first; its kind where it is not told the needs."""
    _ = page.gettext
    needs = referral.needs or ()
    if not needs:
        return page.section(
            _("Help asked for"), page.points([_(terms.SERVICE_CATEGORY[referral.service.category])])
        )
    blocks = []
    for priority in Priority:
        asked = [_(terms.NEED[need]) for need in needs if referral.soon[need] is priority]
        if asked:
            blocks += [strong_block(page.paragraph(_(terms.PRIORITY[priority]))), page.points(asked)]
    return page.section(_("Help asked for"), *blocks)


def _person(page: Page, referral: Referral, context: FormContext) -> Section:
    _ = page.gettext
    gender = referral.gender or ""
    age = _(AGES[referral.age_group]) if referral.age_group is not None else ""
    return page.section(
        _("The person"),
        rows_block(
            page.row(_("Case"), page.reference(referral.case_code)),
            page.row(_("Name"), page.texts.value(referral.name or "")),
            page.row(_("Age group"), page.paragraph(age)),
            page.row(_("Gender"), page.texts.value(_(GENDERS[gender]) if gender in GENDERS else gender)),
            page.row(_("Language"), _language(page, referral, context)),
        ),
    )


def _language(page: Page, referral: Referral, context: FormContext) -> list[Paragraph]:
    _ = page.gettext
    if referral.language is None:
        return []
    own = load_languages().get(referral.language)
    names = page.language_name(referral.language)
    if own is not None and own.own_name != names:
        names = f"{names} ({page.texts.line(own.own_name)})"
    if context.second_language:
        second = page.language_name(context.second_language)
        names = _("{language}; {second} too").format(language=names, second=second)
    lines = page.paragraph(names)
    if context.dialect.strip():
        lines += page.texts.value(context.dialect)
    if context.interpreted:
        lines += page.paragraph(_("The talk was interpreted: please arrange an interpreter"))
    return lines


def _safe_contact(page: Page, referral: Referral) -> Section:
    _ = page.gettext
    contact = referral.contact
    if referral.safe_contact is None and contact is None:
        text = _("No direct contact is given. Reach the person only through the officer named above.")
        return page.section(_("Safe contact"), text_block(page.paragraph(text)))
    rule = _("Use only this way. If someone else answers, do not say what the call is about.")
    free = page.texts.free(referral.safe_contact or "")
    if contact is None:
        return page.section(_("Safe contact"), strong_block(page.paragraph(rule)), text_block(free))
    channel = _(terms.CONTACT_CHANNEL[contact.channel]) if contact.channel else ""
    return page.section(
        _("Safe contact"),
        strong_block(page.paragraph(rule)),
        rows_block(
            page.row(_("How"), page.paragraph(channel)),
            page.row(_("Number or place"), page.texts.value(contact.reach)),
            page.row(_("When"), page.texts.value(contact.hours)),
            page.row(_("Code word"), page.texts.value(contact.code_word)),
            page.row(_("What not to say"), page.texts.value(contact.not_to_say)),
            page.row(_("Who must not know"), page.texts.value(contact.must_not_know)),
            page.row(_("Also to know"), free),
        ),
    )


def _risks(page: Page, referral: Referral) -> Section | None:
    if referral.risks is None:
        return None
    return page.section(page.gettext("Dangers to know about"), text_block(page.texts.free(referral.risks)))


def _dependants(page: Page, referral: Referral) -> Section | None:
    if referral.dependants is None:
        return None
    heading = page.gettext("Children and others who depend on the person")
    return page.section(heading, text_block(page.texts.free(referral.dependants)))


def _others(page: Page, referral: Referral) -> Section | None:
    _ = page.gettext
    others = referral.others_there
    if others is None:
        return None
    answer = _(terms.OTHERS[others.answer]) if others.answer else ""
    return page.section(
        _("Others who are still there"),
        rows_block(
            page.row(_("Still there"), page.paragraph(answer)),
            page.row(_("How many"), page.texts.value(others.how_many)),
        ),
    )


def _situation(page: Page, referral: Referral, context: FormContext) -> Section | None:
    _ = page.gettext
    if referral.statement is None:
        return None
    said = page.paragraph(_(terms.STATEMENT[referral.statement]))
    return page.section(_("Kind of situation"), text_block(said + page.texts.free(context.situation)))


def _signs(page: Page, referral: Referral, context: FormContext) -> Section | None:
    _ = page.gettext
    if referral.signs is None:
        return None
    limits = _("Signs are what was said or seen in one talk. They are not a decision about the person.")
    shown = [page.texts.line(_(context.sign_words.get(sign, sign))) for sign in referral.signs]
    return page.section(
        _("Signs recorded"),
        text_block(page.paragraph(limits)),
        page.points(shown or [_("None")]),
    )

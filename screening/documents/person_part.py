"""What the person reads on the form: in their own language, sentence beside sentence in the provider's.

Where the recipient is not told the language, the form must not show it: then this part is in the provider's
language alone, and the person has read the same on the screen.
"""

from __future__ import annotations

import re
from typing import TypedDict

from screening.core.office import ReportingDuty
from screening.core.referral import ConsentWay, Referral
from screening.core.review import RIGHTS_TEXTS, UNCHECKED, Review
from screening.core.service import DataItem, ServiceCategory
from screening.documents.context import FormContext
from screening.documents.draft_lines import words_shown
from screening.documents.page import Page, Section, capital, locale, pairs_block, rows_block, text_block
from screening.documents.texts import Paragraph, leading
from screening.documents.words import ALWAYS_READ, ITEM_TEXTS, NEVER_READ
from screening.languages import terms
from screening.languages.bidi import ltr, phone
from screening.languages.catalogs import Catalog
from screening.languages.table import Direction, Language

RIGHTS = RIGHTS_TEXTS
TITLE = "form.title"
CHOICES = ("share.say_no", "share.no_means", "share.already_read")
_LATIN_SIZED = frozenset({"Latn", "Cyrl", "Hans"})
"""Scripts whose letters look as large as Latin ones at the same size; all others are set larger."""
_SENTENCE = re.compile(r"(?<=[.!?؟।።។။])\s+")
"""Where one sentence ends and the next begins."""


class Cell(TypedDict):
    """One side of a line: paragraphs, then points."""

    paragraphs: list[Paragraph]
    items: list[Paragraph]


class Line(TypedDict):
    """The same words on both sides; `kind`: heading, text, named (case text after it), sign (to sign on)."""

    kind: str
    cells: list[Cell]


class _Side:
    """One of the two columns: its catalog, and what has been shown from it."""

    def __init__(self, page: Page, catalog: Catalog) -> None:
        self.catalog = catalog
        self.language = _read_in(catalog)
        self.reviews: set[Review] = set()
        self._page = page

    def say(self, text_id: str, **fields: str) -> Paragraph:
        """One fixed text, in the direction of the language it really is in: a second one that the person picked,
        or English, where it is missing."""
        shown = self.catalog.fixed(text_id)
        self.reviews.add(shown.review)
        known = (self.catalog.language, self.catalog.second.language if self.catalog.second else None)
        direction = next((each.direction for each in known if each and each.tag == shown.language), Direction.LTR)
        return self._page.texts.words(shown.filled(**fields).text, direction)

    def sentences(self, text_id: str, **fields: str) -> list[Paragraph]:
        """One fixed text, a sentence to a line: easier to read, and read aloud in the right order by programs
        that take a full stop for the end of a right-to-left run."""
        whole = self.say(text_id, **fields)
        return [Paragraph(t=t, dir=whole["dir"], leading=whole["leading"]) for t in _SENTENCE.split(whole["t"])]

    def case(self, text: str) -> Paragraph:
        """Case text in this column."""
        shown = self._page.texts.value(text)[0]["t"]
        return Paragraph(t=shown, dir=self.language.direction.value, leading=leading(shown))

    def setting(self) -> dict[str, object]:
        """How the template sets this column."""
        return {
            **locale(self.language),
            "dir": self.language.direction.value,
            "fonts": self._page.fonts(self.language),
            "scale": 1.0 if self.language.script in _LATIN_SIZED else 1.1,
            "name": self.case(self.language.own_name),
        }


def _read_in(catalog: Catalog) -> Language:
    """The language of a column: the second one that the person picked, where the form is missing in the first."""
    shown, second = catalog.fixed(TITLE), catalog.second
    return second.language if second is not None and shown.language == second.language.tag else catalog.language


class _Lines:
    """Collects lines for all columns."""

    def __init__(self, sides: list[_Side]) -> None:
        self.sides = sides
        self.lines: list[Line] = []

    def add(self, kind: str, text_id: str, *, case: str = "", items: tuple[str, ...] = (), **fields: str) -> None:
        """One text on every side, case text after it, or points."""
        cells = []
        for side in self.sides:
            paragraphs = side.sentences(text_id, **fields)
            if case:
                paragraphs.append(side.case(case))
            cells.append(Cell(paragraphs=paragraphs, items=[side.say(item) for item in items]))
        self.lines.append(Line(kind=kind, cells=cells))

    def each(self, kind: str, text_id: str, field: str, values: list[str]) -> None:
        """One text whose field differs from side to side."""
        cells = [
            Cell(paragraphs=[side.say(text_id, **{field: value})], items=[])
            for side, value in zip(self.sides, values, strict=True)
        ]
        self.lines.append(Line(kind=kind, cells=cells))


def person_part(page: Page, referral: Referral, context: FormContext) -> dict[str, object]:
    """The part as data: `columns`, `lines`, the provider's record of the consent, notes."""
    sides = _sides(page, DataItem.LANGUAGE in referral.told)
    lines = _Lines(sides)
    _what_is_shared(lines, page, referral, context)
    _rights(lines, referral)
    _reference(lines, page, referral, context)
    if context.consent.given:
        _agreement(lines, page, context)
    return {
        "heading": page.words(page.gettext("For the person to read")),
        "columns": [side.setting() for side in sides],
        "lines": lines.lines,
        "notes": _notes(page, sides, referral, context),
        "consent": _consent(page, referral, context),
    }


def _sides(page: Page, language_told: bool) -> list[_Side]:
    """The columns. Each direction stands on its own side of the paper; else the person's words come first."""
    beside, person = _Side(page, page.own.beside), _Side(page, page.own.person)
    missing = person.catalog.fixed(TITLE).review is Review.MISSING
    if not language_told or missing or person.language.tag == beside.language.tag:
        return [beside]
    if person.language.direction is beside.language.direction:
        return [person, beside]
    return [beside, person]


def _what_is_shared(lines: _Lines, page: Page, referral: Referral, context: FormContext) -> None:
    told = tuple(ITEM_TEXTS[item] for item in DataItem if item in referral.told)
    withheld = tuple(ITEM_TEXTS[item] for item in DataItem if item in referral.withheld)
    always = ALWAYS_READ if context.consent.given else ALWAYS_READ[:1]
    lines.add("heading", "form.title")
    lines.add("named", "form.who_helps", case=referral.service.name)
    lines.add("text", "share.they_will_read", items=(*told, *always))
    lines.add("text", "share.they_will_not_read", items=(*withheld, *NEVER_READ))
    if context.consent.given:
        for text_id in CHOICES:
            lines.add("text", text_id)
    else:
        lines.add("text", "share.by_law", basis=page.texts.line(context.consent.legal_basis))
    none = context.office.duty is ReportingDuty.NONE
    lines.add("text", "share.nobody_else" if none else "share.nobody_else_duty")


def _rights(lines: _Lines, referral: Referral) -> None:
    lines.add("heading", "form.your_rights")
    for text_id in RIGHTS:
        if text_id != "form.embassy" or referral.service.category is not ServiceCategory.CONSULATE:
            lines.add("text", text_id)
    lines.add("text", "form.not_a_decision")


def _reference(lines: _Lines, page: Page, referral: Referral, context: FormContext) -> None:
    lines.add("named", "form.reference", case=ltr(referral.case_code))
    if context.office.callback_phone.strip():
        lines.add("text", "form.questions_to", contact=phone(page.texts.clean(context.office.callback_phone)))


def _agreement(lines: _Lines, page: Page, context: FormContext) -> None:
    consent = context.consent
    lines.add("heading", "share.i_agree")
    if consent.way is ConsentWay.SPOKEN:
        lines.add("text", "share.agreed_aloud")
    if context.interpreted and len(lines.sides) > 1:
        names = [page.language_name(consent.language, side.language) for side in lines.sides]
        lines.each("text", "share.read_to_me", "language", names)
    cells = [
        Cell(
            paragraphs=[side.say("share.date"), side.case(page.day(consent.given_utc, side.language))],
            items=[],
        )
        for side in lines.sides
    ]
    lines.lines.append(Line(kind="named", cells=cells))
    lines.add("sign", "share.sign")


def _notes(page: Page, sides: list[_Side], referral: Referral, context: FormContext) -> list[Paragraph]:
    """What the officer and the provider must know about these words."""
    _ = page.gettext
    notes = []
    told = DataItem.LANGUAGE in referral.told
    person = _read_in(page.own.person)
    if told and len(sides) == 1 and person.tag != page.language.tag:
        text = _("There are no words in {language} yet: have this part read out by an interpreter.")
        notes.append(page.filled(text, language=page.language_name(person.tag)))
    if any(side.reviews & UNCHECKED for side in sides if side.language.tag == person.tag):
        text = _("Draft: the words in {language} have not been checked by a speaker.")
        notes.append(page.filled(text, language=page.language_name(person.tag)))
    if DataItem.NAME not in referral.told and context.consent.given:
        notes.append(page.words(_("This service is not told the name: sign with a mark, not with a name.")))
    return notes


def _consent(page: Page, referral: Referral, context: FormContext) -> Section:
    """How, when and on which words the person agreed; the language only where it was told."""
    _ = page.gettext
    consent = context.consent
    language = interpreter = ""
    told = DataItem.LANGUAGE in referral.told
    words = words_shown(page, context, language_told=told)
    if told:
        language = page.language_name(consent.language)
        interpreter = _interpreter(page, context)
    if consent.given:
        said = _("The person agreed, for this recipient and for the points listed above only.")
        return page.section(
            _("Consent"),
            text_block(page.paragraph(said)),
            pairs_block(
                page.row(_("How"), page.paragraph(capital(_(terms.CONSENT_WAY[consent.way])))),
                page.row(_("When"), page.paragraph(page.instant(consent.given_utc))),
                page.row(_("Language"), page.paragraph(language)),
                page.row(_("Interpreter"), page.paragraph(interpreter)),
            ),
            rows_block(page.row(_("Words shown"), page.paragraph(words))),
        )
    refused = _("The person has not agreed. This is passed on because the law requires it:")
    basis = page.paragraph(refused) + page.texts.free(consent.legal_basis)
    return page.section(_("Consent"), text_block(basis))


def _interpreter(page: Page, context: FormContext) -> str:
    _ = page.gettext
    if not context.interpreted:
        return _(terms.INTERPRETER[context.interpreter])
    code = ltr(page.texts.line(context.interpreter_code)) if context.interpreter_code.strip() else ""
    mode = _(terms.INTERPRETER[context.interpreter]) if context.interpreter.value != "none" else ""
    return " ".join(part for part in (mode, code) if part)

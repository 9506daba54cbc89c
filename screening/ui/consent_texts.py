"""The words of each page of information and consent, and how far they can be trusted."""

from __future__ import annotations

from screening.core.consent import ConsentPoint
from screening.core.drafts import CLOSED, Needed
from screening.core.office import ReportingDuty
from screening.core.review import UNCHECKED, Review
from screening.languages.catalogs import Catalog, Shown, together
from screening.operations.drafts import words_need
from screening.operations.talk import Talk

POINT_TEXTS = {
    ConsentPoint.WHO: ("consent.who", "consent.not_in_trouble"),
    ConsentPoint.WHY: ("consent.why",),
    ConsentPoint.DUTY: (),
    ConsentPoint.WHO_SEES: ("consent.who_sees", "consent.stored"),
    ConsentPoint.SKIP_STOP: ("consent.skip_stop",),
    ConsentPoint.HELP_ANYWAY: ("consent.help_anyway", "consent.understood"),
}
ASKS = {
    "talk": ("consent.ask_talk", "consent.no_is_fine"),
    "record": ("consent.ask_record", "consent.change_mind"),
    "statistics": ("consent.ask_statistics",),
}
DRAFT = "draft"
"""The page between the points and the questions, where the words shown still need somebody who vouches."""
DRAFT_TEXTS = ("consent.understood",)


def page_texts(talk: Talk, name: str, catalog: Catalog) -> list[Shown]:
    """What stands on one page, in one language."""
    office, language = talk.session.office, talk.record.language
    if name == DRAFT:
        return [catalog.fixed(text_id) for text_id in DRAFT_TEXTS]
    ids = list(ASKS.get(name, ()) or POINT_TEXTS[ConsentPoint(name)])
    if name == ConsentPoint.DUTY:
        ids = [f"consent.duty_{office.duty.value}"]
    if name == ConsentPoint.WHO_SEES:
        # Promising that nobody else gets it would be false where the law makes the officer report.
        bound = office.duty is not ReportingDuty.NONE
        ids.insert(1, "consent.not_police_duty" if bound else "consent.not_police")
    if name == ConsentPoint.WHO and language is not None and language.interpreted:
        ids.append("consent.interpreter")
    fields = {"officer": talk.session.vault.officer.code, "organisation": office.organisation}
    return [catalog.fixed(text_id).filled(**fields) for text_id in ids]


def all_texts(talk: Talk, catalog: Catalog) -> Shown:
    """Everything that is explained and asked, as one text for the record."""
    return together([shown for name in (*ConsentPoint, *ASKS) for shown in page_texts(talk, name, catalog)])


def review_of(talk: Talk, catalog: Catalog) -> Review:
    """How far the words can be trusted: those of these pages, then all others on safety and rights."""
    shown = all_texts(talk, catalog).review
    return shown if shown in UNCHECKED else catalog.standing()


def pages_needed(talk: Talk, catalog: Catalog) -> list[str]:
    """The points and the questions, and between them what the words still need; that alone where it closes."""
    need = words_need(talk.session, talk.record.language, review_of(talk, catalog))
    if need in CLOSED:
        return [DRAFT]
    return [*ConsentPoint, *(() if need is Needed.NOTHING else (DRAFT,)), *ASKS]

"""What a person and an officer read: translated, draft, reviewed or English, and always said which."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from screening.core.consent import ConsentPoint
from screening.core.errors import Problem, ScreeningError
from screening.core.office import ReportingDuty
from screening.core.service import Need
from screening.languages.catalogs import (
    Review,
    available_person_languages,
    load_officer,
    load_person,
)
from screening.languages.coverage import Row, coverage, entries, officer_review
from screening.languages.hashes import text_hash
from screening.languages.person_texts import FixedTexts, load_fixed_texts
from screening.languages.review import Reviews, SignOff, load_reviews, save_reviews
from tools import messages

from .checkout import compiled, make_checkout, translate

FIXED = {
    "answers.yes": "Yes",
    "answers.no": "No",
    "consent.who": "My name is {officer}.",
    "wall.greeting": "Hello.",
}
SIGNED = SignOff("T-7", datetime.date(2026, 11, 22))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with Arabic begun and partly translated."""
    root = make_checkout(tmp_path)
    messages.update(root, "ar", officer=True)
    translate(
        root,
        "ar",
        "person",
        {
            "answers.yes": "نعم",
            "answers.no": "لا",
            "consent.who": "اسمي {officer}.",
            "sample:paid.text": "هل دفعوا لك؟",
        },
    )
    translate(
        root,
        "ar",
        "officer",
        {
            "Cases": "الحالات",
            "{count} case": ("٠", "حالة", "حالتان", "{count} حالات", "{count} حالة", "{count} حالة"),
            "verb": "افتح",
            "sample:injuries.text": "إصابات",
        },
    )
    assert messages.compile_catalogs(root) == []
    return root


def test_english_needs_no_file(tmp_path: Path) -> None:
    shown = load_person("en", FIXED, tmp_path).fixed("answers.yes")
    assert (shown.text, shown.language, shown.review) == ("Yes", "en", Review.SOURCE)
    translator = load_officer("en", tmp_path)
    assert translator.gettext("Cases") == "Cases"
    assert translator.gettext("") == ""
    assert [translator.ngettext("{n} case", "{n} cases", n) for n in (1, 2)] == ["{n} case", "{n} cases"]
    assert translator.pgettext("verb", "Open") == "Open"
    assert translator.npgettext("verb", "one", "many", 3) == "many"


def test_a_translation_is_a_draft_until_someone_signed_it_off(root: Path) -> None:
    draft = load_person("ar", FIXED, compiled(root)).text("sample:paid.text", "Were you paid?")
    assert (draft.text, draft.language, draft.review) == ("هل دفعوا لك؟", "ar", Review.DRAFT)
    assert draft.text_hash == text_hash("هل دفعوا لك؟")
    reviews = Reviews().with_signed([("sample:paid.text", "Were you paid?", draft.text)], SIGNED)
    save_reviews(root / "translations" / "ar", reviews)
    assert messages.compile_catalogs(root) == []
    person = load_person("ar", FIXED, compiled(root))
    assert person.text("sample:paid.text", "Were you paid?").review is Review.REVIEWED
    assert person.fixed("answers.yes").review is Review.DRAFT


def test_a_changed_translation_is_a_draft_again(root: Path) -> None:
    reviews = Reviews().with_signed([("sample:paid.text", "Were you paid?", "هل دفعوا لك؟")], SIGNED)
    save_reviews(root / "translations" / "ar", reviews)
    translate(root, "ar", "person", {"sample:paid.text": "هل دفعوا لك أجرك؟"})
    assert messages.compile_catalogs(root) == []
    shown = load_person("ar", FIXED, compiled(root)).text("sample:paid.text", "Were you paid?")
    assert shown.review is Review.DRAFT


def test_a_changed_source_is_shown_in_english_and_marked_missing(root: Path) -> None:
    shown = load_person("ar", FIXED, compiled(root)).text("sample:paid.text", "Were you ever paid?")
    assert (shown.text, shown.language, shown.review) == ("Were you ever paid?", "en", Review.MISSING)


def test_fields_are_isolated_and_cleaned(root: Path) -> None:
    shown = load_person("ar", FIXED, compiled(root)).fixed("consent.who")
    filled = shown.filled(officer="A-1\x00 \u202e")
    assert filled.text == "اسمي \u2068A-1 \u2069."
    assert filled.text_hash == shown.text_hash
    assert shown.filled().text == shown.text


def test_the_officers_plurals_follow_the_language(root: Path) -> None:
    translator = load_officer("ar", compiled(root))
    assert translator.gettext("Cases") == "الحالات"
    assert translator.ngettext("{count} case", "{count} cases", 2) == "حالتان"
    assert translator.ngettext("{count} case", "{count} cases", 5) == "{count} حالات"
    assert translator.pgettext("verb", "Open") == "افتح"
    assert translator.text("sample:injuries.text", "Injuries you can see") == "إصابات"
    assert translator.gettext("You can stop") == "You can stop"
    assert translator.language.rtl


def test_a_talk_can_begin_only_where_consent_and_answers_are_translated(root: Path) -> None:
    assert available_person_languages(FIXED, compiled(root)) == ("en", "ar")
    assert available_person_languages(FIXED | {"consent.why": "Why"}, compiled(root)) == ("en",)


def test_a_language_that_is_not_in_the_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScreeningError) as caught:
        load_person("../ar", FIXED, tmp_path)
    assert caught.value.problem is Problem.LANGUAGE_UNKNOWN


def test_english_as_a_language_to_cover_is_all_source(root: Path) -> None:
    assert {entry.review for entry in entries("en", compiled(root))} == {Review.SOURCE}


def test_coverage_counts_each_part(root: Path) -> None:
    reviews = Reviews().with_signed([("answers.yes", "Yes", "نعم")], SIGNED)
    plural = next(e for e in entries("ar", compiled(root)) if e.source == "{count} case\n{count} cases")
    assert plural.translation.split("\n")[:3] == ["٠", "حالة", "حالتان"]
    save_reviews(
        root / "translations" / "ar", reviews.with_signed([("", plural.source, plural.translation)], SIGNED)
    )
    assert messages.compile_catalogs(root) == []
    assert coverage("ar", compiled(root)) == (
        Row("person/consent-safety-rights", 3, 3, 1),
        Row("officer/interface", 5, 3, 1),
        Row("officer/sample", 5, 1, 0),
        Row("person/sample", 4, 1, 0),
        Row("person/answers", 2, 2, 1),
        Row("person/consent", 1, 1, 0),
        Row("person/wall", 1, 0, 0),
    )
    assert {row.reviewed - row.total for row in coverage("en", compiled(root))} == {0}
    assert coverage("ar", root / "nothing") == ()


def test_a_part_stands_as_its_weakest_text() -> None:
    assert Row("x", 3, 2, 2).review is Review.MISSING
    assert Row("x", 3, 3, 2).review is Review.DRAFT
    assert Row("x", 3, 3, 3).review is Review.REVIEWED


def sign(root: Path, *domains: str) -> None:
    """Sign off all that is translated, and compile anew."""
    texts = [
        (entry.text_id, entry.source, entry.translation)
        for entry in entries("ar", compiled(root))
        if entry.domain in domains and entry.translation
    ]
    save_reviews(root / "translations" / "ar", Reviews().with_signed(texts, SIGNED))
    assert messages.compile_catalogs(root) == []


def test_the_officers_words_are_a_draft_until_all_of_them_are_there_and_checked(root: Path) -> None:
    assert officer_review("en", compiled(root)) is Review.SOURCE
    assert officer_review("ar", compiled(root)) is Review.DRAFT
    sign(root, "person")
    assert officer_review("ar", compiled(root)) is Review.DRAFT
    sign(root, "officer")
    assert officer_review("ar", compiled(root)) is Review.DRAFT
    missing = {e.text_id or e.source: "ترجمة" for e in entries("ar", compiled(root)) if not e.translation}
    forms = {key.split("\n")[0]: words for key, words in missing.items() if "page" not in key}
    translate(root, "ar", "officer", {**forms, "page": ("{n} ملف",) * 6})
    assert messages.compile_catalogs(root) == []
    sign(root, "officer")
    assert officer_review("ar", compiled(root)) is Review.REVIEWED


def test_a_language_stands_as_its_weakest_text_on_consent_safety_and_rights(root: Path) -> None:
    assert load_person("en", FIXED, compiled(root)).standing() is Review.SOURCE
    assert load_person("ar", FIXED, compiled(root)).standing() is Review.DRAFT
    sign(root, "person")
    assert load_person("ar", FIXED, compiled(root)).standing() is Review.REVIEWED
    assert load_person("ar", FIXED | {"share.ask": "May we?"}, compiled(root)).standing() is Review.DRAFT
    assert load_person("ar", FIXED | {"consent.why": "Why"}, compiled(root)).standing() is Review.MISSING
    assert load_person("ar", FIXED | {"needs.doctor": "A doctor"}, compiled(root)).standing() is Review.REVIEWED


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 2}', '{"schema": 1, "reviewed": {"a": {"by": "x"}}}'])
def test_a_damaged_review_list_makes_drafts_and_stops_nothing(text: str, tmp_path: Path) -> None:
    (tmp_path / "reviewed.json").write_text(text, encoding="utf-8")
    assert load_reviews(tmp_path).signed == {}


def test_sign_offs_are_read_back(tmp_path: Path) -> None:
    reviews = Reviews().with_signed([("a", "b", "c")], SIGNED)
    save_reviews(tmp_path, reviews)
    assert load_reviews(tmp_path).signed == reviews.signed
    assert load_reviews(tmp_path).has("a", "b", "c")


def test_break_marks_put_in_by_compiling_do_not_undo_a_review() -> None:
    assert text_hash("ภาษา\u200bไทย") == text_hash("ภาษาไทย")
    assert text_hash("e\u0301") == text_hash("\u00e9")


def test_fixed_texts_are_plain_words_with_ids() -> None:
    fixed = load_fixed_texts()
    assert fixed["answers.yes"] == "Yes"
    for text_id, text in fixed.items():
        assert text == text.strip() and text, text_id
        for word in ("victim", "traffick", "suspect", "exploit"):
            assert word not in text.casefold(), text_id


def test_fixed_texts_read_when_asked_for_are_the_same(tmp_path: Path) -> None:
    assert dict(FixedTexts()) == load_fixed_texts()
    assert len(FixedTexts()) == len(load_fixed_texts())
    FixedTexts(tmp_path / "nothing there")  # is not read before a text is asked for


def test_every_need_and_every_point_of_consent_can_be_said() -> None:
    points = {f"consent.{point.value}" for point in ConsentPoint if point is not ConsentPoint.DUTY}
    duties = {f"consent.duty_{duty.value}" for duty in ReportingDuty}
    assert {f"needs.{need.value}" for need in Need} | points | duties <= set(load_fixed_texts())


def test_the_persons_texts_alone_are_the_same_as_among_all() -> None:
    found = entries("ar")
    for domain in ("person", "officer"):
        assert entries("ar", domain=domain) == tuple(each for each in found if each.domain == domain)

"""What is on the paper, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta, timezone

import pytest

from screening.core.consent import InterpreterMode
from screening.core.drafts import DraftReason, DraftUse
from screening.core.errors import Problem, ScreeningError
from screening.core.office import Office, ReportingDuty
from screening.core.service import DataItem, ServiceCategory
from screening.documents.form import build_form
from screening.documents.words import load_words
from screening.languages import terms

from .arabic import PERSON
from .samples import SHEET, in_order, letters, sample, service, sheet

Printed = Callable[..., str]

TOLD = {
    DataItem.NAME: "Layla Hasan",
    DataItem.AGE_GROUP: "Adult",
    DataItem.GENDER: "Woman",
    DataItem.LANGUAGE: "Arabic",
    DataItem.SAFE_CONTACT: "+44 7700 900 123",
    DataItem.NEEDS: "Unpaid wages",
    DataItem.RISKS: "white van",
    DataItem.DEPENDANTS: "Two children, 4 and 6, with her mother",
    DataItem.OTHERS_THERE: "about ten",
    DataItem.KIND_OF_SITUATION: "Signs recorded: offer help now and refer",
    DataItem.SIGNS: "Papers kept at the place of work",
}


def test_everything_agreed_is_there(printed: Printed) -> None:
    text = printed()
    for words in (*TOLD.values(), "Within 24 hours", "Law Centre North", "12 Mill Lane", "+44 1632 960 105"):
        assert words in text
    assert "Signs are what was said or seen in one talk. They are not a decision about the person." in text
    assert "Labour Inspectorate" in text
    assert "+44 1632 960 200" in text
    assert "Reference 9f86d081884c7d65 " in text
    assert text.count("Confidential - for the named recipient only") == text.count("Page ")


@pytest.mark.parametrize("withheld", TOLD)
def test_what_was_not_agreed_is_nowhere(printed: Printed, withheld: DataItem) -> None:
    text = printed(items=frozenset(DataItem) - {withheld})
    assert TOLD[withheld] not in text
    for item, words in TOLD.items():
        assert item is withheld or words in text


CONTACT = (
    "Through someone trusted",
    "+44 7700 900 456",
    "Tuesdays after 18:00",
    "LEMON",
    "nothing about work",
    "the landlord",
)


def test_the_way_to_reach_the_person_is_told_whole_or_not_at_all(printed: Printed) -> None:
    text = printed()
    assert all(words in text for words in CONTACT)
    assert "Use only this way." in text
    only = printed(sheet(safe_contact=""))
    assert all(words in only for words in CONTACT)
    text = printed(items=frozenset(DataItem) - {DataItem.SAFE_CONTACT})
    assert not any(words in text for words in CONTACT)
    assert "No direct contact is given" in text


def test_what_the_person_carries_says_nothing_of_how_to_reach_them() -> None:
    content = build_form(*sample()).content
    carried = str(content["person"]) + str(content["slip"])
    written = (*CONTACT, "+44 7700 900 123", "white van", "Two children", "about ten")
    assert not any(words in carried for words in written)
    assert "LEMON" in str(content["sections"])


def test_needs_stand_under_how_soon_they_are_the_most_urgent_first(printed: Printed) -> None:
    text = printed()
    asked = text[text.index("Help asked for") :]
    order = ("Within 24 hours", "Lawyer", "Within two weeks", "Unpaid wages")
    places = [asked.index(words) for words in order]
    assert places == sorted(places)
    assert "Within 72 hours" not in text


def test_what_is_the_officers_own_is_on_no_form(printed: Printed) -> None:
    text = printed()
    assert "brothers" not in text
    assert "market hall" not in text


@pytest.mark.parametrize("category", [ServiceCategory.CONSULATE, ServiceCategory.IMMIGRATION])
def test_a_form_that_does_not_tell_the_language_does_not_show_it(
    printed: Printed, category: ServiceCategory
) -> None:
    text = printed(service=service(category=category), dialect="Sudanese")
    assert "Arab" not in text
    assert "Sudanese" not in text
    assert "I-07" not in text
    assert not any("\u0600" <= char <= "\u06ff" for char in text)


def test_an_interpretation_request_tells_code_and_language_only(printed: Printed) -> None:
    text = printed(service=service(category=ServiceCategory.INTERPRETATION))
    for item, words in TOLD.items():
        assert (words in text) == (item is DataItem.LANGUAGE)
    assert "No direct contact is given" in text
    assert "sign with a mark, not with a name" in text


def test_nothing_outside_the_agreed_items_names_trafficking(printed: Printed) -> None:
    assert "traffick" not in printed().lower()


def test_a_secret_address_is_not_printed(printed: Printed) -> None:
    text = printed(service=service(category=ServiceCategory.SHELTER, secret_address=True))
    assert "Mill Lane" not in text


def test_made_up_and_training_are_said_on_paper(printed: Printed) -> None:
    assert "Example entry - not a real service" not in printed()
    text = printed(service=service(made_up=True), training=True)
    assert "Example entry - not a real service" in text
    assert text.count("TRAINING") == text.count("Page ")


def test_the_person_reads_who_what_and_what_not_in_both_languages(printed: Printed) -> None:
    text = printed(items=frozenset(DataItem) - {DataItem.SIGNS})
    will, will_not = text.index("They will read:"), text.index("They will not read:")
    assert will < text.index("Your name") < will_not < text.index("The signs written down during our talk")
    assert will_not < text.index("Your answers to the questions")
    assert "Talking to the police is your choice. Help does not depend on it." in text
    found = letters(text)
    for text_id in ("share.they_will_read", "item.name", "form.title", "share.i_agree"):
        assert in_order(letters(PERSON[text_id]), found)


def test_consent_says_how_when_and_on_which_words(printed: Printed) -> None:
    text = printed(zone=timezone(timedelta(hours=2)))
    assert "16:02 (UTC+0200)" in text
    assert "I said yes aloud." in text
    assert "This was read to me in Arabic." in text
    assert "By phone I-07" in text
    assert "Draft, not checked by a speaker" in text
    assert "Draft: the words in Arabic have not been checked by a speaker." in text


def test_consent_says_who_vouched_for_a_draft(printed: Printed) -> None:
    text = printed(draft=DraftUse(interpreter=True, more="only for the record"))
    assert "Draft, not checked by a speaker. The interpreter said the words or checked them." in text
    assert "only for the record" not in text


@pytest.mark.parametrize("reason", DraftReason)
def test_consent_says_why_a_draft_was_used(printed: Printed, reason: DraftReason) -> None:
    use = DraftUse(reason=reason, more="only for the record")
    text = printed(draft=use, interpreter=InterpreterMode.NONE, interpreter_code="")
    assert f"Draft, not checked by a speaker. Used because: {terms.DRAFT_REASON[reason]}." in text
    assert "No interpreter" in text
    assert "only for the record" not in text


def test_an_interpreter_who_is_no_longer_there_vouches_for_nothing(printed: Printed) -> None:
    text = printed(draft=DraftUse(interpreter=True), interpreter=InterpreterMode.NONE, interpreter_code="")
    assert "The interpreter said" not in text


def test_words_that_only_the_interpreter_said_are_no_draft(printed: Printed) -> None:
    text = printed(person_language="ti", review="missing", draft=DraftUse(interpreter=True))
    assert "None in this language: the interpreter said them" in text
    assert "Draft, not" not in text


@pytest.mark.parametrize("review", ["source", "reviewed"])
def test_checked_words_are_no_draft_on_paper(printed: Printed, review: str) -> None:
    text = printed(review=review, draft=DraftUse(reason=DraftReason.DANGER))
    assert "Words shown" not in text
    assert "Used because" not in text


def test_a_form_that_does_not_tell_the_language_still_says_that_the_words_were_a_draft(printed: Printed) -> None:
    text = printed(service=service(category=ServiceCategory.CONSULATE), draft=DraftUse(interpreter=True))
    assert "Draft, not checked by a speaker" in text
    assert "nterpret" not in text


def test_without_consent_the_legal_basis_stands_and_no_agreement(printed: Printed) -> None:
    text = printed(given=False)
    assert text.count("Children Act, section 47") >= 2
    assert "I agree" not in text
    assert "You can say no" not in text
    assert "What you agreed to" not in text
    assert "The person has not agreed." in text


def test_a_duty_to_report_is_not_hidden(printed: Printed) -> None:
    assert "except when the law makes us" in printed()
    text = printed(office=Office("Office", duty=ReportingDuty.NONE))
    assert "except when the law makes us" not in text
    assert "We will not give it to anyone else unless you agree." in text


def test_a_language_without_words_is_said_and_english_is_not_passed_off_as_it(printed: Printed) -> None:
    text = printed(person_language="ti")
    assert "There are no words in Tigrinya yet: have this part read out by an interpreter." in text
    assert text.count("They will read:") == 1


def test_the_slip_carries_form_number_and_case_code_alone(printed: Printed) -> None:
    slip = printed().split("Cut here and send back")[1]
    words = (
        "Reply slip Form 26-0417-3391 Case 26-0417 Received on By Accepted Waiting list Not able to help "
        "Reason Next appointment Referral form 26-0417-3391 Case 26-0417"
    )
    assert sorted(slip.split()) == sorted(words.split())


def test_an_empty_directory_entry_leaves_no_empty_labels(printed: Printed) -> None:
    text = printed(service=service(phone="", contact=" ", address="", hours=""))
    assert "Telephone" not in text
    assert "Hours" not in text


def test_content_is_plain_data_and_installed_words_do() -> None:
    form = build_form(*sample())
    assert form.content["lang"] == "en"
    assert form.uncovered == ()
    assert build_form(*sample(sheet(name="x\u0f40y\U0001f600"))).uncovered == ("\u0f40", "\U0001f600")
    assert SHEET.name in str(form.content)


def test_a_provider_without_words_in_their_language_gets_an_english_form_that_says_so() -> None:
    words = load_words("wo", "ar")
    assert words.officer.language.tag == words.beside.language.tag == "en"


def test_an_unknown_language_is_an_expected_failure() -> None:
    with pytest.raises(ScreeningError) as caught:
        build_form(*sample(provider_language="xx"))
    assert caught.value.problem is Problem.LANGUAGE_UNKNOWN

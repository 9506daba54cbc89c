"""Words that no speaker has checked: what is needed before something agreed on them counts."""

from __future__ import annotations

from itertools import product

import pytest

from screening.core.drafts import CLOSED, DraftReason, DraftUse, Needed, needed
from screening.core.review import CAREFUL_TEXTS, RIGHTS_TEXTS, UNCHECKED, Review, careful, standing, weakest

VOUCHED = DraftUse(interpreter=True)
REASONED = DraftUse(reason=DraftReason.NO_INTERPRETER)
USES = (None, DraftUse(), VOUCHED, REASONED)
SWITCH = (True, False)


def asked(
    review: Review = Review.DRAFT,
    *,
    training: bool = False,
    allow_drafts: bool = True,
    interpreted: bool = False,
    use: DraftUse | None = None,
) -> Needed:
    return needed(review, training=training, allow_drafts=allow_drafts, interpreted=interpreted, use=use)


@pytest.mark.parametrize("review", [Review.SOURCE, Review.REVIEWED])
def test_checked_words_need_nothing_whatever_else_holds(review: Review) -> None:
    for training, allowed, interpreted, use in product(SWITCH, SWITCH, SWITCH, USES):
        found = asked(review, training=training, allow_drafts=allowed, interpreted=interpreted, use=use)
        assert found is Needed.NOTHING


def test_a_draft_in_a_real_vault_needs_an_interpreters_word_or_a_reason() -> None:
    assert asked() is Needed.CONFIRMATION
    assert asked(use=DraftUse()) is Needed.CONFIRMATION
    assert asked(use=REASONED) is Needed.NOTHING
    assert asked(interpreted=True) is Needed.CONFIRMATION
    assert asked(interpreted=True, use=VOUCHED) is Needed.NOTHING
    assert asked(interpreted=True, use=REASONED) is Needed.NOTHING


def test_nobody_vouches_who_does_not_take_part() -> None:
    assert asked(use=VOUCHED) is Needed.CONFIRMATION
    assert asked(use=VOUCHED, allow_drafts=False) is Needed.FORBIDDEN


def test_in_a_training_vault_a_draft_needs_nothing_even_where_drafts_are_forbidden() -> None:
    for allowed, interpreted, use in product(SWITCH, SWITCH, USES):
        assert asked(training=True, allow_drafts=allowed, interpreted=interpreted, use=use) is Needed.NOTHING


def test_where_drafts_are_forbidden_no_reason_opens_the_way() -> None:
    assert asked(allow_drafts=False) is Needed.FORBIDDEN
    assert asked(allow_drafts=False, use=REASONED) is Needed.FORBIDDEN
    assert asked(allow_drafts=False, interpreted=True) is Needed.INTERPRETER
    assert asked(allow_drafts=False, interpreted=True, use=REASONED) is Needed.INTERPRETER
    assert asked(allow_drafts=False, interpreted=True, use=VOUCHED) is Needed.NOTHING


def test_english_shown_to_somebody_who_chose_another_language_never_counts_without_an_interpreter() -> None:
    for training, allowed, use in product(SWITCH, SWITCH, USES):
        assert asked(Review.MISSING, training=training, allow_drafts=allowed, use=use) is Needed.NO_WORDS
    assert asked(Review.MISSING, interpreted=True) is Needed.INTERPRETER
    assert asked(Review.MISSING, interpreted=True, use=REASONED) is Needed.INTERPRETER
    assert asked(Review.MISSING, interpreted=True, use=VOUCHED) is Needed.NOTHING
    assert asked(Review.MISSING, interpreted=True, training=True) is Needed.NOTHING


def test_the_way_is_closed_only_where_nobody_interprets() -> None:
    for review, training, allowed, use in product(Review, SWITCH, SWITCH, USES):
        found = asked(review, training=training, allow_drafts=allowed, interpreted=True, use=use)
        assert found not in CLOSED


def test_more_trust_never_asks_for_more() -> None:
    order = [Needed.NOTHING, Needed.CONFIRMATION, Needed.INTERPRETER, Needed.FORBIDDEN, Needed.NO_WORDS]
    for training, allowed, interpreted, use in product(SWITCH, SWITCH, SWITCH, USES):
        found = [
            order.index(asked(review, training=training, allow_drafts=allowed, interpreted=interpreted, use=use))
            for review in (Review.SOURCE, Review.REVIEWED, Review.DRAFT, Review.MISSING)
        ]
        assert found == sorted(found)


@pytest.mark.parametrize("reason", DraftReason)
def test_a_reason_says_something(reason: DraftReason) -> None:
    assert DraftUse(reason=reason, more="the doctor speaks both").reasoned
    assert DraftUse(reason=reason, more="  ").reasoned is (reason is not DraftReason.OTHER)


def test_neither_a_bare_word_nor_the_interpreter_is_a_reason() -> None:
    assert not DraftUse(more="because").reasoned
    assert not VOUCHED.reasoned


def test_several_texts_are_trusted_no_further_than_the_weakest() -> None:
    assert weakest(Review) is Review.MISSING
    assert weakest([Review.SOURCE, Review.DRAFT, Review.REVIEWED]) is Review.DRAFT
    assert weakest([Review.REVIEWED, Review.SOURCE]) is Review.REVIEWED
    assert weakest([]) is Review.SOURCE
    assert frozenset({Review.DRAFT, Review.MISSING}) == UNCHECKED


@pytest.mark.parametrize(
    "text_id",
    [
        "consent.ask_talk",
        "answers.yes",
        "share.ask",
        "talk.stopped_text",
        "child.say_stop",
        "safety_plan.call",
        *RIGHTS_TEXTS,
    ],
)
def test_texts_on_consent_safety_and_rights_are_careful_ones(text_id: str) -> None:
    assert careful(text_id)


@pytest.mark.parametrize("text_id", ["needs.doctor", "item.name", "form.title", "labour-exploitation:debt.text"])
def test_other_texts_are_marked_and_not_asked_about(text_id: str) -> None:
    assert not careful(text_id)


def test_no_text_is_named_twice() -> None:
    assert len(set(CAREFUL_TEXTS)) == len(CAREFUL_TEXTS)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ({}, Review.REVIEWED),
        ({"share.ask": Review.DRAFT}, Review.DRAFT),
        ({"form.complain": Review.MISSING}, Review.DRAFT),
        ({"needs.doctor": Review.MISSING}, Review.REVIEWED),
        ({"answers.yes": Review.MISSING}, Review.MISSING),
        ({"consent.who": Review.MISSING, "share.ask": Review.DRAFT}, Review.MISSING),
    ],
)
def test_a_language_stands_as_its_weakest_careful_text(others: dict[str, Review], expected: Review) -> None:
    assert standing({"consent.why": Review.REVIEWED, **others}) is expected

"""What every installed pack keeps, and that the first one covers its whole indicator set."""

from __future__ import annotations

from itertools import chain

import pytest

from screening.core.answer import Missing
from screening.core.flow import Flow
from screening.core.instrument import Act, Catalogue, Instrument, Kind, QuestionType, Verification
from screening.core.safety import AgeBand
from screening.instruments.catalogue import load_catalogue
from screening.instruments.checks import find_mistakes
from screening.instruments.library import find_instrument, installed

CATALOGUE: Catalogue = load_catalogue()


@pytest.fixture(params=installed())
def instrument(request: pytest.FixtureRequest) -> Instrument:
    """Each installed pack in turn."""
    return find_instrument(str(request.param), CATALOGUE).instrument


def recorded(instrument: Instrument) -> set[str]:
    """Every indicator that some answer records."""
    return set(chain.from_iterable(chain.from_iterable(q.signs.values()) for q in instrument.questions()))


def test_the_first_pack_is_installed() -> None:
    assert "labour-exploitation" in installed()


def test_a_pack_is_named_after_its_id(instrument: Instrument) -> None:
    assert instrument.id in installed()


def test_a_pack_has_no_mistake(instrument: Instrument) -> None:
    assert list(find_mistakes(instrument, CATALOGUE)) == []


def test_no_answer_records_two_indicators_of_one_dimension(instrument: Instrument) -> None:
    for question in instrument.questions():
        answers = [set(signs) for signs in question.signs.values()]
        if question.type is QuestionType.MANY:
            answers = [set().union(*answers)]
        for signs in answers:
            dimensions = [CATALOGUE[i].dimension for i in signs]
            assert len(dimensions) == len(set(dimensions)), question.id


def test_conditions_are_parsed_by_the_flow_and_hide_no_core_question(instrument: Instrument) -> None:
    flow = Flow(instrument)
    hidden = {q.id for q in instrument.questions()} - set(flow.path({}, AgeBand.ADULT))
    assert not hidden & {q.id for q in instrument.questions() if q.core}
    everything = dict.fromkeys((q.id for q in instrument.questions()), Missing.DECLINED)
    assert flow.path(everything, AgeBand.UNSURE)


def test_core_questions_are_asked_of_the_person(instrument: Instrument) -> None:
    assert all(q.kind is Kind.ASKED for q in instrument.questions() if q.core)


def test_the_labour_pack_can_record_all_67_indicators_of_the_adult_set() -> None:
    instrument = find_instrument("labour-exploitation", CATALOGUE).instrument
    adult = {i for i in CATALOGUE if CATALOGUE[i].adult_labour is not None}
    assert len(adult) == 67
    assert recorded(instrument) == adult


def test_the_labour_pack_can_record_the_acts_of_the_protocol() -> None:
    instrument = find_instrument("labour-exploitation", CATALOGUE).instrument
    acts = set(chain.from_iterable(chain.from_iterable(q.acts.values()) for q in instrument.questions()))
    assert acts == set(Act)


def test_the_labour_pack_says_what_is_not_verified() -> None:
    instrument = find_instrument("labour-exploitation", CATALOGUE).instrument
    assert {source.status for source in instrument.sources} > {Verification.SECONDARY}

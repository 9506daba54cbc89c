"""The real program killed in mid-talk, again and again: no acknowledged answer is lost."""

from __future__ import annotations

import random
import signal
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from screening.core.case import Situation
from screening.core.consent import Consent, ConsentPoint, ConsentState, LanguageChoice
from screening.core.drafts import DraftReason, DraftUse
from screening.core.office import Office
from screening.core.safety import SAFETY_RULES, SafetyCheck
from screening.languages.catalogs import officers_own
from screening.operations.cases import begin_case
from screening.operations.session import create, unlock
from tests.journeys.drivers.talker import CHEAP, OFFICER, PASSPHRASE
from tests.journeys.programs import LONGEST_S, driver

KILLS = 50

VOUCHED = DraftUse(reason=DraftReason.NO_INTERPRETER)


def a_case_at_its_questions(folder: Path, *, agreed: bool = True) -> str:
    """A vault with one adult who agreed to talk, or who is to be asked yet; gives the case's id."""
    session = create(folder, OFFICER, PASSPHRASE, Office("Office"), kdf=CHEAP, floor=CHEAP).session
    talk = begin_case(session, Situation.WORKPLACE)
    for check, rule in SAFETY_RULES.items():
        talk.note_safety(check, next(a for a in rule.answers if a not in rule.closes))
    assert set(talk.record.safety) == set(SafetyCheck)
    talk.choose_language(LanguageChoice("ar", text_available=True, draft=VOUCHED if agreed else None))
    if not agreed:
        session.close()
        return talk.record.id
    points = frozenset(ConsentPoint)
    consent = Consent(ConsentState.GIVEN, talk=True, record=True, told=points)
    talk.record_consent(consent, officers_own("", "ar"))
    talk.open_questions()
    session.close()
    return talk.record.id


def acknowledged(process: subprocess.Popen[str], wanted: int) -> list[tuple[str, str]]:
    """The question it stood at, then answers until `wanted` are acknowledged; then the process is killed."""
    lines: list[tuple[str, str]] = []
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(tuple(line.split()))  # type: ignore[arg-type]
        if len(lines) > wanted:
            break
    process.send_signal(signal.SIGKILL)
    rest, errors = process.communicate(timeout=LONGEST_S)
    assert "Traceback" not in errors and "stood still" not in errors, errors[-2000:]
    lines += [tuple(line.split()) for line in rest.splitlines() if len(line.split()) == 2]  # type: ignore[misc]
    assert lines, errors[-2000:]
    return lines


@pytest.mark.slow
def test_fifty_kills_in_mid_talk_lose_no_acknowledged_answer(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    case_id = a_case_at_its_questions(vault)
    told: Counter[str] = Counter()
    last: dict[str, str] = {}
    dice = random.Random(7)
    for _ in range(KILLS):
        process = driver(tmp_path / "home", "talker.py", str(vault), case_id)
        _at, *answers = acknowledged(process, dice.randint(1, 12))
        for question, answer in answers:
            told[question] += 1
            last[question] = answer
    session = unlock(vault, OFFICER, PASSPHRASE, floor=CHEAP)
    try:
        record = session.vault.cases.load(case_id)
        assert sum(told.values()) >= KILLS
        for question, times in told.items():
            kept = session.vault.cases.answer_history(case_id, question)
            assert len(kept) >= times, question
            # One more may be kept than was acknowledged: the one under way when the kill came.
            if len(kept) == times:
                assert record.answers[question].answer == last[question], question
        session.vault.audit.verify()
    finally:
        session.close()


@pytest.mark.slow
def test_after_a_kill_the_talk_goes_on_where_it_was(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    case_id = a_case_at_its_questions(vault)
    first = acknowledged(driver(tmp_path / "home", "talker.py", str(vault), case_id), 3)
    session = unlock(vault, OFFICER, PASSPHRASE, floor=CHEAP)
    position = session.vault.cases.load(case_id).position
    session.close()
    assert position not in {question for question, _answer in first[1:-1]}
    second = acknowledged(driver(tmp_path / "home", "talker.py", str(vault), case_id), 0)
    assert second[0] == ("at", position)

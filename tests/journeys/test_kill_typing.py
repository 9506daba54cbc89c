"""The program killed a second after the last key: what was typed and given to nobody is in the vault."""

from __future__ import annotations

import select
import signal
import time
from pathlib import Path

import pytest

from screening.operations.cases import resume_case
from screening.operations.session import unlock
from screening.operations.talk import Talk
from tests.journeys.drivers.talker import CHEAP, OFFICER, PASSPHRASE
from tests.journeys.programs import LONGEST_S, driver
from tests.journeys.test_kill import a_case_at_its_questions

WORD = "Quetzalcoatlina"
WITHIN_S = 1.0


def typed_into(talk: Talk, field: str) -> str | None:
    """What the vault holds of it."""
    kept: dict[str, str | None] = {
        "dialect": talk.typing.get("dialect"),
        "note": talk.record.notes.get("wanted_now"),
        "answer": talk.typing.get("answer/wanted_now"),
        "reason": talk.typing.get("reason"),
        "name": talk.sheet.name,
        "risks": talk.sheet.risks,
        "draft reason": talk.typing.get("draft_more"),
    }
    return kept[field]


@pytest.mark.slow
@pytest.mark.parametrize("field", ["dialect", "note", "answer", "reason", "name", "risks", "draft reason"])
def test_what_was_typed_is_in_the_vault_a_second_later(tmp_path: Path, field: str) -> None:
    vault = tmp_path / "vault"
    case_id = a_case_at_its_questions(vault, agreed=field != "draft reason")
    process = driver(tmp_path / "home", "typist.py", str(vault), case_id, field, WORD)
    assert process.stdout is not None
    words = process.stdout.readline().split()
    if not words:
        pytest.fail(process.communicate(timeout=LONGEST_S)[1][-2000:])
    while (left := float(words[1]) + WITHIN_S - time.monotonic()) > 0:
        select.select([process.stdout], [], [], left)
    process.send_signal(signal.SIGKILL)
    _out, errors = process.communicate(timeout=LONGEST_S)
    assert "Traceback" not in errors
    session = unlock(vault, OFFICER, PASSPHRASE, floor=CHEAP)
    try:
        talk = resume_case(session, case_id)
        assert typed_into(talk, field) == WORD
        if field != "note":
            assert talk.answers == {}
        session.vault.audit.verify()
    finally:
        session.close()

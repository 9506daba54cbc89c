"""Changes that do not fit into the database's cache, one after another, until somebody kills the process."""

from __future__ import annotations

import sys
from pathlib import Path

from screening.core.case import RecordedAnswer
from screening.store.audit import AuditAction
from screening.store.vault import open_vault
from tests.store.vaults import LIMITS, NOW, OFFICER, PASSPHRASE

LARGE = 250_000
ANSWERS = 50


def main(folder: Path, case_id: str, first: int) -> None:
    """Each round puts other texts in the place of those before, in one transaction of 12 MB."""
    vault = open_vault(folder, OFFICER, PASSPHRASE, floor=LIMITS, now=NOW)
    number = first
    while True:
        with vault.transaction():
            for at in range(ANSWERS):
                question = f"q{at}"
                vault.cases.remove_answer(case_id, question)
                text = f"round {number:08} " * (LARGE // 15)  # no page of it is what it was in another round
                vault.cases.add_answer(case_id, RecordedAnswer(question, text, NOW, "en", "0" * 64, "draft"))
            vault.audit.append(AuditAction.ANSWER_RECORDED, case_id, {"round": number})
        print(number, flush=True)
        number += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))

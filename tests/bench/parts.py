"""The parts that are measured inside one process each: `python -m tests.bench.parts PART FOLDER [ARGUMENT]`.

The last line on standard output is a JSON object with lists of milliseconds, or MB.
"""

from __future__ import annotations

import json
import re
import secrets
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import vaults
from .hiding import bare_lock, hide, lock
from .languages import cycled, switching

ANSWERS = 220
WORDS = ("workplace", "questions", "ar", "person 417", "26-0417", "referral", "border", "w")
"""Typed letter by letter into the search field; the last finds the most."""
FORMS = 6
INPUTS = "form-inputs.json"

Found = dict[str, Any]


def grow(folder: Path, cases: str) -> Found:
    """Bring the vault to so many cases."""
    vaults.grow(folder, int(cases))
    return {}


def unlock(folder: Path) -> Found:
    """Enter to the painted case list, beside the key derivation alone, once."""
    from screening.store.header import read_header
    from screening.store.keys import FLOOR, SALT_LENGTH, passphrase_key

    from .hands import Hands

    vault = vaults.vault_of(folder)
    limits = read_header(vault, FLOOR).slots[0].secret.kdf
    hands = Hands(folder)
    hands.fill_in_unlock(vault)
    hands.settle()
    # Before and after, so that a machine that is slow for a moment is slow for both.
    alone = [_timed(lambda: passphrase_key(vaults.PASSPHRASE, bytes(SALT_LENGTH), limits))]
    taken = hands.unlock(vault)
    alone.append(_timed(lambda: passphrase_key(vaults.PASSPHRASE, bytes(SALT_LENGTH), limits)))
    hands.close()
    return {"program": taken, "baseline": sum(alone) / 2}


def answers(folder: Path) -> Found:
    """Answers over whole interviews, beside a commit after each."""
    from .bare_database import BareCommits
    from .hands import Hands
    from .interview import Interview

    commits, alone = BareCommits(folder), list[float]()
    hands = Hands(folder)
    hands.unlock(vaults.vault_of(folder))
    hands.settle()
    interview = Interview(hands, lambda: alone.append(commits.one()))
    taken: list[float] = []
    while len(taken) < ANSWERS:
        taken += interview.once()[1]
    hands.close()
    return {"program": taken, "baseline": alone}


def search(folder: Path) -> Found:
    """Every key typed into the search field, beside the query it leads to."""
    from PySide6.QtTest import QTest

    from screening.store.search import fts_query

    from .bare_database import BareSearch
    from .hands import Hands

    hands = Hands(folder)
    hands.unlock(vaults.vault_of(folder))
    hands.settle()
    bare = BareSearch(hands.session.vault)
    cases = hands.desk.cases
    listed = [0]
    cases.listed.connect(lambda: listed.__setitem__(0, listed[0] + 1))
    cases.listed.connect(cases.pages.update)  # where nothing is found again, nothing else would be painted
    taken, alone = [], []
    for word in WORDS:
        cases.search_edit.setText("")
        hands.until(lambda: not cases.search_pending)
        hands.settle()
        for letter in word:
            before = listed[0]
            taken.append(
                hands.timed(
                    lambda key=letter: QTest.keyClicks(cases.search_edit, key),  # type: ignore[misc]
                    lambda seen=before: listed[0] > seen,  # type: ignore[misc]
                )
            )
            query = fts_query(cases.search_edit.text())
            if query is not None:
                alone.append(bare.one(query))
    hands.close()
    return {"program": taken, "baseline": alone}


def form(folder: Path) -> Found:
    """The person's yes to the painted form: the first in a process, and the next ones."""
    from PySide6.QtCore import Qt

    from screening.documents.form import Form
    from screening.documents.render import FormRenderer
    from screening.ui.steps import PREVIEW, SHARING

    from .hands import Hands
    from .talks import referred_talk

    class Noting(FormRenderer):
        """Keeps what the form was made of, for Typst alone."""

        def pdf(self, form: Form) -> bytes:
            inputs = {"content": json.dumps(form.content, ensure_ascii=False)}
            (folder / INPUTS).write_text(json.dumps(inputs), encoding="utf-8")
            return super().pdf(form)

    hands = Hands(folder)
    hands.unlock(vaults.vault_of(folder))
    talk = hands.context.tasks.wait(lambda: referred_talk(hands.session))
    hands.desk.show_talk(talk)
    frame = hands.desk.talk_frame
    sharing = frame.sharing
    sharing._renderer = Noting()
    taken: list[float] = []
    for _ in range(FORMS):
        frame.show_step(SHARING)
        hands.settle()
        rows = sharing.recipients.rows if sharing.recipients is not None else {}
        next(iter(rows.values())).click()
        hands.settle()
        if sharing.ask is None:
            raise RuntimeError("nobody is asked")
        sharing.ask.way_bar.pick(1)
        sharing.ask.answer_grid.buttons["yes"].setFocus()
        shown: Callable[[], bool] = lambda: frame.current == PREVIEW and bool(frame.preview.pages.labels)  # noqa: E731
        taken.append(hands.timed(lambda: hands.press(Qt.Key.Key_Space), shown))
        hands.settle()
    hands.close()
    return {"program": taken}


def typst(folder: Path) -> Found:
    """Typst alone on what the program made its last form of: PDF and drawings, the first and the next ones."""
    from datetime import UTC, datetime

    import typst as engine

    from screening.documents.render import REFERRAL, TEMPLATES
    from screening.languages.fonts import FONTS

    inputs = json.loads((folder / INPUTS).read_text(encoding="utf-8"))
    moment = datetime.now(UTC).replace(microsecond=0)
    taken = []
    compiler: engine.Compiler | None = None
    for _ in range(FORMS):
        # Another number each time, as on every form: the same page again would be a lookup, not a compilation.
        inputs["content"] = re.sub(r"-\d{4}\b(?=[^0-9]*)", _another, inputs["content"])
        start = time.perf_counter()
        if compiler is None:
            fonts = engine.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
            compiler = engine.Compiler(
                input=str(TEMPLATES / REFERRAL), root=str(TEMPLATES), font_paths=fonts, ignore_system_fonts=True
            )
        compiler.compile(sys_inputs=inputs, format="pdf", pdf_standards=["ua-1"], timestamp=moment)
        compiler.compile(sys_inputs=inputs, format="svg", timestamp=moment)
        taken.append((time.perf_counter() - start) * 1000)
    return {"program": taken}


def _another(_found: re.Match[str]) -> str:
    return f"-{secrets.randbelow(10_000):04d}"


def memory(folder: Path) -> Found:
    """What the process holds after one interview and its form."""
    from .hands import Hands
    from .interview import Interview

    hands = Hands(folder)
    hands.unlock(vaults.vault_of(folder))
    hands.settle()
    talk, _ = Interview(hands).once()
    hands.settle()
    holds = held()
    hands.close()
    return holds | {"answers": len(talk.record.answers)}


def bare_memory(_folder: Path) -> Found:
    """What a process with a bare window holds."""
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication(["bare"])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Screening"))
    window.resize(1180, 760)
    window.show()
    for _ in range(20):
        app.processEvents()
        time.sleep(0.01)
    return held()


def backup(folder: Path) -> Found:
    """Copies of a vault of 100 MB."""
    from .copies import measure

    return dict(measure(folder))


def look(folder: Path) -> Found:
    """The whole look after unlocking."""
    from .looking import look

    return dict(look(folder))


def refused(folder: Path) -> Found:
    """Headers that ask for too little or too much."""
    from .looking import refused

    return dict(refused(folder))


def held() -> dict[str, float]:
    """Resident MB, and the proportional share of them where the system tells it."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    held = {"rss": _kib(status, "VmRSS"), "peak": _kib(status, "VmHWM")}
    rollup = Path("/proc/self/smaps_rollup")
    if rollup.exists():
        held["pss"] = _kib(rollup.read_text(encoding="utf-8"), "Pss")
    return {name: kib * 1024 / 1e6 for name, kib in held.items()}


def _kib(text: str, field: str) -> float:
    return float(next(line.split()[1] for line in text.splitlines() if line.startswith(f"{field}:")))


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


PARTS: dict[str, Callable[..., Found]] = {
    part.__name__: part
    for part in (
        grow,
        unlock,
        answers,
        search,
        form,
        typst,
        memory,
        bare_memory,
        backup,
        look,
        refused,
        hide,
        lock,
        bare_lock,
        switching,
        cycled,
    )
}

if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])))

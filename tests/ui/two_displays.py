"""A talk with a second display: `python -m tests.ui.two_displays FOLDER` prints what stood where, as JSON.

In a process of its own, since how many displays there are is said when the program begins.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

SCREENS = (("own", 0, 0, 1024, 768), ("other", 1024, 0, 1280, 800))


def configuration() -> str:
    """The displays as Qt's offscreen platform reads them."""
    keys = ("name", "x", "y", "width", "height")
    more = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    return json.dumps({"screens": [{**dict(zip(keys, each, strict=True)), **more} for each in SCREENS]})


def main(folder: Path) -> dict[str, object]:
    """Show the person's side there, answer there, show it here, show both again; then the display goes."""
    (folder / "screens.json").write_text(configuration(), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={folder / 'screens.json'}"
    from PySide6.QtWidgets import QApplication

    from screening.app import build_context, build_window
    from screening.ui.steps import QUESTIONS
    from screening.ui.tokens import LIGHT

    from .conftest import CHEAP, new_session
    from .referral_talks import talk_with
    from .talk_steps import in_vault, settled, wait_until

    app = QApplication(["talk"])
    context = build_context("en", LIGHT)
    window = build_window(app, context, folder, kdf=CHEAP, floor=CHEAP)
    own, other = (next(each for each in app.screens() if each.name() == name) for name in ("own", "other"))
    window.setGeometry(own.geometry())
    window.show()
    window.activateWindow()
    session = context.tasks.wait(lambda: new_session(folder / "vault"))
    window.on_vault_opened(session)
    settled(context)
    desk = window.desk
    assert desk is not None
    desk.show_talk(talk_with(context, session, {}))
    settled(context)
    frame = desk.talk_frame
    frame.show_step(QUESTIONS)
    settled(context)
    said: dict[str, object] = {}
    window.toggle_person()
    settled(context)
    there = frame.ways.there
    assert there is not None
    said["there"] = [there.screen().name(), there.width(), there.height(), window.screen().name()]
    assert there.shown_page.view.press("next")  # what is said first asks nothing
    settled(context)
    first, view = frame.questions.shown_question, there.shown_page.view
    assert view.answers is not None
    next(iter(view.answers.buttons.values())).click()
    wait_until(lambda: frame.questions.shown_question != first)
    settled(context)
    assert frame.talk is not None
    said["answered"] = list(in_vault(context, frame.talk).answers) == [first]
    question = view.page.question
    said["follows"] = question is not None and question.id == frame.questions.shown_question
    window.toggle_person()
    settled(context)
    said["here"] = [frame.ways.here is not None, frame.ways.there is None, window.screen().name()]
    window.toggle_person()
    window.toggle_person()
    settled(context)
    app.screenRemoved.emit(other)
    settled(context)
    said["gone"] = [frame.ways.there is None, window.covered, not frame.said_label.isHidden()]
    window.toggle_person()
    settled(context)
    app.screenRemoved.emit(own)
    settled(context)
    said["own gone"] = [frame.ways.there is None, window.covered]
    window.close()
    context.tasks.close()
    return said


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))

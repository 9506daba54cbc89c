"""`screening demo`: the real screens from a new vault to a saved form, read back from outside."""

from __future__ import annotations

import re
import struct
import subprocess
from pathlib import Path

import pytest

from screening.documents.person_part import CHOICES, RIGHTS
from screening.languages.catalogs import load_person
from screening.languages.person_texts import load_fixed_texts
from screening.operations.session import unlock
from screening.ui.demo.interview import CHANGED, NOTE, OFFICER, PASSPHRASE, PERSON_NAME, SAFE_CONTACT
from tests.documents.samples import in_order, letters
from tests.journeys.programs import screening

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the walkthrough leaves behind, with a home of its own."""
    folder = tmp_path_factory.mktemp("demo")
    done = screening(folder / "home", "demo", "--out", str(folder / "out"), "--language", "ar")
    assert done.returncode == 0, done.stderr[-2000:]
    return folder


def pdf_text(path: Path) -> str:
    read = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
    return read.stdout


def test_it_leaves_the_vault_the_form_and_a_picture_of_every_screen(walked: Path) -> None:
    out = walked / "out"
    names = {path.name.split("-", 1)[1] for path in (out / "screens").glob("*.png")}
    for screen in ("welcome", "emergency-sheet", "emergency-languages", "new-vault-offered", "training-cases"):
        assert f"{screen}.png" in names
    for screen in ("unlock-again", "new-vault", "recovery-key", "cases", "look-first", "language", "consent-who"):
        assert f"{screen}.png" in names
    for screen in ("shown", "not-understood"):
        assert f"{screen}.png" in names
    for screen in ("questions-work", "questions-drawer", "cover", "recorded", "needs", "sharing", "form"):
        assert f"{screen}.png" in names
    assert len(list(out.glob("*.pdf"))) == 1
    assert (out / "vault" / "vault.json").is_file()


def test_the_pictures_are_whole(walked: Path) -> None:
    for path in (walked / "out" / "screens").glob("*.png"):
        head = path.read_bytes()[:24]
        assert head[:8] == b"\x89PNG\r\n\x1a\n", path.name
        width, height = struct.unpack(">II", head[16:24])
        assert width >= 1000 and height >= 600, path.name


def test_the_person_reads_whole_sentences_in_the_right_order(walked: Path) -> None:
    found = letters(pdf_text(next((walked / "out").glob("*.pdf"))))
    person = load_person("ar", load_fixed_texts())
    sentences = [
        sentence
        for text_id in (*CHOICES, *RIGHTS, "form.not_a_decision")
        for sentence in re.split(r"(?<=[.؟]) ", person.fixed(text_id).text)
        # On a page that is English too, poppler turns round the parts of a line on both sides of a comma, and
        # it doubles letters that carry a vowel mark.
        if not re.search("[،\u064b-\u0652]", sentence)
    ]
    assert len(sentences) >= 12
    for sentence in sentences:
        # Each word by its letters: extraction swaps the letters of a ligature, never the words of a sentence.
        assert in_order(letters(sentence), found), sentence


def test_phone_numbers_dates_and_references_are_never_reversed(walked: Path) -> None:
    form = next((walked / "out").glob("*.pdf"))
    text = pdf_text(form).replace("\u00a0", " ")
    assert "0800 123 456" in text
    assert "456 123 0800" not in text
    assert form.stem in text


def test_the_form_is_tagged_titled_and_has_its_fonts(walked: Path) -> None:
    form = str(next((walked / "out").glob("*.pdf")))
    info = subprocess.run(["pdfinfo", form], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Tagged:\s+yes", info)
    assert "Referral form" in info
    assert PERSON_NAME not in info
    fonts = subprocess.run(["pdffonts", form], capture_output=True, text=True, check=True).stdout
    rows = fonts.splitlines()[2:]
    assert rows
    assert all(re.search(r"\byes\b", row) for row in rows)
    data = Path(form).read_bytes()
    assert b"pdfuaid:part" in data


def test_no_word_of_the_case_is_in_any_file_but_the_form(walked: Path) -> None:
    secrets = [PERSON_NAME, *PERSON_NAME.split(), NOTE, *SAFE_CONTACT, "passports"]
    form = next((walked / "out").glob("*.pdf"))
    pictures = set((walked / "out" / "screens").iterdir())
    for path in walked.rglob("*"):
        if not path.is_file() or path == form or path in pictures:
            continue
        data = path.read_bytes()
        for secret in secrets:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert secret.encode(encoding) not in data, path.name


def test_no_file_is_named_after_the_case(walked: Path) -> None:
    for path in walked.rglob("*"):
        assert not any(word in path.name for word in PERSON_NAME.split())


def test_the_vault_opens_and_holds_what_was_done(walked: Path) -> None:
    session = unlock(walked / "out" / "vault", OFFICER, PASSPHRASE)
    try:
        vault = session.vault
        assert vault.training
        cases = {case.state.value: case for case in vault.cases.summaries()}
        assert set(cases) == {"referred", "child_protection"}
        record = vault.cases.load(cases["referred"].id)
        assert record.answers["papers_held"].answer == "employer"
        assert record.answers["papers_held"].language == "ar"
        assert record.answers["papers_held"].review == "draft"
        assert record.notes["papers_held"] == NOTE
        assert [each.reason for each in record.history[CHANGED]] == ["", "added_later"]
        assert [(line.next_step, line.services) for line in vault.cases.tallies()] == [("person_declined", ())]
        kinds = [each.kind.value for each in vault.cases.disclosures(record.id)]
        assert kinds == ["prepared", "saved", "prepared"]
        vault.audit.verify()
    finally:
        session.close()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    done = screening(tmp_path / "home", "demo", "--out", str(tmp_path / "out"))
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_an_unknown_language_is_one_clear_sentence(tmp_path: Path) -> None:
    done = screening(tmp_path / "home", "demo", "--out", str(tmp_path / "out"), "--language", "xx")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_the_whole_way_goes_with_the_keyboard_alone(tmp_path: Path) -> None:
    done = screening(tmp_path / "home", "demo", "--out", str(tmp_path / "out"), "--language", "ar", "--keyboard")
    assert done.returncode == 0, done.stderr[-2000:]
    counted = re.search(r"key presses: (\d+), clicks: (\d+)", done.stdout)
    assert counted is not None
    assert int(counted[1]) > 0
    assert int(counted[2]) == 0

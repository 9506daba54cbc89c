"""Recordings are added whole or not at all, replaced, written out again and removed."""

from __future__ import annotations

import csv
import datetime
import io
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from screening.core.errors import Problem, ScreeningError
from screening.languages.recording_checks import Fault, check_pack
from screening.languages.recording_limits import MOST_FILE_BYTES
from screening.languages.recordings import LIST, Library
from screening.languages.review import SignOff
from screening.operations.recording_list import as_csv, make_list, to_record
from screening.operations.recordings import _of_voice, add, installed, remove, write_out
from screening.store.backups import finish

from ..disks import small_disk
from ..sounds import ANSWERS, PAPERS, install, pack_of, tone


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "recordings"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return pack_of(tmp_path / "pack", "ar", (*ANSWERS, PAPERS), dialect="Levant")


def heard(folder: Path) -> list[tuple[str, str, int]]:
    return [(each.pack.dialect, each.pack.speaker, each.covered) for each in installed(folder)]


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


def test_a_pack_is_added_and_written_out_again_without_a_mistake(pack: Path, folder: Path, tmp_path: Path) -> None:
    (pack / "notes.txt").write_text("not part of it")
    install(pack, folder)
    assert heard(folder) == [("Levant", "S2", 5)]
    finish(write_out(Library(folder).packs("ar")[0], tmp_path / "out"))
    assert check_pack(tmp_path / "out").mistakes == ()
    assert not (tmp_path / "out" / "notes.txt").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_pack_with_a_mistake_leaves_what_was_there(pack: Path, folder: Path) -> None:
    install(pack, folder)
    (pack / "answers.yes.wav").write_text("no sound")
    added = finish(add(pack, folder))
    assert added.pack is None
    assert {mistake.place for mistake in added.mistakes} == {"answers.yes.wav"}
    assert heard(folder) == [("Levant", "S2", 5)]
    assert len(left(folder)) == 1


def test_a_newer_pack_of_the_same_voice_replaces_the_older(pack: Path, folder: Path, tmp_path: Path) -> None:
    install(pack, folder)
    install(pack_of(tmp_path / "newer", "ar", ANSWERS[:2], dialect="Levant"), folder)
    install(pack_of(tmp_path / "other", "ar", ANSWERS[:1], dialect="Egypt"), folder)
    assert sorted(heard(folder)) == [("Egypt", "S2", 1), ("Levant", "S2", 2)]
    assert len(left(folder)) == 2


def test_an_older_pack_that_cannot_be_taken_away_does_not_undo_the_newer_one(pack: Path, folder: Path) -> None:
    install(pack, folder)
    old = next(folder.glob("ar.*"))
    # What is in the way of the older one's rename: it cannot be taken away now.
    work = add(pack, folder)
    next(work)
    (folder / f".gone-{old.name}").write_text("in the way")
    added = finish(work)
    assert added.pack is not None
    assert len(list(folder.glob("ar.*"))) == 2
    assert Library(folder).packs("ar")[0].folder == added.pack.folder
    (folder / f".gone-{old.name}").unlink()
    install(pack, folder)
    assert len(left(folder)) == 1


def test_a_removal_takes_the_oldest_first(pack: Path, folder: Path) -> None:
    install(pack, folder)
    newest = next(folder.glob("ar.*"))
    newest = newest.rename(newest.with_suffix(".10"))
    for number in (3, 9, 2, 8, 1, 7):
        shutil.copytree(newest, newest.with_suffix(f".{number}"))
    voice = Library(folder).packs("ar")[0]
    assert voice.folder == newest
    assert [path.suffix for path in _of_voice(folder, voice)] == [
        f".{number}" for number in (1, 2, 3, 7, 8, 9, 10)
    ]


def test_what_is_removed_is_gone(pack: Path, folder: Path) -> None:
    install(pack, folder)
    remove(Library(folder).packs("ar")[0], folder)
    assert left(folder) == []


def test_adding_that_is_given_up_leaves_nothing(pack: Path, folder: Path) -> None:
    work = add(pack, folder)
    next(work)
    next(work)
    assert left(folder)
    work.close()
    assert left(folder) == []


def test_a_stick_that_is_pulled_out_leaves_nothing(pack: Path, folder: Path) -> None:
    work = add(pack, folder)
    next(work)
    pack.rename(pack.with_name("gone"))
    added = None
    try:
        added = finish(work)
    except ScreeningError as error:
        assert error.problem is Problem.RECORDINGS_GONE
    assert added is None or added.pack is None
    assert left(folder) == []


def test_a_kill_leaves_nothing_that_is_heard_and_the_next_change_clears_up(pack: Path, folder: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from screening.operations.recordings import add\n"
        f"work = add(Path({str(pack)!r}), Path({str(folder)!r})); next(work); next(work)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", code], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert left(folder)
    assert heard(folder) == []
    install(pack, folder)
    assert heard(folder) == [("Levant", "S2", 5)]
    assert len(left(folder)) == 1


def test_two_changes_at_once_are_refused(pack: Path, folder: Path) -> None:
    work = add(pack, folder)
    next(work)
    with pytest.raises(ScreeningError) as error:
        finish(add(pack, folder))
    assert error.value.problem is Problem.RECORDINGS_IN_USE
    finish(work)
    assert heard(folder) == [("Levant", "S2", 5)]


def test_a_folder_that_takes_nothing_says_so(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be")
    with pytest.raises(ScreeningError) as error:
        finish(add(pack, tmp_path / "data" / "recordings"))
    assert error.value.problem is Problem.RECORDINGS_NOT_KEPT


def test_writing_out_never_overwrites(pack: Path, folder: Path, tmp_path: Path) -> None:
    install(pack, folder)
    with pytest.raises(ScreeningError) as error:
        finish(write_out(Library(folder).packs("ar")[0], pack))
    assert error.value.problem is Problem.OUTPUT_EXISTS


def test_what_was_damaged_on_this_computer_is_not_handed_on(pack: Path, folder: Path, tmp_path: Path) -> None:
    install(pack, folder)
    installed_pack = Library(folder).packs("ar")[0]
    (installed_pack.folder / "answers.yes.wav").write_text("x")
    with pytest.raises(ScreeningError) as error:
        finish(write_out(installed_pack, tmp_path / "out"))
    assert error.value.problem is Problem.RECORDING_DAMAGED
    assert not (tmp_path / "out").exists()


def test_an_interpreter_is_asked_for_careful_texts_first_and_for_none_with_fields() -> None:
    texts = to_record("es")
    careful = [each.careful for each in texts]
    assert careful == sorted(careful, reverse=True)
    assert not [each for each in texts if "{" in each.english]
    rows = list(csv.DictReader(io.StringIO(as_csv(texts).removeprefix("\ufeff"))))
    papers = next(row for row in rows if row["text"] == PAPERS)
    assert papers["file"] == "labour-exploitation@papers_held.text.mp3"
    assert papers["words"]
    assert papers["english"] != papers["words"]


def test_where_there_are_no_words_an_interpreter_is_asked_to_say_the_english_ones_in_the_language() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(to_record("mnk")).removeprefix("\ufeff"))))
    papers = next(row for row in rows if row["text"] == PAPERS)
    assert papers["words"] == ""
    assert papers["english"]
    assert papers["remark"] == "no words yet: say it in Mandinka"
    assert {row["remark"] for row in rows if row["words"]} == {""}


def test_a_list_is_made_of_files_named_by_ids_and_each_mistake_is_named(tmp_path: Path) -> None:
    for name in ("answers.yes.wav", "answers.perhaps.wav", "consent.who.wav"):
        tone(tmp_path / name)
    (tmp_path / "answers.no.mp3").write_text("not a sound")
    (tmp_path / "answers.yes.flac").write_bytes((tmp_path / "answers.yes.wav").read_bytes())
    (tmp_path / "read me.txt").write_text("passed over")
    pack, mistakes = make_list(tmp_path, "ar", speaker="S2")
    assert pack is None
    assert {mistake.place: mistake.fault for mistake in mistakes} == {
        "answers.perhaps.wav": Fault.ID_UNKNOWN,
        "consent.who.wav": Fault.HAS_FIELDS,
        "answers.no.mp3": Fault.NOT_AUDIO,
        "answers.yes.wav": Fault.TWICE,
    }
    assert not (tmp_path / LIST).exists()


@pytest.mark.parametrize(
    ("name", "seconds", "dialect", "by", "fault"),
    [
        ("answers.yes.wav", 0.1, "x" * 61, "", Fault.LIST_UNREADABLE),
        ("answers.yes.wav", 0.1, "a\u202eb", "", Fault.LIST_UNREADABLE),
        ("answers.yes.wav", 0.1, "", "x" * 61, Fault.LIST_UNREADABLE),
        ("answers.yes.wav", 400, "", "", Fault.TOO_LONG),
        (f"{PAPERS}.wav", 0.1, "", "", Fault.NAME_OTHER),
    ],
)
def test_no_list_is_made_that_the_check_refuses(
    tmp_path: Path, name: str, seconds: float, dialect: str, by: str, fault: Fault
) -> None:
    tone(tmp_path / name, seconds, rate=1_000)
    reviewed = SignOff(by, datetime.date(2026, 1, 1)) if by else None
    pack, mistakes = make_list(tmp_path, "ar", speaker="S2", dialect=dialect, reviewed=reviewed)
    assert pack is None
    assert [mistake.fault for mistake in mistakes] == [fault]
    assert not (tmp_path / LIST).exists()


@pytest.mark.parametrize("by", ["S2", " s2 ", " "])
def test_nobody_checks_their_own_voice(tmp_path: Path, by: str) -> None:
    tone(tmp_path / "answers.yes.wav")
    own = SignOff(by, datetime.date(2026, 1, 1))
    _pack, mistakes = make_list(tmp_path, "ar", speaker="S2", reviewed=own)
    assert [mistake.fault for mistake in mistakes] == [Fault.NOT_BY_ANOTHER]


def test_a_link_a_folder_and_a_file_that_is_too_large_are_named(tmp_path: Path) -> None:
    tone(tmp_path / "answers.yes.wav")
    (tmp_path / "answers.no.wav").symlink_to(tmp_path / "answers.yes.wav")
    (tmp_path / "answers.skip.wav").mkdir()
    (tmp_path / "answers.pause.wav").touch()
    os.truncate(tmp_path / "answers.pause.wav", MOST_FILE_BYTES + 1)
    _pack, mistakes = make_list(tmp_path, "ar", speaker="S2")
    assert {mistake.place: mistake.fault for mistake in mistakes} == {
        "answers.no.wav": Fault.LINK,
        "answers.skip.wav": Fault.NO_FILE,
        "answers.pause.wav": Fault.TOO_LARGE,
    }


def test_a_speaker_is_a_code_and_never_a_name(tmp_path: Path) -> None:
    tone(tmp_path / "answers.yes.wav")
    _pack, mistakes = make_list(tmp_path, "ar", speaker="Maria Lopez")
    assert [mistake.fault for mistake in mistakes] == [Fault.SPEAKER_NO_CODE]
    with pytest.raises(ScreeningError):
        make_list(tmp_path, "xx", speaker="S1")


def test_a_full_disk_leaves_what_was_there(pack: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "512k") as disk:
        folder = disk / "recordings"
        install(pack, folder)
        work = add(pack_of(tmp_path / "next", "es", ANSWERS, seconds=2), folder)
        next(work)
        with suppress(OSError), (disk / "something else").open("wb", buffering=0) as other:
            while True:
                other.write(bytes(4096))
        with pytest.raises(ScreeningError) as error:
            finish(work)
        assert error.value.problem is Problem.RECORDINGS_NO_ROOM
        assert heard(folder) == [("Levant", "S2", 5)]
        assert len(left(folder)) == 1

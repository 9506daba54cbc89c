"""Packs of recordings: every mistake is named with its file, and only recordings of today's words are played."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import pytest

from screening.languages.catalogs import Catalog, load_officer, load_person
from screening.languages.person_texts import load_fixed_texts
from screening.languages.recording_checks import Fault, check_pack, today
from screening.languages.recording_limits import MOST_FILE_BYTES
from screening.languages.recording_terms import FAULT, mistake_words
from screening.languages.recordings import LIST, Library, read_pack, stem_of, text_id_of
from screening.languages.review import Reviews
from screening.languages.table import load_languages

from ..sounds import ANSWERS, PAPERS, install, pack_of, rewrite, tone

YES = "answers.yes.wav"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return pack_of(tmp_path / "pack", "ar", (*ANSWERS, PAPERS), dialect="Levant")


def faults(folder: Path, tag: str = "") -> dict[str, Fault]:
    return {mistake.place: mistake.fault for mistake in check_pack(folder, tag).mistakes}


def entry(found: dict[str, Any]) -> dict[str, Any]:
    return found["recordings"]["answers.yes"]  # type: ignore[no-any-return]


def test_a_whole_pack_has_no_mistake(pack: Path) -> None:
    checked = check_pack(pack, "ar")
    assert checked.mistakes == ()
    assert checked.out_of_date == ()
    assert checked.pack is not None
    assert checked.pack.recordings[PAPERS].file == "labour-exploitation@papers_held.text.wav"


def test_file_names_and_ids_turn_into_each_other() -> None:
    assert text_id_of(f"{stem_of(PAPERS)}.MP3") == PAPERS
    assert ":" not in stem_of(PAPERS)


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + b"x")


def grow(path: Path) -> None:
    """A file of 2 GB that takes no room on the disk."""
    os.truncate(path, 2 * 1024**3)


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (Path.unlink, Fault.MISSING),
        (damage, Fault.HASH_DIFFERS),
        (grow, Fault.TOO_LARGE),
        (lambda path: (path.unlink(), path.mkdir()), Fault.NO_FILE),
        (lambda path: (path.unlink(), path.symlink_to(path.with_name("answers.no.wav"))), Fault.LINK),
    ],
)
def test_what_is_wrong_with_a_file_is_named(pack: Path, harm: Callable[[Path], object], fault: Fault) -> None:
    harm(pack / YES)
    assert faults(pack)[YES] is fault


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a sound at all" * 1_000,
        b"%PDF-1.7" + bytes(5_000),
        b"RIFF\xff\xff\xff\x7fWAVEfmt " + bytes(40),
        b"ID3" + bytes(range(256)) * 40,
        b"\xff\xd8\xff\xe0 a picture" * 100,
    ],
)
def test_what_cannot_be_decoded_is_no_sound_whatever_its_name(pack: Path, data: bytes) -> None:
    (pack / YES).write_bytes(data)
    assert Fault.NOT_AUDIO in {mistake.fault for mistake in check_pack(pack).mistakes}


def test_random_bytes_are_no_sound(pack: Path) -> None:
    for _ in range(5):
        (pack / YES).write_bytes(os.urandom(50_000))
        assert {m.place for m in check_pack(pack).mistakes} == {YES}


@pytest.mark.parametrize("name", ["../answers.yes.wav", "/etc/passwd", "a\\b.wav", "C:b.wav", "", ".."])
def test_a_path_out_of_the_folder_is_not_followed(pack: Path, name: str) -> None:
    tone(pack.parent / YES)
    rewrite(pack, lambda found: entry(found).update(file=name))
    assert set(faults(pack).values()) == {Fault.OUTSIDE}


def test_a_file_is_named_after_its_text(pack: Path) -> None:
    rewrite(pack, lambda found: entry(found).update(file="answers.no.wav"))
    assert faults(pack) == {"answers.no.wav": Fault.NAME_OTHER}


def test_unknown_ids_and_texts_with_something_filled_in_are_refused(pack: Path) -> None:
    def change(found: dict[str, Any]) -> None:
        found["recordings"]["answers.perhaps"] = {**entry(found), "file": "answers.perhaps.wav"}
        found["recordings"]["consent.who"] = {**entry(found), "file": "consent.who.wav"}

    rewrite(pack, change)
    for name in ("answers.perhaps.wav", "consent.who.wav"):
        (pack / name).write_bytes((pack / YES).read_bytes())
    assert faults(pack) == {"answers.perhaps.wav": Fault.ID_UNKNOWN, "consent.who.wav": Fault.HAS_FIELDS}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda found: found.update(language="xx"), Fault.LANGUAGE_UNKNOWN),
        (lambda found: found.update(language="es"), Fault.LANGUAGE_OTHER),
        (lambda found: found.update(speaker="Maria Lopez"), Fault.SPEAKER_NO_CODE),
        (lambda found: found.update(recordings={}), Fault.EMPTY),
        (lambda found: found.update(schema=2), Fault.LIST_UNREADABLE),
        (lambda found: found.pop("speaker"), Fault.LIST_UNREADABLE),
        (lambda found: found.update(recordings=[]), Fault.LIST_UNREADABLE),
        (lambda found: entry(found).update(seconds="long"), Fault.LIST_UNREADABLE),
        (lambda found: entry(found).update(file=7), Fault.LIST_UNREADABLE),
    ],
)
def test_what_is_wrong_with_the_list_is_named(
    pack: Path, change: Callable[[dict[str, Any]], object], fault: Fault
) -> None:
    rewrite(pack, change)
    assert faults(pack, "ar")[LIST] is fault


@pytest.mark.parametrize("data", [b"", b"not json", b"[]", b"null", b"[" * 100_000, b"\xff\xfe\x00"])
def test_a_list_that_is_no_json_is_named(pack: Path, data: bytes) -> None:
    (pack / LIST).write_bytes(data)
    assert faults(pack) == {LIST: Fault.LIST_UNREADABLE}


def test_a_missing_or_huge_list_is_named(pack: Path) -> None:
    grow(pack / LIST)
    assert faults(pack) == {LIST: Fault.TOO_LARGE}
    (pack / LIST).unlink()
    assert faults(pack) == {LIST: Fault.LIST_MISSING}


def test_too_long_a_sound_is_refused(pack: Path) -> None:
    tone(pack / YES, seconds=302, rate=1_000)
    assert (pack / YES).stat().st_size < MOST_FILE_BYTES
    assert Fault.TOO_LONG in {mistake.fault for mistake in check_pack(pack).mistakes}


def test_too_large_a_pack_is_refused_before_a_sound_is_read(pack: Path) -> None:
    def more(found: dict[str, Any]) -> None:
        for number in range(30):
            found["recordings"][f"x.{number}"] = {**entry(found), "file": f"x.{number}.wav"}
            (pack / f"x.{number}.wav").touch()
            os.truncate(pack / f"x.{number}.wav", MOST_FILE_BYTES)

    rewrite(pack, more)
    assert Fault.ALL_TOO_LARGE in {mistake.fault for mistake in check_pack(pack).mistakes}


def test_every_fault_has_words_with_the_fields_it_comes_with(pack: Path) -> None:
    assert set(FAULT) == set(Fault)
    damage(pack / YES)
    words = mistake_words(check_pack(pack).mistakes[0], load_officer("en"))
    assert YES in words
    assert "damaged" in words


def test_words_that_changed_since_are_out_of_date(pack: Path, tmp_path: Path) -> None:
    rewrite(pack, lambda found: entry(found).update(text_hash="0" * 32))
    assert check_pack(pack).out_of_date == ("answers.yes",)
    install(pack, tmp_path / "recordings")
    catalog = load_person("ar", load_fixed_texts())
    library = Library(tmp_path / "recordings")
    old, good = (library.find(catalog.fixed(f"answers.{each}")) for each in ("yes", "no"))
    assert old is not None
    assert not old.current
    assert good is not None
    assert good.current


class Words(NullTranslations):
    """The same translation of everything."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def pgettext(self, context: str, message: str) -> str:
        return self._words


def test_where_there_are_no_words_it_is_spoken_from_english_and_heard_until_there_are(tmp_path: Path) -> None:
    no_words = tuple(text_id for text_id in ANSWERS if not today("mnk")[text_id].translation)
    text_id = no_words[0]
    pack = pack_of(tmp_path / "pack", "mnk", no_words)
    assert check_pack(pack, "mnk").out_of_date == ()
    install(pack, tmp_path / "recordings")
    library, fixed = Library(tmp_path / "recordings"), load_fixed_texts()
    for second in ("", "fr"):
        found = library.find(load_person("mnk", fixed, second=second).fixed(text_id))
        assert found is not None
        assert (found.pack.language, found.current, found.from_english) == ("mnk", True, True)
    other_english = load_person("mnk", fixed | {text_id: "Other words"}).fixed(text_id)
    words = Catalog(load_languages()["mnk"], Words("Haa"), Reviews(), fixed).fixed(text_id)
    for shown in (other_english, words):
        found = library.find(shown)
        assert found is not None
        assert not found.current


def test_of_several_voices_the_preferred_one_is_heard_and_the_others_fill_in(tmp_path: Path) -> None:
    folder = tmp_path / "recordings"
    install(pack_of(tmp_path / "a", "ar", ANSWERS, dialect="Levant"), folder)
    install(pack_of(tmp_path / "b", "ar", ANSWERS[:1], dialect="Egypt", speaker="S3"), folder)
    library = Library(folder)
    yes, no = (load_person("ar", load_fixed_texts()).fixed(f"answers.{each}") for each in ("yes", "no"))
    dialects = [found.pack.dialect for found in map(library.find, (yes, no)) if found]
    assert dialects == ["Levant", "Levant"]
    library.prefer({pack.voice for pack in library.packs("ar") if pack.dialect == "Egypt"})
    dialects = [found.pack.dialect for found in map(library.find, (yes, no)) if found]
    assert dialects == ["Egypt", "Levant"]


def test_a_damaged_pack_on_this_computer_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "recordings"
    install(pack_of(tmp_path / "a", "ar", ANSWERS), folder)
    other = next(folder.glob("ar.*"))
    (folder / "es.0123456789ab.1").mkdir()
    (folder / "es.0123456789ab.1" / LIST).write_text("{")
    (folder / "nonsense").mkdir()
    (folder / "ar.x.y").mkdir()
    library = Library(folder)
    assert library.packs("es") == ()
    assert [pack.folder for pack in library.all_packs()] == [other]
    assert Library(tmp_path / "nowhere").packs("ar") == ()


@pytest.mark.parametrize(
    ("by", "checked"), [("R1", True), ("S2", False), ("s2 ", False), ("", False), (" ", False)]
)
def test_only_another_speaker_makes_a_pack_a_checked_one(pack: Path, by: str, checked: bool) -> None:
    rewrite(pack, lambda found: found.update(reviewed={"by": by, "on": "2026-01-01"}))
    assert (read_pack(pack).reviewed is not None) is checked


def test_links_among_installed_packs_are_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "recordings"
    install(pack_of(tmp_path / "a", "ar", ANSWERS), folder)
    pack = next(folder.glob("ar.*"))
    elsewhere = pack.rename(tmp_path / "elsewhere")
    pack.symlink_to(elsewhere)
    assert Library(folder).packs("ar") == ()
    pack.unlink()
    pack.mkdir()
    (pack / LIST).symlink_to(elsewhere / LIST)
    assert Library(folder).packs("ar") == ()


def test_a_list_reads_back_as_it_was_written(pack: Path) -> None:
    found = read_pack(pack)
    assert (found.language, found.dialect, found.speaker, found.reviewed) == ("ar", "Levant", "S2", None)
    assert json.loads((pack / LIST).read_text(encoding="utf-8"))["recordings"]["answers.yes"]["seconds"] == 0.1

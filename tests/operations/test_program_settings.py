"""The settings of this computer: kept, and never a reason not to start."""

from __future__ import annotations

from pathlib import Path

import pytest

from screening.core.errors import Problem, ScreeningError
from screening.core.idle import IdleTimes
from screening.core.settings import (
    MOST_VAULTS,
    EmergencyNumber,
    ListedVault,
    ProgramSettings,
    Theme,
    forgotten,
    named,
)
from screening.operations.program_settings import SETTINGS_FILE, read_settings, save_settings

CHANGED = ProgramSettings(
    officer_language="ar",
    theme=Theme.DARK,
    text_percent=150,
    emergency_numbers=(EmergencyNumber("999", "Police"), EmergencyNumber("112")),
    disk_warning=False,
    idle=IdleTimes(cover_in_talk=2, lock_in_talk=20, lock_elsewhere=10),
    vaults=(ListedVault("/vaults/records-1", "Kingfisher"), ListedVault("/media/disk/records-1")),
)


def test_what_was_saved_is_read_again(tmp_path: Path) -> None:
    save_settings(tmp_path / "not there yet", CHANGED)
    read = read_settings(tmp_path / "not there yet")
    assert (read.settings, read.unusable) == (CHANGED, ())


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path).settings == ProgramSettings()


@pytest.mark.parametrize(
    "content",
    [b"", b"nonsense", b"[]", b"\xff\xfe", b"[" * 60_000, b"{}" + b" " * 70_000, b"null"],
)
def test_a_file_of_nonsense_gives_the_defaults_and_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / SETTINGS_FILE).write_bytes(content)
    read = read_settings(tmp_path)
    assert (read.settings, read.unusable) == (ProgramSettings(), ("",))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("theme", '"pink"'),
        ("text_percent", "1000000"),
        ("text_percent", "true"),
        ("officer_language", "7"),
        ("emergency_numbers", "[]"),
        ("emergency_numbers", '[{"number": ""}]'),
        ("emergency_numbers", '[{"label": "Police"}]'),
        ("emergency_numbers", '"112"'),
        ("vaults", '{"folder": "/vaults/records-1"}'),
        ("vaults", '[{"folder": "not/whole"}]'),
        ("vaults", '[{"name": "Kingfisher"}]'),
        ("vaults", '[{"folder": "/vaults/records-1", "name": 7}]'),
        ("idle", '{"lock_in_talk": 31}'),
        ("idle", '{"cover_in_talk": 0, "lock_in_talk": 5}'),
        ("idle", '{"lock_elsewhere": true}'),
        ("idle", '{"lock_elsewhere": 5.5}'),
        ("idle", "15"),
        ("disk_warning", "0"),
    ],
)
def test_one_useless_field_does_not_cost_the_others(tmp_path: Path, field: str, value: str) -> None:
    other = '"text_percent": 150' if field == "theme" else '"theme": "dark"'
    (tmp_path / SETTINGS_FILE).write_text(f'{{"{field}": {value}, {other}, "unheard_of": 1}}', encoding="utf-8")
    read = read_settings(tmp_path)
    assert read.unusable == (field,)
    assert getattr(read.settings, field) == getattr(ProgramSettings(), field)
    assert read.settings.text_percent == 150 or read.settings.theme is Theme.DARK


def test_a_folder_that_cannot_be_written_says_so_and_keeps_the_old_file(tmp_path: Path) -> None:
    save_settings(tmp_path, CHANGED)
    (tmp_path / f"{SETTINGS_FILE}.new").mkdir()
    with pytest.raises(ScreeningError) as caught:
        save_settings(tmp_path, ProgramSettings())
    assert caught.value.problem is Problem.SETTINGS_NOT_SAVED
    assert read_settings(tmp_path).settings == CHANGED


def test_a_vault_has_one_place_in_the_list_and_leaves_it_again() -> None:
    vaults = named((), "/vaults/records-1", "  Blue   heron ")
    assert vaults == (ListedVault("/vaults/records-1", "Blue heron"),)
    vaults = named(named(vaults, "/stick/a", ""), "/vaults/records-1", "Kingfisher")
    assert vaults == (ListedVault("/stick/a"), ListedVault("/vaults/records-1", "Kingfisher"))
    assert forgotten(vaults, "/stick/a") == (ListedVault("/vaults/records-1", "Kingfisher"),)


def test_the_list_of_vaults_never_grows_without_end() -> None:
    vaults: tuple[ListedVault, ...] = ()
    for number in range(MOST_VAULTS + 3):
        vaults = named(vaults, f"/vaults/records-{number}", "x" * 200)
    assert len(vaults) == MOST_VAULTS
    assert vaults[-1] == ListedVault(f"/vaults/records-{MOST_VAULTS + 2}", "x" * 40)

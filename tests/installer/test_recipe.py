"""The recipe of the installed program is in step with the project. Nothing is built here."""

from __future__ import annotations

import configparser
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import babel
import pytest

from screening import __version__
from screening.store.migrate import MIGRATIONS, SCHEMA_VERSION
from screening.ui import restart
from tools import bundle, make_deb
from tools.make_icons import ico
from tools.package_licences import licence_name, licence_texts

PACKAGING = bundle.ROOT / "packaging"
PLACES = {f"{folder}/{path.name}" for path, folder in bundle.data_files()}


def desktop_entry() -> dict[str, str]:
    parser = configparser.RawConfigParser(strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(PACKAGING / "linux" / "screening.desktop", encoding="utf-8")
    assert parser.sections() == ["Desktop Entry"]
    return dict(parser["Desktop Entry"])


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((bundle.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__ == bundle.VERSION


@pytest.mark.parametrize(
    ("python", "debian"),
    [("0.1.0", "0.1.0"), ("1.0rc1", "1.0~rc1"), ("1.0.dev3", "1.0~dev3"), ("2.0b2", "2.0~b2")],
)
def test_a_version_before_the_release_sorts_before_it(python: str, debian: str) -> None:
    assert make_deb.debian_version(python) == debian


def test_the_menu_entry_has_valid_keys_and_starts_the_program() -> None:
    entry = desktop_entry()
    known = {"Type", "Name", "Comment", "Exec", "TryExec", "Icon", "Terminal", "Categories"}
    assert set(entry) <= known | {"StartupWMClass", "StartupNotify"}
    assert entry["Type"] == "Application"
    assert entry["Exec"] == entry["TryExec"] == entry["Icon"] == "screening"
    assert entry["Terminal"] == "false"
    assert entry["Categories"] == "Office;"


def test_nothing_in_the_menu_or_the_package_list_says_what_the_program_is_for() -> None:
    telling = re.compile(
        r"traffick|victim|exploit|police|interview|officer|persons?\b|asylum|migra|referral", re.I
    )
    entry = desktop_entry()
    for words in (entry["Name"], entry["Comment"], make_deb.CONTROL):
        assert not telling.search(words)


@pytest.mark.parametrize(
    "place",
    [
        "screening/core/expression.lark",
        "screening/documents/templates/referral.typ",
        "screening/instruments/indicators.csv",
        "screening/instruments/packs/labour-exploitation.yaml",
        "screening/languages/fonts/NotoSans-Regular.ttf",
        "screening/languages/fonts/licences/NotoSans-OFL.txt",
        "screening/languages/fonts/manifest.json",
        "screening/languages/person_texts.yaml",
        "screening/operations/made-up-services.yaml",
        "screening/store/migrations/env.py",
        "screening/ui/icons/program.svg",
    ],
)
def test_each_kind_of_file_that_is_not_code_goes_in(place: str) -> None:
    assert place in PLACES


def test_every_migration_goes_in() -> None:
    numbers = {path.name[1:5] for path in (MIGRATIONS / "versions").glob("v*.py")}
    assert numbers == {f"{number:04}" for number in range(1, SCHEMA_VERSION + 1)}
    for path in (MIGRATIONS / "versions").glob("v*.py"):
        assert f"screening/store/migrations/versions/{path.name}" in PLACES


def test_compiled_texts_go_in_where_they_are_compiled() -> None:
    assert any(place.startswith("screening/languages/compiled/ar/") for place in PLACES)


def test_no_rubbish_goes_in() -> None:
    assert not [place for place in PLACES if "__pycache__" in place or place.endswith((".pyc", "~", ".orig"))]


WORDS_OF_ALL = """
import datetime, json, sys
from babel import localedata
localedata._dirname = sys.argv[1]
from screening.languages import bidi, table
languages = table.load_languages()
day = datetime.date(2026, 11, 30)
print(json.dumps([[tag, table.language_name("ar", tag), bidi.date(day, languages[tag])] for tag in languages]))
"""


def test_dates_and_names_are_the_same_in_every_language_with_only_the_files_that_go_in(tmp_path: Path) -> None:
    tags = bundle.spoken_languages()
    everything = Path(babel.__file__).parent / "locale-data"
    for path in everything.glob("*.dat"):
        if bundle.keep_locale(path.name, tags):
            (tmp_path / path.name).symlink_to(path)
    assert len(list(tmp_path.iterdir())) < len(list(everything.iterdir())) / 2
    words = [
        subprocess.run(
            [sys.executable, "-c", WORDS_OF_ALL, str(folder)],
            capture_output=True,
            text=True,
            check=True,
            cwd=bundle.ROOT,
        ).stdout
        for folder in (everything, tmp_path)
    ]
    assert words[0] == words[1]
    assert "30 November 2026" in words[0] or "November 30, 2026" in words[0].replace("\\u00a0", " ")


def test_languages_that_nobody_is_offered_stay_out() -> None:
    assert not bundle.keep_locale("cy_GB.dat", bundle.spoken_languages())


def test_no_module_that_the_program_imports_is_left_out() -> None:
    top = "|".join(re.escape(name) for name in bundle.EXCLUDED_MODULES)
    imported = re.compile(rf"^\s*(?:import|from) (?:{top})\b", re.MULTILINE)
    for path in bundle.PROGRAM.rglob("*.py"):
        assert not imported.search(path.read_text(encoding="utf-8")), path.name


def test_qt_libraries_of_every_imported_module_go_in() -> None:
    found: set[str] = set()
    for path in bundle.PROGRAM.rglob("*.py"):
        found |= set(re.findall(r"from PySide6\.Qt(\w+) import", path.read_text(encoding="utf-8")))
    assert found >= {"Core", "Gui", "Widgets", "Svg", "Test"}
    for name in found:
        assert bundle.keep_library(f"PySide6/Qt/lib/libQt6{name}.so.6", f"/x/PySide6/Qt/lib/libQt6{name}.so.6")


@pytest.mark.parametrize(
    ("place", "source", "kept"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/x/PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", "/x/PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", "/x/PySide6/libqopensslbackend.so", False),
        ("PySide6/Qt/lib/libQt6Network.so.6", "/x/PySide6/Qt/lib/libQt6Network.so.6", False),
        ("PySide6/Qt/lib/libicudata.so.73", "/x/PySide6/Qt/lib/libicudata.so.73", True),
        ("libcrypto.so.3", "/usr/lib/x86_64-linux-gnu/libcrypto.so.3", False),
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", True),
    ],
)
def test_the_system_keeps_its_own_libraries_up_to_date(place: str, source: str, kept: bool) -> None:
    assert bundle.keep_library(place, source) is kept


def test_the_package_asks_for_all_that_the_checkout_asks_for_to_have_a_display() -> None:
    setup = (bundle.ROOT / "tools" / "setup.sh").read_text(encoding="utf-8")
    line = make_deb.depends({"libcups.so.2", "libc.so.6"}, "2.36", setup)
    assert line.startswith("libc6 (>= 2.36), ")
    assert "libcups2 | libcups2t64" in line
    for package in re.findall(r'^display_libraries="([^"]+)"', setup, re.MULTILINE)[0].split():
        assert re.search(rf"(^|, ){re.escape(package)}( \||,|$)", line), package


def test_a_library_of_unknown_origin_stops_the_build() -> None:
    with pytest.raises(SystemExit, match="libstrange"):
        make_deb.depends({"libstrange.so.1"}, "2.36", "")


def test_every_library_the_program_runs_with_states_its_licence() -> None:
    project = tomllib.loads((bundle.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for wanted in project["dependencies"]:
        found = metadata.distribution(re.split(r"[<>=]", wanted)[0])
        assert licence_name(found) != "see the text" or licence_texts(found), found.name


def test_the_manual_page_names_every_command() -> None:
    page = (PACKAGING / "linux" / "screening.1").read_text(encoding="utf-8").replace("\\-", "-")
    done = subprocess.run(
        [sys.executable, "-m", "screening", "--help"], capture_output=True, text=True, check=True, cwd=bundle.ROOT
    )
    commands = re.findall(r"^  ([a-z]+) ", done.stdout.partition("Commands:")[2], re.MULTILINE)
    assert len(commands) >= 5
    for command in commands:
        assert re.search(rf"^\.BI? \"?{command}\b", page, re.MULTILINE), command


def test_locking_starts_the_installed_program_and_not_an_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    assert restart.program_command() == [sys.executable, "-m", "screening"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert restart.program_command() == [sys.executable]


def test_an_ico_file_says_where_each_picture_lies() -> None:
    data = ico({16: b"small", 256: b"large"})
    assert data[:6] == b"\0\0\1\0\2\0"
    assert data[6:8] == b"\x10\x10" and data[22:24] == b"\0\0"
    assert data.endswith(b"smalllarge")
    assert int.from_bytes(data[18:22], "little") == len(data) - len(b"smalllarge")


def test_windows_files_say_that_nobody_has_tried_them() -> None:
    for path in (PACKAGING / "windows").iterdir():
        assert "UNTRIED" in path.read_text(encoding="utf-8").splitlines()[0], path.name


def test_the_folder_is_no_python_package() -> None:
    # As a package it would hide the library called `packaging` from pytest and others.
    assert not (PACKAGING / "__init__.py").exists()
    assert Path(str(metadata.distribution("packaging").locate_file("packaging"))).is_dir()

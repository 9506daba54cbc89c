"""The `copyright` file of the installed program: every part that is in it, its licence, and the licence's text.

What is in it is read from PyInstaller's own lists of the build, so that nothing is named from memory. Rust
libraries are named by the bills of materials that the wheels bring; their texts are not in the wheels.
`python -m tools.package_licences LISTS FILE` writes it where there is no Debian package.
"""

from __future__ import annotations

import ast
import json
import sys
import sysconfig
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any

from tools.bundle import ROOT

PRIVATE = ("PyInstaller", "_pyi_rth_utils")
TEXTS = ROOT / "packaging" / "licences"

HEAD = """Screening
=========
The program itself, its questions and its texts are under the Apache License 2.0; its text stands at the end.
Everything named below is the work of others, and was not changed.

Qt for Python (PySide6, Shiboken, and Qt inside it) is used under the GNU Lesser General Public License 3; its
text stands at the end. Its libraries are separate files, in the folders _internal/PySide6 and
_internal/shiboken6 beside the program: whoever wants another build of the same version puts its files in their
place. Source: https://code.qt.io/pyside/pyside-setup.git and https://code.qt.io/qt. Qt contains work of others
in turn; its list is at https://doc.qt.io/qt-6/licenses-used-in-qt.html. The wheel that was used brings neither
that list nor texts.

The fonts are under the SIL Open Font License 1.1; one text for each family lies in
_internal/screening/languages/fonts/licences.
"""
ENDS = (
    ("Apache License 2.0", ROOT / "LICENSE"),
    ("GNU Lesser General Public License 3", TEXTS / "LGPL-3.txt"),
    ("GNU General Public License 3, which the one above refers to", TEXTS / "GPL-3.txt"),
)


def bundled_distributions(lists: Path) -> list[metadata.Distribution]:
    """The libraries whose files are in the bundle, by name; `lists` is PyInstaller's work folder."""
    names = {str(entry[0]).split(".")[0] for entry in _entries(lists / "PYZ-00.toc")}
    names |= {str(entry[0]).split("/")[0].split(".")[0] for entry in _entries(lists / "COLLECT-00.toc")}
    owners = metadata.packages_distributions()
    found = {owner for name in names if name not in PRIVATE for owner in owners.get(name, [])}
    return sorted(map(metadata.distribution, found - {"screening"}), key=lambda each: each.name.lower())


def licence_name(distribution: metadata.Distribution) -> str:
    """What the metadata states, in one line."""
    for key in ("License-Expression", "License"):
        stated = distribution.metadata[key] if key in distribution.metadata else ""  # noqa: SIM401
        if stated and "\n" not in stated.strip():
            return str(stated).strip()
    classes = distribution.metadata.get_all("Classifier") or []
    named = [each.rpartition(" :: ")[2] for each in classes if each.startswith("License ::")]
    return ", ".join(named) or "see the text"


def licence_texts(distribution: metadata.Distribution) -> list[tuple[str, str]]:
    """The licence files that the library brings: name and text."""
    return [
        (path.name, path.read_text(encoding="utf-8"))
        for path in sorted(distribution.files or [])
        if path.parts[0].endswith(".dist-info")
        and path.name.upper().startswith(("LICEN", "COPYING", "NOTICE", "AUTHORS"))
    ]


def materials(distribution: metadata.Distribution) -> list[tuple[str, str, str]]:
    """What the library's bills of materials list: name, version and licence of each part."""
    parts: set[tuple[str, str, str]] = set()
    for path in distribution.files or []:
        if "sboms" in path.parts and path.suffix == ".json":
            bill = json.loads(path.read_text(encoding="utf-8"))
            parts |= {_material(each) for each in bill.get("components", [])}
    return sorted(parts)


def copyright_text(lists: Path) -> str:
    """The whole file. Raises ValueError where a library in the bundle states no licence at all."""
    sections = [HEAD, _section(f"Python {sys.version.split()[0]}", "PSF-2.0", [("LICENSE.txt", _python_text())])]
    for each in bundled_distributions(lists):
        licence, texts, parts = licence_name(each), licence_texts(each), materials(each)
        if licence == "see the text" and not texts:
            raise ValueError(f"{each.name} states no licence")
        sections.append(_section(f"{each.name} {each.version}", licence, texts, parts))
    # The start of the program is PyInstaller's, under the GPL with an exception for what it starts.
    starter = metadata.distribution("pyinstaller")
    title = f"The starting program, of PyInstaller {starter.version}"
    sections.append(_section(title, licence_name(starter), licence_texts(starter)))
    for title, path in ENDS:
        sections.append("\n".join(["", "-" * 78, title, "", path.read_text(encoding="utf-8").strip(), ""]))
    return "\n".join(sections)


def _section(
    title: str, licence: str, texts: Iterable[tuple[str, str]], parts: Iterable[tuple[str, str, str]] = ()
) -> str:
    lines = ["", "-" * 78, title, f"Licence: {licence}"]
    listed = [f"    {name} {version}: {stated}" for name, version, stated in parts]
    if listed:
        lines += ["Compiled into it, as its bill of materials says:", *listed]
    for name, text in texts:
        lines += ["", f"[{name}]", "", text.strip()]
    return "\n".join(lines) + "\n"


def _material(part: dict[str, Any]) -> tuple[str, str, str]:
    stated = [
        each.get("expression") or each.get("license", {}).get("id") or each.get("license", {}).get("name", "")
        for each in part.get("licenses", [])
    ]
    return str(part["name"]), str(part.get("version", "")), " AND ".join(stated) or "not stated there"


def _entries(path: Path) -> list[tuple[Any, ...]]:
    """A list that PyInstaller wrote: name, source and kind of each entry."""
    found: list[tuple[Any, ...]] = []
    for part in ast.literal_eval(path.read_text(encoding="utf-8")):
        if isinstance(part, list):
            found += [entry for entry in part if isinstance(entry, tuple)]
    return found


def _python_text() -> str:
    """Python's own licence: beside its library, or where Debian keeps it."""
    places = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(f"/usr/share/doc/python3.{sys.version_info.minor}/copyright"),
    )
    return next(path for path in places if path.is_file()).read_text(encoding="utf-8")


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(copyright_text(Path(sys.argv[1])), encoding="utf-8")

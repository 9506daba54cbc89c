"""The vendored fonts: what is there, whether it is whole, and which characters they can draw.

`tools/build_fonts.py` makes the files, the manifest of hashes and the coverage data read here.
"""

from __future__ import annotations

import bisect
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from screening.core.errors import Problem, ScreeningError
from screening.languages.bidi import plain
from screening.languages.table import Language, load_languages

FONTS = Path(__file__).parent / "fonts"
FALLBACK = "Noto Sans"
"""Has Latin, Cyrillic and Greek, and the marks that isolate directions; script fonts often lack all."""

# Joiner, vowel and variation selectors that are never drawn themselves.
_SILENT = frozenset(map(chr, (0x034F, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))


@dataclass(frozen=True)
class FontFile:
    """One font file; `sha256` is hex. `scripts`: ISO 15924 codes it is for.

    `languages`: tags it is for before the other fonts of their script, as Nastaliq is for Urdu.
    """

    path: Path
    sha256: str
    family: str
    style: str
    scripts: tuple[str, ...]
    languages: tuple[str, ...] = ()


class FontSet:
    """The fonts of one folder. Reading coverage waits until a text is first checked."""

    def __init__(self, folder: Path, hashes: Mapping[str, str], files: tuple[FontFile, ...]) -> None:
        self.folder = folder
        self.files = files
        self._hashes = dict(hashes)

    @property
    def families(self) -> tuple[str, ...]:
        """All families, Noto Sans first."""
        others = {file.family for file in self.files} - {FALLBACK}
        return (FALLBACK, *sorted(others))

    def font_files(self) -> tuple[Path, ...]:
        """Every font file, for the GUI's font database and for Typst."""
        return tuple(file.path for file in self.files)

    @cached_property
    def lost_scripts(self) -> frozenset[str]:
        """Scripts of the table of languages that no font here can draw (ISO 15924)."""
        drawn = {script for file in self.files if file.style == "Regular" for script in file.scripts}
        return frozenset(language.script for language in load_languages().values()) - drawn

    def sound(self) -> FontSet:
        """The fonts whose files are the ones that were shipped (8 MB are read)."""
        files = tuple(file for file in self.files if self._is_sound(file.path.name))
        return FontSet(self.folder, self._hashes, files)

    def _is_sound(self, name: str) -> bool:
        # Start-up is measured, and hashlib brings OpenSSL with it.
        import hashlib

        try:
            return hashlib.sha256((self.folder / name).read_bytes()).hexdigest() == self._hashes[name]
        except OSError:
            return False

    def cannot_draw(self, text: str) -> bool:
        """Whether the files here lack a character of a document that the fonts as shipped have.

        Raises FONTS_DAMAGED where even that cannot be told.
        """
        left = {file.family for file in self.files if file.style == "Regular" and file.scripts}
        shipped = self.missing_characters(text)
        return any(char not in shipped for char in self.missing_characters(text, left))

    def families_for(self, language: Language) -> tuple[str, ...]:
        """The families to try in turn: the language's own, the script's, then Noto Sans."""
        # A bold alone is better than nothing; here there is something.
        own = (f.family for f in self.files if language.tag in f.languages and f.style == "Regular")
        return tuple(dict.fromkeys((*own, *self.paper_families(language))))

    def paper_families(self, language: Language) -> tuple[str, ...]:
        """The same for a document: without the language's own, whose letters could not be copied out of it.

        Nastaliq draws a letter and its dots apart, and each counts as the letter: four of ten characters came out
        wrong when a page was read back.
        """
        scripts = (file.family for file in self.files if language.script in file.scripts)
        return tuple(dict.fromkeys((*scripts, FALLBACK)))

    def check_present(self) -> None:
        """Raise FONTS_DAMAGED when a file is missing. Cheap: for start-up."""
        if not all((self.folder / name).is_file() for name in self._hashes):
            raise ScreeningError(Problem.FONTS_DAMAGED)

    def verify(self) -> None:
        """Raise FONTS_DAMAGED when a file is missing or is not the one that was shipped (8 MB are read)."""
        if not all(self._is_sound(name) for name in self._hashes):
            raise ScreeningError(Problem.FONTS_DAMAGED)

    def missing_characters(self, text: str, families: Iterable[str] | None = None) -> tuple[str, ...]:
        """Characters of `text` that none of the families (all of them when None) can draw, in order."""
        wanted = tuple(self._coverage) if families is None else tuple(families)
        covering = [self._coverage[family] for family in wanted if family in self._coverage]
        missing = (char for char in dict.fromkeys(text) if not _drawable(char, covering))
        return tuple(missing)

    def show_missing(self, text: str) -> str:
        """`plain` text with each character that has no glyph as its code point: [U+0F40].

        A text engine that checks its output refuses a document for one such character; what the person
        said must still be readable, at least by looking the code up.
        """
        cleaned = plain(text)
        missing = self.missing_characters(cleaned)
        return cleaned.translate({ord(char): _code_point(char) for char in missing})

    @cached_property
    def _coverage(self) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
        """Per family: first and last code points of its ranges, ascending."""
        if "coverage.json" not in self._hashes:
            raise ScreeningError(Problem.FONTS_DAMAGED)
        stored: dict[str, str] = _read_json(self.folder / "coverage.json")
        return {family: _ranges(text) for family, text in stored.items()}


def load_fonts(folder: Path = FONTS, *, verify: bool = False) -> FontSet:
    """The fonts of a folder, all present; with `verify`, also unchanged. Raises FONTS_DAMAGED."""
    manifest = _read_json(folder / "manifest.json")
    try:
        hashes = {name: str(entry["sha256"]) for name, entry in manifest.items()}
        files = tuple(_font_file(folder / name, entry) for name, entry in manifest.items() if "family" in entry)
    except (AttributeError, KeyError, TypeError) as error:
        raise ScreeningError(Problem.FONTS_DAMAGED) from error
    fonts = FontSet(folder, hashes, files)
    if verify:
        fonts.verify()
    else:
        fonts.check_present()
    return fonts


def load_usable_fonts(folder: Path = FONTS) -> FontSet:
    """The fonts that are there, also where some or all are missing: the program must start without them."""
    try:
        manifest = _read_json(folder / "manifest.json")
        files = [_font_file(folder / name, entry) for name, entry in manifest.items() if "family" in entry]
        hashes = {name: str(entry["sha256"]) for name, entry in manifest.items()}
    except (ScreeningError, AttributeError, KeyError, TypeError):
        return FontSet(folder, {}, ())
    return FontSet(folder, hashes, tuple(file for file in files if file.path.is_file()))


def _read_json(path: Path) -> Any:
    """A JSON file of the folder; FONTS_DAMAGED where it is missing or not JSON."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ScreeningError(Problem.FONTS_DAMAGED) from error


def _font_file(path: Path, entry: Mapping[str, Any]) -> FontFile:
    languages = tuple(entry.get("language", ()))
    return FontFile(path, entry["sha256"], entry["family"], entry["style"], tuple(entry["script"]), languages)


def _ranges(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """`"20-7E A0"` as the firsts (0x20, 0xA0) and the lasts (0x7E, 0xA0)."""
    pairs = [item.partition("-") for item in text.split()]
    return tuple(int(a, 16) for a, _, _ in pairs), tuple(int(b or a, 16) for a, _, b in pairs)


def _drawable(char: str, covering: Iterable[tuple[tuple[int, ...], tuple[int, ...]]]) -> bool:
    """Whether a family has the character; newlines and tabs are the engine's."""
    if char in "\n\t":
        return True
    point = ord(char)
    for firsts, lasts in covering:
        index = bisect.bisect_right(firsts, point) - 1
        if index >= 0 and point <= lasts[index]:
            return True
    return False


def _code_point(char: str) -> str:
    """How a character without a glyph is shown; a mark that only picks a variant is left out."""
    if char in _SILENT:
        return ""
    return f"[U+{ord(char):04X}]"

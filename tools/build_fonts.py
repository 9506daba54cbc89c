"""Rebuilds the vendored fonts in `screening/languages/fonts`: static TTFs, licences, hashes, coverage.

The program never needs this script; it is here so that anyone can see where each byte comes from and
make the same files again. It runs in an environment of its own, outside the project's, with

    manimgx-fonts 2026.9.26.post1
    fontpkg-ibm-plex-sans-arabic 1.101
    justmytype-intl-cjk 0.1.0
    fonttools 4.68.0

installed by name and exact version, and beside it, by npm in an empty folder,

    @expo-google-fonts/noto-nastaliq-urdu 0.4.2

    python tools/build_fonts.py --npm FOLDER              rebuild screening/languages/fonts
    python tools/build_fonts.py --npm FOLDER --out DIR    build somewhere else, to compare

Noto fonts have no reserved name, so fixed weights and a subset keep it. "Plex" is a reserved name under
the SIL Open Font License: those two files are copied and never changed. In Nastaliq the Latin letters and digits
cannot be reached: its spaces are so narrow that a phone number would run together.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import distribution, version
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).resolve().parent.parent / "screening" / "languages" / "fonts"
NOTO, PLEX, CJK = "manimgx-fonts", "fontpkg-ibm-plex-sans-arabic", "justmytype-intl-cjk"
NASTALIQ = "@expo-google-fonts/noto-nastaliq-urdu"
PINS = {NOTO: "2026.9.26.post1", PLEX: "1.101", CJK: "0.1.0", "fonttools": "4.68.0"}
NPM_PINS = {NASTALIQ: "0.4.2"}
WEIGHTS = {"Regular": 400, "Bold": 700}


@dataclass(frozen=True)
class Family:
    """One font family to vendor: what it is for, and where it comes from.

    `scripts` are ISO 15924 codes; `languages` are the tags it is for before the other fonts of their script.
    `without`: code points that are drawn by the fonts after it.
    """

    name: str
    scripts: tuple[str, ...]
    package: str
    source: str
    licence: str
    styles: tuple[str, ...] = ("Regular", "Bold")
    subset: bool = False
    without: frozenset[int] = frozenset()
    languages: tuple[str, ...] = ()

    def file_name(self, style: str) -> str:
        """`NotoSansThai-Bold.ttf`."""
        return f"{self.name.replace(' ', '')}-{style}.ttf"


def noto(script_name: str, *scripts: str) -> Family:
    """A Noto Sans family of the package with variable weights."""
    name = f"Noto Sans {script_name}".strip()
    return Family(name, scripts, NOTO, f"manimgx_fonts/{name.replace(' ', '')}[wght].ttf", "LICENSE")


def chinese_characters() -> frozenset[int]:
    """The 7,445 characters of GB 2312, ASCII, CJK punctuation and full-width forms."""
    pairs = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    decoded = "".join(pair.decode("gb2312", "ignore") for pair in pairs)
    ranges = (range(0x20, 0x7F), range(0xA0, 0x100), range(0x3000, 0x3040), range(0xFF00, 0xFFF0))
    return frozenset(map(ord, decoded)) | frozenset(point for each in ranges for point in each)


NASTALIQ_LEFT_OUT = frozenset(
    {point for point in range(0x21, 0x250) if chr(point).isalnum()} | set(map(ord, "+-/#%&@_=*\u00a0"))
)
"""Latin letters, digits, and the signs and spaces of phone numbers, dates and addresses."""


FAMILIES = (
    noto("", "Latn", "Cyrl", "Grek"),
    Family(
        "IBM Plex Sans Arabic",
        ("Arab",),
        PLEX,
        "fontpkg_ibm_plex_sans_arabic/files/IBMPlexSansArabic-{style}.ttf",
        "LICENSE",
    ),
    Family(
        "Noto Nastaliq Urdu",
        (),
        NASTALIQ,
        "{weight}{style}/NotoNastaliqUrdu_{weight}{style}.ttf",
        "LICENSE_FONT",
        without=NASTALIQ_LEFT_OUT,
        languages=("ur",),
    ),
    noto("Bengali", "Beng"),
    noto("Devanagari", "Deva"),
    noto("Ethiopic", "Ethi"),
    noto("Gurmukhi", "Guru"),
    noto("Khmer", "Khmr"),
    noto("Lao", "Laoo"),
    noto("Myanmar", "Mymr"),
    noto("Sinhala", "Sinh"),
    noto("Tamil", "Taml"),
    noto("Thai", "Thai"),
    Family(
        "Noto Sans SC",
        ("Hans",),
        CJK,
        "justmytype_intl_cjk/fonts/ofl/notosanssc/NotoSansSC[wght].ttf",
        "notosanssc/OFL.txt",
        ("Regular",),
        subset=True,
    ),
)


def located(package: str, path: str, npm: Path) -> Path:
    """A file of an installed package, by the end of its path: licences stand where each wheel puts them."""
    if package in NPM_PINS:
        return npm / "node_modules" / package / path
    for file in distribution(package).files or ():
        if str(file).endswith(path):
            return Path(str(file.locate()))
    raise SystemExit(f"{package}: {path} is missing")


def npm_version(npm: Path, package: str) -> str:
    """The version of a package that npm installed; empty where it did not."""
    described = npm / "node_modules" / package / "package.json"
    return str(json.loads(described.read_bytes())["version"]) if described.is_file() else ""


def rename(font: TTFont, family: str, style: str) -> None:
    """Write the names of a fixed weight: programs pick fonts by them, and take the default otherwise."""
    names = font["name"]
    for name_id in (16, 17, 21, 22, 25):
        names.removeNames(nameID=name_id)
    postscript = f"{family.replace(' ', '')}-{style}"
    for name_id, value in (
        (1, family),
        (2, style),
        (3, postscript),
        (4, f"{family} {style}"),
        (6, postscript),
    ):
        names.removeNames(nameID=name_id)
        names.setName(value, name_id, 3, 1, 0x409)
    bold = style == "Bold"
    font["OS/2"].usWeightClass = WEIGHTS[style]
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | (0x20 if bold else 0x40)
    font["head"].macStyle = 1 if bold else 0
    if "STAT" in font:
        del font["STAT"]


def static(family: Family, style: str, source: Path, target: Path) -> None:
    """Fix the weight of a variable font, and leave out the characters that are not to be kept."""
    # Times of the run would make every build differ.
    font = TTFont(source, recalcTimestamp=False)
    if family.subset:
        options = Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True, hinting=False)
        options.recalc_timestamp = False
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=chinese_characters())
        subsetter.subset(font)
    for table in font["cmap"].tables:
        for point in family.without & table.cmap.keys():
            del table.cmap[point]
    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, {"wght": WEIGHTS[style]})
    rename(font, family.name, style)
    font.save(target)


def as_ranges(points: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Code points as inclusive ranges, in order."""
    start = end = -1
    for point in sorted(points):
        if point != end + 1:
            if end >= 0:
                yield start, end
            start = point
        end = point
    if end >= 0:
        yield start, end


def licence_text(family: Family, font: TTFont, npm: Path) -> str:
    """The family's own copyright line over the licence text its package carries."""
    text = located(family.package, family.licence, npm).read_text(encoding="utf-8")
    if family.package == NOTO:
        # That package's file opens with a list of all its families; the licence starts after it.
        text = text[text.index("This Font Software is licensed") :]
    if text.startswith("Copyright"):
        return text
    return f"{font['name'].getDebugName(0)}\n\n{text}"


def digest(path: Path) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def build_family(family: Family, folder: Path, npm: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Write the files of one family and yield their manifest entries."""
    for style in family.styles:
        source = located(family.package, family.source.format(style=style, weight=WEIGHTS[style]), npm)
        target = folder / family.file_name(style)
        if family.package == PLEX:
            shutil.copyfile(source, target)
        else:
            static(family, style, source, target)
        yield (
            target.name,
            {
                "sha256": digest(target),
                "family": family.name,
                "style": style,
                "script": list(family.scripts),
                **({"language": list(family.languages)} if family.languages else {}),
                "source": f"{family.package} {(PINS | NPM_PINS)[family.package]}: {source.name}",
                "source_sha256": digest(source),
            },
        )


def write_json(path: Path, value: object) -> None:
    """One key a line, sorted, so that a change reads well."""
    lines = json.dumps(value, indent=1, sort_keys=True, ensure_ascii=True)
    path.write_text(lines + "\n", encoding="utf-8")


def build(folder: Path, npm: Path) -> None:
    """Write fonts, licences, coverage and manifest."""
    (folder / "licences").mkdir(parents=True, exist_ok=True)
    manifest: dict[str, dict[str, object]] = {}
    coverage: dict[str, str] = {}
    for family in FAMILIES:
        manifest.update(build_family(family, folder, npm))
        font = TTFont(folder / family.file_name("Regular"))
        covered = (point for point in font.getBestCmap() if unicodedata.category(chr(point)) != "Cc")
        coverage[family.name] = " ".join(f"{a:X}-{b:X}" if b > a else f"{a:X}" for a, b in as_ranges(covered))
        licence = folder / "licences" / f"{family.name.replace(' ', '')}-OFL.txt"
        licence.write_text(licence_text(family, font, npm), encoding="utf-8")
        print(family.name, *(f"{(folder / family.file_name(s)).stat().st_size:,}" for s in family.styles))
    write_json(folder / "coverage.json", coverage)
    manifest["coverage.json"] = {"sha256": digest(folder / "coverage.json")}
    write_json(folder / "manifest.json", manifest)


def main() -> int:
    """Check the pins, then build."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--npm", type=Path, required=True, help="where npm installed its packages")
    parser.add_argument("--out", type=Path, default=FONTS)
    arguments = parser.parse_args()
    wrong = [f"{name} {pin}" for name, pin in PINS.items() if version(name) != pin]
    wrong += [f"{name} {pin}" for name, pin in NPM_PINS.items() if npm_version(arguments.npm, name) != pin]
    if wrong:
        print("Install exactly:", ", ".join(wrong), file=sys.stderr)
        return 1
    build(arguments.out, arguments.npm)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

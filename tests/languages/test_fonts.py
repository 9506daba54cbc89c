"""The vendored fonts: whole, enough for every language, and honest about what they lack."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.core.errors import Problem, ScreeningError
from screening.languages.fonts import FONTS, FontSet, load_fonts, load_usable_fonts
from screening.languages.person_texts import load_fixed_texts
from screening.languages.table import load_languages
from tests.examples import examples

from .checkout import copy_tree

LANGUAGES = load_languages()
# Letters a language adds to the script's common ones (Unicode CLDR, main exemplar characters).
LETTERS = {
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئءؤأ۰۱۲۳۴۵۶۷۸۹،؛؟\u200c",
    "ur": "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےۂۓئؤ۔،؟",
    "ps": "آابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهیېۍئؤ،؟",
    "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنهەوۆیێۊء،؟",
    "vi": "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơư",
    "yo": "ẹọṣáàéèíìóòúùńǹẸ̀Ọ́Ẹ́",
    "bin": "ẹọẸ̀ẹ́ọ̀vbkh",
    "ha-like": "ɓɗƙƴ",
    "wo": "àéëñóŋ",
    "kmr": "çêîşû",
    "rom": "čšžćđťǎ",
    "my": "ကခဂဃငစဆဇဈညဋဌဍဎဏတထဒဓနပဖဗဘမယရလဝသဟဠအ၊။၀၁၂၃၄၅၆၇၈၉ါာိီုူေဲံ့း်ျြွှ",
    "km": "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ្ាិីឹឺុូួើឿៀេែៃោៅំះៈ៉៊់៌៍៎៏័។៕៖ៗ៛០១២៣៤៥៦៧៨៩",
    "ti": "ሀለሐመሠረሰሸቀቐበተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐ፡።፣፤",
    "zh-Hans": "说帮助安全警察护照工资雇主翻译医生，。？！：；“”（）",
    "uk": "ґєіїҐЄІЇ’",
}


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    """The shipped fonts, verified."""
    return load_fonts(verify=True)


@pytest.mark.parametrize("tag", sorted(LETTERS))
def test_letters_of_the_languages_are_drawn(tag: str, fonts: FontSet) -> None:
    families = fonts.families_for(LANGUAGES[tag]) if tag in LANGUAGES else None
    assert fonts.missing_characters(LETTERS[tag], families) == ()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_can_write_its_own_name_and_a_number(tag: str, fonts: FontSet) -> None:
    families = fonts.families_for(LANGUAGES[tag])
    text = f"{LANGUAGES[tag].own_name} \u2066+39\u00a00800\u2069 Strada 5-7"
    assert fonts.missing_characters(text, families) == ()


def test_the_scripts_own_family_comes_first(fonts: FontSet) -> None:
    assert fonts.families_for(LANGUAGES["ar"]) == ("IBM Plex Sans Arabic", "Noto Sans")
    assert fonts.families_for(LANGUAGES["fr"]) == ("Noto Sans",)
    assert fonts.families[0] == "Noto Sans"
    assert len(fonts.families) == 14


def test_urdu_has_a_font_of_its_own_and_no_other_language_gets_it(fonts: FontSet) -> None:
    assert fonts.families_for(LANGUAGES["ur"]) == ("Noto Nastaliq Urdu", "IBM Plex Sans Arabic", "Noto Sans")
    others = (fonts.families_for(each) for tag, each in LANGUAGES.items() if tag != "ur")
    assert not any("Noto Nastaliq Urdu" in families for families in others)
    assert fonts.missing_characters(LETTERS["ur"], ["Noto Nastaliq Urdu"]) == ()


def test_urdu_without_its_own_font_is_shown_in_that_of_its_script(tmp_path: Path) -> None:
    folder = copy_tree(FONTS, tmp_path / "fonts")
    font = folder / "NotoNastaliqUrdu-Regular.ttf"
    font.write_bytes(font.read_bytes()[:200_000])
    left = load_usable_fonts(folder).sound()
    assert left.families_for(LANGUAGES["ur"]) == ("IBM Plex Sans Arabic", "Noto Sans")
    assert left.lost_scripts == frozenset()


def test_the_text_engine_knows_the_fonts_by_the_names_of_the_manifest(fonts: FontSet) -> None:
    known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    assert sorted(known.families()) == sorted(fonts.families)
    assert len(known.fonts()) == len(fonts.files)


def test_every_family_has_its_licence_and_is_in_the_manifest(fonts: FontSet) -> None:
    for file in fonts.files:
        licence = FONTS / "licences" / f"{file.family.replace(' ', '')}-OFL.txt"
        text = licence.read_text(encoding="utf-8")
        assert text.startswith("Copyright") and "SIL OPEN FONT LICENSE" in text
    assert {path.name for path in FONTS.glob("*.ttf")} == {path.name for path in fonts.font_files()}
    assert sum(path.stat().st_size for path in fonts.font_files()) < 8_000_000


def test_a_changed_font_is_found_by_its_hash(tmp_path: Path) -> None:
    folder = copy_tree(FONTS, tmp_path / "fonts")
    font = folder / "NotoSans-Regular.ttf"
    data = bytearray(font.read_bytes())
    data[1000] ^= 1
    font.write_bytes(data)
    assert load_fonts(folder).font_files()
    with pytest.raises(ScreeningError) as caught:
        load_fonts(folder, verify=True)
    assert caught.value.problem is Problem.FONTS_DAMAGED


@pytest.mark.parametrize("name", ["NotoSansThai-Bold.ttf", "coverage.json", "manifest.json"])
def test_a_missing_file_is_found_even_without_hashes(name: str, tmp_path: Path) -> None:
    folder = copy_tree(FONTS, tmp_path / "fonts")
    (folder / name).unlink()
    with pytest.raises(ScreeningError) as caught:
        load_fonts(folder)
    assert caught.value.problem is Problem.FONTS_DAMAGED


def test_a_manifest_that_is_not_json_is_damage(tmp_path: Path) -> None:
    folder = copy_tree(FONTS, tmp_path / "fonts")
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(ScreeningError):
        load_fonts(folder)


def test_a_manifest_without_hashes_is_damage(tmp_path: Path) -> None:
    folder = copy_tree(FONTS, tmp_path / "fonts")
    (folder / "manifest.json").write_text(json.dumps({"a.ttf": {"family": "A"}}), encoding="utf-8")
    with pytest.raises(ScreeningError):
        load_fonts(folder)


def test_a_character_without_glyph_is_shown_by_its_code(fonts: FontSet) -> None:
    assert fonts.missing_characters("aཀbཀ") == ("ཀ",)
    assert fonts.show_missing("aཀb") == "a[U+0F40]b"
    assert fonts.show_missing("\U0001f600") == "[U+1F600]"
    assert fonts.show_missing("a\ufe0f\n\tb\x00") == "a\n\tb"
    assert fonts.show_missing("ትግርኛ") == "ትግርኛ"


def test_every_fixed_text_can_be_drawn(fonts: FontSet) -> None:
    assert fonts.missing_characters("".join(load_fixed_texts().values()), ["Noto Sans"]) == ()


TEMPLATE = b"""#set document(title: "t", date: datetime(year: 2026, month: 1, day: 1))
#set text(font: json(bytes(sys.inputs.families)), fallback: true)
#sys.inputs.text"""


def typeset(text: str, fonts: FontSet) -> bytes:
    """The strictest text engine the project uses: it refuses a text with a character it cannot draw."""
    return typst.compile(
        TEMPLATE,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]),
        sys_inputs={"text": text, "families": json.dumps([name.lower() for name in fonts.families])},
        pdf_standards=["ua-1"],
    )


def test_the_engine_does_refuse_what_it_cannot_draw(fonts: FontSet) -> None:
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        typeset("ཀ", fonts)
    assert typeset(fonts.show_missing("ཀ"), fonts).startswith(b"%PDF")


def test_every_own_name_is_typeset(fonts: FontSet) -> None:
    names = " ".join(language.own_name for language in LANGUAGES.values())
    assert typeset(names, fonts).startswith(b"%PDF")


@settings(max_examples=examples(100), deadline=None)
@given(text=st.text(alphabet=st.characters(codec=None), max_size=40))
def test_whatever_someone_types_is_typeset(text: str) -> None:
    fonts = load_fonts()
    assert typeset(f"x{fonts.show_missing(text)}", fonts).startswith(b"%PDF")

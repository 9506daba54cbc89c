"""A form is never made from letters that are damaged, and always where it does without them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from screening.core.errors import Problem, ScreeningError
from screening.documents.form import build_form
from screening.documents.render import FormRenderer
from screening.languages.fonts import FONTS

from .arabic import words
from .samples import sample, sheet
from .scripts_page import form_of

DAMAGES = ["missing", "empty", "cut short", "another file"]


def damaged(folder: Path, name: str, damage: str) -> Path:
    """A copy of the fonts with one file harmed."""
    fonts = Path(shutil.copytree(FONTS, folder / "fonts"))
    whole = (fonts / name).read_bytes()
    if damage == "missing":
        (fonts / name).unlink()
    else:
        harmed = {"empty": b"", "cut short": whole[: len(whole) // 2], "another file": b"not a font"}
        (fonts / name).write_bytes(harmed[damage])
    return fonts


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", ["NotoSans-Regular.ttf", "IBMPlexSansArabic-Regular.ttf", "coverage.json"])
def test_no_form_is_made_from_damaged_letters(tmp_path: Path, name: str, damage: str) -> None:
    if (name, damage) == ("coverage.json", "cut short"):
        return  # is as any other file that is no list
    renderer = FormRenderer(damaged(tmp_path, name, damage))
    for made in (renderer.pdf, renderer.pages):
        with pytest.raises(ScreeningError) as refused:
            made(build_form(*sample(), words()))
        assert refused.value.problem is Problem.FONTS_DAMAGED


@pytest.mark.parametrize("damage", [damage for damage in DAMAGES if damage != "cut short"])
def test_a_form_is_made_where_it_does_without_the_damaged_letters(tmp_path: Path, damage: str) -> None:
    renderer = FormRenderer(damaged(tmp_path, "NotoSansKhmer-Regular.ttf", damage))
    assert renderer.pdf(build_form(*sample(), words())).startswith(b"%PDF")
    assert len(renderer.pages(form_of("th"))) > 1
    for lost in (form_of("km"), build_form(*sample(sheet(name="សុខា")), words())):
        with pytest.raises(ScreeningError) as refused:
            renderer.pages(lost)
        assert refused.value.problem is Problem.FONTS_DAMAGED


def test_no_form_is_made_while_a_font_is_read_that_is_not_whole(tmp_path: Path) -> None:
    fonts = damaged(tmp_path, "NotoSansKhmer-Regular.ttf", "missing")
    harmed = bytearray((FONTS / "NotoSansKhmer-Regular.ttf").read_bytes())
    harmed[-1000:] = bytes(1000)
    (fonts / "NotoSansKhmer-Regular.ttf").write_bytes(harmed)
    with pytest.raises(ScreeningError) as refused:
        FormRenderer(fonts).pdf(build_form(*sample(), words()))
    assert refused.value.problem is Problem.FONTS_DAMAGED


def test_without_its_bold_a_script_is_set_in_regular(tmp_path: Path) -> None:
    renderer = FormRenderer(damaged(tmp_path, "NotoSansKhmer-Bold.ttf", "missing"))
    assert renderer.pdf(form_of("km")).startswith(b"%PDF")

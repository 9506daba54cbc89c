"""A form is never made from letters that are damaged: it would come out with words missing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from screening.core.errors import Problem, ScreeningError
from screening.documents.form import build_form
from screening.documents.render import FormRenderer
from screening.languages.fonts import FONTS

from .arabic import words
from .samples import sample


@pytest.mark.parametrize("damage", ["missing", "cut short", "another file"])
def test_no_form_is_made_from_damaged_letters(tmp_path: Path, damage: str) -> None:
    folder = Path(shutil.copytree(FONTS, tmp_path / "fonts"))
    font = folder / "NotoSans-Regular.ttf"
    if damage == "missing":
        font.unlink()
    else:
        font.write_bytes(font.read_bytes()[:100_000] if damage == "cut short" else b"not a font")
    with pytest.raises(ScreeningError) as refused:
        FormRenderer(folder).pdf(build_form(*sample(), words()))
    assert refused.value.problem is Problem.FONTS_DAMAGED

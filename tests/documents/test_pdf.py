"""The file itself: tags, title, language, fonts, and nothing that tells what it is about."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from screening.core.errors import Problem, ScreeningError
from screening.core.referral import Referral
from screening.documents.context import Form, FormContext
from screening.documents.form import build_form
from screening.documents.render import FormRenderer

from .arabic import words
from .samples import SHEET, sample, tool

Render = Callable[[tuple[Referral, FormContext]], bytes]


def test_it_is_a_tagged_pdf_with_title_and_date_and_names_nobody(render: Render, tmp_path: Path) -> None:
    pdf = render(sample())
    lines = tool("pdfinfo", pdf=pdf, folder=tmp_path).splitlines()
    info = {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}
    assert info["Tagged"] == "yes"
    assert info["Title"] == "Referral form 26-0417-3391"
    assert info["Page size"].endswith("(A4)")
    assert "2026" in info["CreationDate"]
    assert not {"Author", "Subject", "Keywords"} & info.keys()


def test_metadata_says_pdf_ua_and_the_language_and_nothing_of_the_matter(render: Render, tmp_path: Path) -> None:
    pdf = render(sample())
    metadata = tool("pdfinfo", "-meta", pdf=pdf, folder=tmp_path)
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<rdf:li>en</rdf:li>" in metadata
    assert SHEET.name not in metadata
    assert "traffick" not in metadata.lower()


def test_all_fonts_are_embedded(render: Render, tmp_path: Path) -> None:
    rows = tool("pdffonts", pdf=render(sample()), folder=tmp_path).splitlines()[2:]
    assert rows
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_headings_lists_and_the_table_are_tagged(render: Render, tmp_path: Path) -> None:
    structure = tool("pdfinfo", "-struct", pdf=render(sample()), folder=tmp_path)
    for tag in ("H1", "H2", "Table", "THead", "TH", "TD", "LBody"):
        assert f"{tag} " in structure or f"{tag}\n" in structure or f"{tag}:" in structure
    assert "/Scope /Column" in structure


def test_the_same_instant_gives_the_same_bytes(renderer: FormRenderer) -> None:
    form = build_form(*sample(), words())
    first = renderer.pdf(form)
    assert renderer.pdf(form) == first == FormRenderer().pdf(form)
    later = build_form(*sample(prepared_utc="2026-11-22T14:06:00Z"), words())
    assert renderer.pdf(later) != first


def test_another_process_gives_the_same_bytes(renderer: FormRenderer) -> None:
    code = """
import hashlib
from screening.documents.form import build_form
from screening.documents.render import FormRenderer
from tests.documents.arabic import words
from tests.documents.samples import sample
print(hashlib.sha256(FormRenderer().pdf(build_form(*sample(), words()))).hexdigest())
"""
    root = Path(__file__).parents[2]
    found = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    form = build_form(*sample(), words())
    assert found.stdout.strip() == hashlib.sha256(renderer.pdf(form)).hexdigest()


def test_preview_pages_are_the_pages_of_the_pdf(renderer: FormRenderer, tmp_path: Path) -> None:
    form = build_form(*sample(), words())
    pages = renderer.pages(form)
    info = tool("pdfinfo", pdf=renderer.pdf(form), folder=tmp_path)
    assert f"Pages:           {len(pages)}" in info
    assert all(page.startswith(b"<svg") for page in pages)


def test_a_failure_says_nothing_of_the_case(renderer: FormRenderer) -> None:
    form = build_form(*sample(), words())
    broken = Form({**form.content, "heading": {"t": "Layla Hasan"}}, (), form.prepared)
    with pytest.raises(ScreeningError) as caught:
        renderer.pdf(broken)
    error = caught.value
    assert error.problem is Problem.DOCUMENT_FAILED
    assert error.fields == {}
    assert error.__suppress_context__
    assert error.__cause__ is None
    assert renderer.pdf(form)


def test_a_character_without_a_glyph_never_reaches_the_engine(renderer: FormRenderer) -> None:
    form = build_form(*sample(), words())
    heading = {"t": "\u0f40", "dir": "ltr", "leading": 0.7}
    with pytest.raises(ScreeningError):
        renderer.pdf(replace(form, content={**form.content, "heading": heading}))


def test_missing_fonts_are_reported(tmp_path: Path) -> None:
    with pytest.raises(ScreeningError) as caught:
        FormRenderer(fonts=tmp_path / "none").pdf(build_form(*sample(), words()))
    assert caught.value.problem is Problem.FONTS_DAMAGED

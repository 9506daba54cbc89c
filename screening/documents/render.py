"""From a form's content to paper: tagged PDF (PDF/UA-1), and the same pages as SVG for screen and printer.

Typst sees the template folder and the vendored fonts, and nothing else; the content goes in as JSON and is
never evaluated.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import cast

import typst

from screening.core.errors import Problem, ScreeningError
from screening.documents.form import Form
from screening.languages.fonts import FONTS, FontSet, load_usable_fonts

TEMPLATES = Path(__file__).parent / "templates"
REFERRAL = "referral.typ"


class FormRenderer:
    """Renders forms. One object keeps fonts and template compiled, so that the next form is quick."""

    def __init__(self, fonts: Path = FONTS, templates: Path = TEMPLATES) -> None:
        self._templates = templates
        self._fonts = fonts
        self._compiler: typst.Compiler | None = None
        self._sound: FontSet | None = None

    def pdf(self, form: Form) -> bytes:
        """The form as PDF, dated when it was prepared: the same form gives the same bytes.

        Raises DOCUMENT_FAILED, FONTS_DAMAGED.
        """
        moment = form.prepared.astimezone(UTC)
        with self._compiling(form) as compiler:
            made = compiler.compile(
                sys_inputs=_inputs(form), format="pdf", pdf_standards=["ua-1"], timestamp=moment
            )
        return cast(bytes, made)

    def pages(self, form: Form) -> tuple[bytes, ...]:
        """The pages as drawings (SVG, letters as outlines). Raises DOCUMENT_FAILED, FONTS_DAMAGED.

        Measured on four pages: 12 ms, where pictures fit for a printer took 150 to make and 240 to show.
        """
        moment = form.prepared.astimezone(UTC)
        with self._compiling(form) as compiler:
            made = compiler.compile(sys_inputs=_inputs(form), format="svg", timestamp=moment)
        return tuple(made) if isinstance(made, list) else (cast(bytes, made),)

    @contextmanager
    def _compiling(self, form: Form) -> Iterator[typst.Compiler]:
        try:
            self._compiler = self._compiler or self._new_compiler()
            # Typst sets a text without a font as nothing, and says nothing.
            if self._sound is None or self._sound.cannot_draw("".join(_texts(form.content))):
                raise ScreeningError(Problem.FONTS_DAMAGED)
            yield self._compiler
        # Typst's messages quote the content, and they must reach no log: the cause is dropped.
        except (RuntimeError, OSError, ValueError):
            self._compiler = None
            raise ScreeningError(Problem.DOCUMENT_FAILED) from None

    def _new_compiler(self) -> typst.Compiler:
        self._sound = load_usable_fonts(self._fonts).sound()
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(self._fonts)]
        )
        # A lost file keeps nobody from a form that does without it; one that is still read may lose letters.
        if len(fonts.fonts()) > len(self._sound.files):
            raise ScreeningError(Problem.FONTS_DAMAGED)
        return typst.Compiler(
            input=str(self._templates / REFERRAL),
            root=str(self._templates),
            font_paths=fonts,
            ignore_system_fonts=True,
        )


def _inputs(form: Form) -> dict[str, str]:
    return {"content": json.dumps(form.content, ensure_ascii=False)}


def _texts(content: object) -> Iterator[str]:
    """All texts of a form's content."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for value in content.values():
            yield from _texts(value)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from _texts(value)

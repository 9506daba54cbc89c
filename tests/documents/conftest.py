"""One renderer for all: loading fonts and template once is what it is for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from screening.core.referral import Referral
from screening.documents.context import FormContext
from screening.documents.form import build_form
from screening.documents.render import FormRenderer

from .arabic import words
from .samples import read, sample

Printed = Callable[..., str]


@pytest.fixture(scope="session")
def renderer() -> FormRenderer:
    return FormRenderer()


@pytest.fixture
def render(renderer: FormRenderer) -> Callable[[tuple[Referral, FormContext]], bytes]:
    """The PDF of a referral and its context."""

    def made(parts: tuple[Referral, FormContext]) -> bytes:
        context = parts[1]
        return renderer.pdf(build_form(*parts, words(context.provider_language, context.person_language)))

    return made


@pytest.fixture
def printed(render: Callable[[tuple[Referral, FormContext]], bytes], tmp_path: Path) -> Printed:
    """The text that can be read on the paper; arguments as of `sample`."""

    def text(*arguments: Any, **fields: Any) -> str:
        return read(render(sample(*arguments, **fields)), tmp_path)

    return text

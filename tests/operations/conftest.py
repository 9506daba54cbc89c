"""A real vault in a temporary folder, with derivation limits that cost nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from screening.documents.render import FormRenderer
from screening.operations.session import Session
from tests.packs_once import packs_once as packs_once

from .talks import create_session, open_session


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault made once and copied for each test."""
    folder = tmp_path_factory.mktemp("template") / "vault"
    create_session(folder).close()
    return folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "vault"))


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    opened = open_session(folder)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def renderer() -> FormRenderer:
    return FormRenderer()

"""A vault in a temporary folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from screening.core.case import Situation
from screening.store.vault import Vault

from .vaults import NOW, make, reopen


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault made once: making one takes ten times as long as copying and opening it."""
    folder = tmp_path_factory.mktemp("template") / "vault"
    make(folder).vault.close()
    return folder


@pytest.fixture
def closed(template: Path, folder: Path) -> Path:
    """The folder of a closed vault without cases."""
    return Path(shutil.copytree(template, folder))


@pytest.fixture
def vault(closed: Path) -> Iterator[Vault]:
    opened = reopen(closed)
    yield opened
    opened.close()


@pytest.fixture
def case_id(vault: Vault) -> str:
    with vault.transaction():
        return vault.cases.create(Situation.WORKPLACE, NOW).id

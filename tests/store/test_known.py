"""The vaults that the first window lists, read without a key."""

from __future__ import annotations

from pathlib import Path

import pytest

from screening.core.settings import ListedVault
from screening.store.known import KnownVault, free_folder, known_vaults, look_at
from screening.store.vault import create_vault, discard_vault

from .vaults import LIMITS, NOW, PASSPHRASE


def put(folder: Path, officer: str = "A1", *, training: bool = False) -> Path:
    new = create_vault(folder, officer, PASSPHRASE, training=training, kdf=LIMITS, floor=LIMITS, now=NOW)
    new.vault.close()
    return folder


def test_real_vaults_come_first_and_training_is_told_apart(tmp_path: Path) -> None:
    put(tmp_path / "training-1", "TRAINING", training=True)
    put(tmp_path / "records-10")
    put(tmp_path / "records-2")
    put(tmp_path / "Harbour", training=True)
    assert known_vaults(tmp_path) == [
        KnownVault(tmp_path / "records-2", training=False, ready_made=False, number=2),
        KnownVault(tmp_path / "records-10", training=False, ready_made=False, number=10),
        KnownVault(tmp_path / "Harbour", training=True, ready_made=False),
        KnownVault(tmp_path / "training-1", training=True, ready_made=True, number=1),
    ]


def test_a_real_vault_whose_officer_is_called_training_is_not_the_ready_made_one(tmp_path: Path) -> None:
    assert not look_at(put(tmp_path / "records-1", "TRAINING")).ready_made


def test_an_unfinished_vault_is_not_listed_and_its_folder_is_used_again(tmp_path: Path) -> None:
    folder = put(tmp_path / "records-1")
    assert free_folder(tmp_path) == tmp_path / "records-2"
    (folder / "creating").touch()
    assert known_vaults(tmp_path) == []
    assert free_folder(tmp_path) == folder
    put(folder)  # what was left is cleared
    assert [vault.folder for vault in known_vaults(tmp_path)] == [folder]


def test_what_lies_hidden_is_not_listed(tmp_path: Path) -> None:
    put(tmp_path / ".unfinished")
    assert known_vaults(tmp_path) == []


def test_a_folder_that_is_not_there_or_no_folder_has_no_vaults(tmp_path: Path) -> None:
    assert known_vaults(tmp_path / "none") == []
    (tmp_path / "file").write_text("x")
    assert known_vaults(tmp_path / "file") == []


@pytest.mark.parametrize("header", [b"", b"{", b"[]", b'{"training": 1}', b"\xff" * 9, b"[" * 200_000])
def test_a_header_full_of_nonsense_is_listed_and_said_to_be_no_training(tmp_path: Path, header: bytes) -> None:
    folder = tmp_path / "records-3"
    folder.mkdir()
    (folder / "vault.json").write_bytes(header)
    assert known_vaults(tmp_path) == [KnownVault(folder, training=False, ready_made=False, number=3)]


def test_taking_down_leaves_what_is_somebody_elses(tmp_path: Path) -> None:
    folder = put(tmp_path / "records-1")
    (folder / "mine.txt").write_text("mine")
    discard_vault(folder)
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]
    (folder / "mine.txt").unlink()
    put(folder)
    discard_vault(folder)
    assert not folder.exists()
    discard_vault(folder)


def test_vaults_elsewhere_stay_in_the_list_even_while_their_disk_is_away(tmp_path: Path) -> None:
    vaults, stick = tmp_path / "vaults", tmp_path / "stick" / "blue"
    for folder in (vaults / "records-1", stick):
        put(folder)
    away = tmp_path / "away" / "records-1"
    listed = [
        ListedVault(str(vaults / "records-1"), "Kingfisher"),
        ListedVault(str(stick)),
        ListedVault(str(away), "Heron"),
        ListedVault(str(vaults / "records-9"), "Erased since"),
    ]
    assert [(each.folder, each.name, each.there) for each in known_vaults(vaults, listed)] == [
        (stick, "", True),
        (vaults / "records-1", "Kingfisher", True),
        (away, "Heron", False),
    ]

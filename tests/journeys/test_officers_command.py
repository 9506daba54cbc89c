"""`screening vault officers | recovery | passphrase | rotate`, as a script meets them; the real derivation."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.journeys.programs import screening

FIRST, SECOND = "orange window river monday lamp", "lantern copper walnut seventy"
THIRD = "harbour violin cactus eleven"


class Commands:
    """The program on one vault."""

    def __init__(self, home: Path) -> None:
        self.home, self.vault = home, home / "vault"

    def run(self, *words: str, lines: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        text = "".join(f"{line}\n" for line in lines)
        done = screening(self.home, "vault", *words, "--vault", str(self.vault), "--passphrase-stdin", text=text)
        assert "Traceback" not in done.stderr
        for line in lines:
            assert line not in done.stdout + done.stderr
        return done

    def done(self, *words: str, lines: tuple[str, ...] = (FIRST,)) -> str:
        """What a command that succeeds prints."""
        done = self.run(*words, lines=lines)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout

    def refused(self, *words: str, lines: tuple[str, ...] = (FIRST,)) -> str:
        """The one sentence of a refusal."""
        done = self.run(*words, lines=lines)
        assert (done.returncode, done.stdout) == (1, ""), done.stdout
        assert len(done.stderr.splitlines()) == 1
        return done.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault made by the command, never changed by a test: each takes a copy."""
    commands = Commands(tmp_path_factory.mktemp("made"))
    commands.done("create", "--officer", "A1")
    return commands.home


@pytest.fixture
def vault(made: Path, tmp_path: Path) -> Commands:
    return Commands(Path(shutil.copytree(made, tmp_path / "home")))


@pytest.mark.slow
def test_an_officer_comes_and_goes(vault: Commands) -> None:
    assert vault.done("officers", "add", "B2", lines=(FIRST, SECOND)) == ""
    assert "code already" in vault.refused("officers", "add", "b2", lines=(FIRST, SECOND))
    first, second = vault.done("officers", "list").splitlines()
    assert first.startswith("A1\tadministrator\tactive\t20")
    assert second == "B2\tofficer\tactive\tnever\tpassphrase to be changed"
    assert "Your role does not allow this" in vault.refused(
        "officers", "--officer", "B2", "disable", "A1", lines=(SECOND,)
    )
    assert vault.done("passphrase", "--officer", "B2", lines=(SECOND, THIRD)) == ""
    vault.done("officers", "rename", "B2", "C3")
    vault.done("officers", "role", "C3", "supervisor")
    vault.done("officers", "disable", "C3")
    assert "did not unlock" in vault.refused("check", "--officer", "C3", lines=(THIRD,))
    assert vault.done("officers", "list").splitlines()[1].startswith("C3\tsupervisor\tdisabled\t20")
    vault.done("officers", "enable", "c3")
    vault.done("officers", "passphrase", "C3", lines=(FIRST, SECOND))
    assert "sound" in vault.done("check", "--officer", "C3", lines=(SECOND,))
    assert "Copies made before still open for C3" in vault.done("officers", "revoke", "C3")
    assert "did not unlock" in vault.refused("check", "--officer", "C3", lines=(SECOND,))
    assert "no such officer" in vault.refused("officers", "revoke", "C3")
    assert "yourself" in vault.refused("officers", "revoke", "A1")
    vault.done("rotate")
    assert "sound" in vault.done("check", "--officer", "A1")


@pytest.mark.slow
def test_a_second_recovery_key_is_made_tried_and_taken_out(vault: Commands) -> None:
    written = vault.done("recovery", "add").strip()
    assert len(written) > 40
    assert vault.done("recovery", "list").splitlines()[1].startswith("2\tunconfirmed\t20")
    assert "does not open this vault" in vault.refused("recovery", "try", lines=(FIRST, written[:-1] + "?"))
    assert vault.done("recovery", "try", lines=(FIRST, written)) == "recovery key 2 opens this vault\n"
    vault.done("recovery", "remove", "1")
    assert len(list((vault.vault / "backups").glob("*.bak"))) == 1  # under the new key
    assert vault.done("recovery", "list").startswith("2\tconfirmed\t20")
    assert "nobody could open" in vault.refused("recovery", "remove", "2")
    assert "no such recovery key" in vault.refused("recovery", "remove", "9")


@pytest.mark.slow
def test_with_several_administrators_the_command_asks_who_it_is(vault: Commands) -> None:
    vault.done("officers", "add", "B2", "--role", "administrator", lines=(FIRST, SECOND))
    assert "--officer" in vault.refused("officers", "list")
    assert vault.done("officers", "list", "--officer=B2", lines=(SECOND,)).count("\n") == 2


def test_a_recovery_key_is_no_role_for_an_officer(vault: Commands) -> None:
    done = vault.run("officers", "add", "B2", "--role", "recovery", lines=(FIRST, SECOND))
    assert done.returncode == 2

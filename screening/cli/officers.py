"""`screening vault officers | recovery | passphrase | rotate`: who opens a vault, without a screen.

Each asks for the passphrase of whoever runs it, then for what is new. With --passphrase-stdin these are lines of
standard input, in the same order. No code needs to be named where one administrator alone can open the vault.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from screening.cli.secrets import PassphraseStdin, passphrase_from
from screening.core.errors import Problem, ScreeningError
from screening.core.roles import ASSIGNABLE, OfficerStatus, Role

if TYPE_CHECKING:
    from screening.operations.officers import OfficerEntry, RecoveryEntry
    from screening.operations.session import Session

_SHARED = {"--vault": 2, "--officer": 2, "--passphrase-stdin": 1}  # with how many words each takes


class Group(TyperGroup):
    """A group whose options may stand before or after its command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Bring the shared options to the front."""
        shared: list[str] = []
        others: list[str] = []
        while args:
            words = _SHARED.get(args[0].partition("=")[0], 0)
            taken = words if "=" not in args[0] else min(words, 1)
            (shared if taken else others).extend(args[: taken or 1])
            args = args[taken or 1 :]
        return super().parse_args(ctx, shared + others)


officers_cli = typer.Typer(help="The officers who open a vault.", cls=Group)
recovery_cli = typer.Typer(help="The recovery keys of a vault.", cls=Group)

VaultFolder = Annotated[Path, typer.Option("--vault", help="The vault's folder.")]
OwnCode = Annotated[str, typer.Option("--officer", help="Your own code.")]
Number = Annotated[int, typer.Argument(help="The key's number in the list.")]


class Access:
    """How whoever runs the command opens the vault; given on the group, used by its command."""

    def __init__(self, folder: Path, code: str, from_stdin: bool) -> None:
        self.folder, self._code, self._from_stdin = folder, code, from_stdin

    @contextmanager
    def opened(self) -> Iterator[Session]:
        """The vault, opened with the passphrase asked for; closed at the end."""
        from screening.operations.session import unlock

        code = self._code or _only_administrator(self.folder)
        session = unlock(self.folder, code, self.secret(f"Passphrase of {code}"))
        try:
            yield session
        finally:
            session.close()

    def secret(self, words: str, *, twice: bool = False) -> str:
        """The next passphrase or key."""
        return passphrase_from(self._from_stdin, twice=twice, words=words)


@officers_cli.callback()
@recovery_cli.callback()
def group(
    context: typer.Context, vault: VaultFolder, officer: OwnCode = "", passphrase_stdin: PassphraseStdin = False
) -> None:
    """Name the vault and yourself, then what to do."""
    context.obj = Access(vault, officer, passphrase_stdin)


@officers_cli.command("list")
def officers_list(context: typer.Context) -> None:
    """One line per officer: code, role, active or disabled, when they last opened the vault (UTC)."""
    from screening.operations.officers import list_officers

    with _access(context).opened() as session:
        for entry in list_officers(session):
            mark = "passphrase to be changed" if entry.must_change else ""
            print(
                "\t".join((entry.code, entry.role, entry.status, entry.last_opened_utc or "never", mark)).rstrip()
            )


@officers_cli.command("add")
def officers_add(
    context: typer.Context, code: str, role: Annotated[Role, typer.Option(help="What they may do.")] = Role.OFFICER
) -> None:
    """Let one more officer in. They are asked for a passphrase of their own at their first unlocking."""
    from screening.operations.officers import add_officer

    access = _access(context)
    with access.opened() as session:
        add_officer(session, code, _assignable(role), access.secret(f"Passphrase for {code}", twice=True))


@officers_cli.command("rename")
def officers_rename(context: typer.Context, code: str, new: str) -> None:
    """Give an officer another code; their passphrase stays."""
    from screening.operations.officers import rename_officer

    with _access(context).opened() as session:
        rename_officer(session, _officer(session, code).id, new)


@officers_cli.command("role")
def officers_role(context: typer.Context, code: str, role: Role) -> None:
    """Give an officer another role."""
    from screening.operations.officers import change_role

    with _access(context).opened() as session:
        change_role(session, _officer(session, code).id, _assignable(role))


@officers_cli.command("passphrase")
def officers_passphrase(context: typer.Context, code: str) -> None:
    """Give an officer who forgot theirs a new passphrase. They are asked to change it."""
    from screening.operations.officers import set_passphrase

    access = _access(context)
    with access.opened() as session:
        officer_id = _officer(session, code).id
        set_passphrase(session, officer_id, access.secret(f"New passphrase for {code}", twice=True))


@officers_cli.command("disable")
def officers_disable(context: typer.Context, code: str) -> None:
    """Keep an officer out until they are enabled again."""
    from screening.operations.officers import disable_officer

    with _access(context).opened() as session:
        disable_officer(session, _officer(session, code).id)


@officers_cli.command("enable")
def officers_enable(context: typer.Context, code: str) -> None:
    """Let a disabled officer in again."""
    from screening.operations.officers import enable_officer

    with _access(context).opened() as session:
        enable_officer(session, _officer(session, code).id)


@officers_cli.command("revoke")
def officers_revoke(context: typer.Context, code: str) -> None:
    """Keep an officer out for good, and encrypt the vault anew. The others keep their passphrases."""
    from screening.operations.officers import revoke_officer

    with _access(context).opened() as session:
        revoke_officer(session, _officer(session, code).id)
        _copy_anew(session)
    print(
        f"{code} is kept out of this vault. Copies made before still open for {code}: "
        "delete them, or lock them away."
    )


@recovery_cli.command("list")
def recovery_list(context: typer.Context) -> None:
    """One line per key: number, confirmed or not, when it was made, when it was last tried (UTC)."""
    from screening.operations.officers import list_recovery_keys

    with _access(context).opened() as session:
        for entry in list_recovery_keys(session):
            confirmed = "confirmed" if entry.confirmed else "unconfirmed"
            print(f"{entry.number}\t{confirmed}\t{entry.created_utc}\t{entry.last_tried_utc or 'never'}")


@recovery_cli.command("add")
def recovery_add(context: typer.Context) -> None:
    """Make one more recovery key and print it this one time. Confirm it with `try`, from the paper."""
    from screening.operations.officers import add_recovery_key

    with _access(context).opened() as session:
        _entry, written = add_recovery_key(session)
        print(written, flush=True)


@recovery_cli.command("remove")
def recovery_remove(context: typer.Context, number: Number) -> None:
    """Take a recovery key out, and encrypt the vault anew."""
    from screening.operations.officers import remove_recovery_key

    with _access(context).opened() as session:
        remove_recovery_key(session, _recovery_key(session, number).id)
        _copy_anew(session)
    print(
        f"Recovery key {number} opens this vault no more. Copies made before it still opens: "
        "delete or lock them away."
    )


@recovery_cli.command("try")
def recovery_try(context: typer.Context) -> None:
    """Prove that a recovery key opens the vault; it stays as it was. The key is the line after the passphrase."""
    from screening.operations.officers import try_recovery_key

    access = _access(context)
    with access.opened() as session:
        entry = try_recovery_key(session, access.secret("Recovery key"))
        print(f"recovery key {entry.number} opens this vault")


def own_passphrase(
    vault: VaultFolder,
    officer: OwnCode = "",
    rotate: Annotated[
        bool, typer.Option("--rotate", help="Somebody may know the passphrase of now: encrypt the vault anew.")
    ] = False,
    passphrase_stdin: PassphraseStdin = False,
) -> None:
    """Change your own passphrase: asks for the one of now, then for the new one."""
    from screening.operations.officers import change_own_passphrase
    from screening.operations.session import unlock

    code = officer or _only_administrator(vault)
    old = passphrase_from(passphrase_stdin, twice=False, words=f"Passphrase of {code}")
    session = unlock(vault, code, old)
    try:
        new = passphrase_from(passphrase_stdin, twice=True, words="New passphrase")
        change_own_passphrase(session, old, new, rotate=rotate)
        if rotate:
            _copy_anew(session)
    finally:
        session.close()


def rotate_key(vault: VaultFolder, officer: OwnCode = "", passphrase_stdin: PassphraseStdin = False) -> None:
    """Encrypt the vault anew under another key; all passphrases and recovery keys stay."""
    from screening.operations.officers import rotate_vault_key

    with Access(vault, officer, passphrase_stdin).opened() as session:
        rotate_vault_key(session)
        _copy_anew(session)


def add_commands(vault_cli: typer.Typer) -> None:
    """Put these commands under `screening vault`."""
    vault_cli.add_typer(officers_cli, name="officers")
    vault_cli.add_typer(recovery_cli, name="recovery")
    vault_cli.command("passphrase")(own_passphrase)
    vault_cli.command("rotate")(rotate_key)


def _copy_anew(session: Session) -> None:
    """A fresh copy under the new key, wherever copies go; where that fails the command is done all the same."""
    from screening.cli.errors import say
    from screening.operations.backups import after_revocation
    from screening.store.backups import finish

    for error in finish(after_revocation(session)).failed:
        say(error)


def _access(context: typer.Context) -> Access:
    access = context.obj
    if not isinstance(access, Access):
        raise TypeError("the group names the vault")
    return access


def _only_administrator(folder: Path) -> str:
    """The code of the one administrator who can open the vault. Raises OFFICER_NOT_NAMED."""
    from screening.store.header import read_header
    from screening.store.keys import FLOOR

    slots = read_header(folder, FLOOR).slots
    found = [
        each.code for each in slots if each.role is Role.ADMINISTRATOR and each.status is OfficerStatus.ACTIVE
    ]
    if len(found) != 1:
        raise ScreeningError(Problem.OFFICER_NOT_NAMED)
    return found[0]


def _assignable(role: Role) -> Role:
    if role not in ASSIGNABLE:
        raise typer.BadParameter(f"one of {', '.join(ASSIGNABLE)}")
    return role


def _officer(session: Session, code: str) -> OfficerEntry:
    from screening.operations.officers import list_officers

    for entry in list_officers(session):
        if entry.code.casefold() == code.casefold():
            return entry
    raise ScreeningError(Problem.OFFICER_MISSING)


def _recovery_key(session: Session, number: int) -> RecoveryEntry:
    from screening.operations.officers import list_recovery_keys

    for entry in list_recovery_keys(session):
        if entry.number == number:
            return entry
    raise ScreeningError(Problem.RECOVERY_KEY_MISSING)

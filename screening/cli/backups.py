"""`screening vault backup`, `restore` and `backups`: copies without a screen, for a script or a bare machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from screening.cli.secrets import PassphraseStdin, passphrase_from
from screening.cli.vault import vault_cli

VaultFolder = Annotated[Path, typer.Option(help="The vault's folder.")]
OfficerCode = Annotated[
    str | None, typer.Option(help="Whose passphrase opens it. May be left out where there is one officer alone.")
]


def _officer(officer: str | None, folder_or_copy: Path) -> str:
    from screening.operations.backups import only_officer

    found = officer or only_officer(folder_or_copy)
    if found is None:
        raise typer.BadParameter("there are several officers: name one with --officer")
    return found


@vault_cli.command("backup")
def vault_backup(
    vault: VaultFolder,
    to: Annotated[Path, typer.Option(help="A file that does not exist yet, or a folder to put it in.")],
    officer: OfficerCode = None,
    passphrase_stdin: PassphraseStdin = False,
) -> None:
    """Copy a vault into one encrypted file, verified by opening it."""
    from screening.operations.backups import make_copy
    from screening.operations.session import unlock
    from screening.store.backups import finish

    folder, name = (to, "") if to.is_dir() else (to.parent, to.name)
    session = unlock(vault, _officer(officer, vault), passphrase_from(passphrase_stdin, twice=False))
    try:
        info = finish(make_copy(session, folder.absolute(), name=name))
    finally:
        session.close()
    print(f"{info.path}\naudit head {info.audit_head}")


@vault_cli.command("restore")
def vault_restore(
    source: Annotated[Path, typer.Option("--from", help="The file of a copy.")],
    vault: Annotated[Path, typer.Option(help="A folder that does not exist yet, or is empty.")],
    officer: OfficerCode = None,
    recovery_key: Annotated[
        bool, typer.Option("--recovery-key", help="With a recovery key in place of a passphrase.")
    ] = False,
    accept_older: Annotated[
        bool, typer.Option("--accept-older", help="Even where a newer state is known on this computer.")
    ] = False,
    passphrase_stdin: PassphraseStdin = False,
) -> None:
    """Make a vault out of a copy, in a new folder; a damaged copy is refused, an older one unless you say so."""
    from platformdirs import user_data_path

    from screening.operations.backups import restore_copy

    if recovery_key and officer is not None:
        raise typer.BadParameter("either --officer or --recovery-key")
    words = "Recovery key" if recovery_key else "Passphrase"
    session = restore_copy(
        source,
        vault,
        None if recovery_key else _officer(officer, source),
        passphrase_from(passphrase_stdin, twice=False, words=words),
        vaults=user_data_path("screening") / "vaults",
        accept_older=accept_older,
    )
    session.close()
    print(vault)


@vault_cli.command("backups")
def vault_backups(
    vault: VaultFolder, officer: OfficerCode = None, passphrase_stdin: PassphraseStdin = False
) -> None:
    """List the copies of a vault: when each was made, why, until when it is kept, where it lies."""
    from screening.operations.backups import look
    from screening.operations.session import unlock

    session = unlock(vault, _officer(officer, vault), passphrase_from(passphrase_stdin, twice=False))
    try:
        copies = look(session)
    finally:
        session.close()
    for each in copies.kept:
        until = each.expires.isoformat() if each.expires else "newest"
        info = each.info
        key = "" if info.current_key else "\tof before the key was changed"
        print(f"{info.made_utc}\t{info.kind.value}\t{info.generation}\t{until}\t{info.size}\t{info.path}{key}")
    for path in copies.damaged:
        print(f"damaged\t{path}")
    if copies.other is not None and not copies.there:
        print(f"not there\t{copies.other.path}")

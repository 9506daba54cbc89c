"""`screening vault ...`: create, check, and whatever else needs no screen."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from screening.cli.errors import say
from screening.cli.officers import add_commands
from screening.cli.secrets import PassphraseStdin, passphrase_from

vault_cli = typer.Typer(help="Vaults: create, check, and who opens them.")
add_commands(vault_cli)


@vault_cli.command("create")
def vault_create(
    vault: Annotated[Path, typer.Option(help="A folder that does not exist yet, or is empty.")],
    officer: Annotated[str, typer.Option(help="The first officer's code.")],
    organisation: Annotated[str, typer.Option(help="The name the person will be told.")] = "",
    training: Annotated[bool, typer.Option("--training", help="Only for practice.")] = False,
    passphrase_stdin: PassphraseStdin = False,
) -> None:
    """Create a vault and print its recovery key this one time."""
    from screening.core.office import Office
    from screening.operations.session import confirm_recovery_key, create

    passphrase = passphrase_from(passphrase_stdin, twice=True)
    new = create(vault, officer, passphrase, Office(organisation=organisation or officer), training=training)
    print(new.recovery_key, flush=True)
    # Whoever runs this has it: nobody is asked again by the screens.
    confirm_recovery_key(new.session)
    new.session.close()


@vault_cli.command("check")
def vault_check(
    vault: Annotated[Path, typer.Option()],
    officer: Annotated[
        str | None, typer.Option(help="Check the inside too, with this officer's passphrase.")
    ] = None,
    passphrase_stdin: PassphraseStdin = False,
) -> None:
    """Check header, database, generation and audit; without an officer only what needs no key."""
    from screening.operations.checking import VaultUnsoundError, check_outside, check_whole

    try:
        lines = (
            check_outside(vault)
            if officer is None
            else check_whole(vault, officer, passphrase_from(passphrase_stdin, twice=False))
        )
    except VaultUnsoundError as unsound:
        errors = unsound.errors()
    else:
        for line in lines:
            print(line)
        return
    for error in errors:
        say(error)
    sys.exit(1)

"""The command line: a contract that scripts rely on. Exit status 0 done, 1 the input is wrong, 2 usage."""

from __future__ import annotations

import json
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from screening import __version__
from screening.cli import backups as _backups  # noqa: F401  # adds its commands to vault_cli
from screening.cli.errors import say
from screening.cli.recordings import audio_cli
from screening.cli.translations import translations_cli
from screening.cli.vault import vault_cli
from screening.core.errors import ScreeningError

cli = typer.Typer(
    name="screening",
    help="Indicator-based screening and referral, offline. Without a command: the program itself.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
instruments_cli = typer.Typer(help="Instruments: what is installed, and checking a pack.")
cli.add_typer(instruments_cli, name="instruments")
cli.add_typer(translations_cli, name="translations")
cli.add_typer(vault_cli, name="vault")
translations_cli.add_typer(audio_cli, name="audio")


def main() -> None:
    """Run the command line; expected failures become one line on standard error."""
    if len(sys.argv) == 1:
        from screening.app import run  # Qt is for the program alone

        sys.exit(run(sys.argv))
    # Names of languages and texts are in every script, whatever a terminal or a pipe is said to be able to show.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        cli()
    except ScreeningError as error:
        fail(error)
    except BrokenPipeError:
        sys.exit(1)


def fail(error: ScreeningError) -> None:
    """One clear line, exit status 1."""
    say(error)
    sys.exit(1)


def _version(shown: bool) -> None:
    if shown:
        print(__version__)
        raise typer.Exit


@cli.callback(invoke_without_command=True)
def program(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    """Open the program when no command is given."""
    if context.invoked_subcommand is None:
        from screening.app import run

        raise typer.Exit(run(sys.argv))


@cli.command()
def demo(
    out: Annotated[Path, typer.Option(help="A folder that does not exist yet, or is empty.")],
    language: Annotated[str, typer.Option(help="The person's language.")] = "ar",
    keyboard: Annotated[bool, typer.Option("--keyboard", help="With the keyboard alone.")] = False,
) -> None:
    """Drive the real screens through a made-up case; leave the vault, the form and a picture of each screen."""
    from screening.app import run_demo

    presses = run_demo(out, language, keyboard_alone=keyboard)
    print(f"Pictures: {out / 'screens'}")
    print(f"Form:     {', '.join(str(path) for path in sorted(out.glob('*.pdf')))}")
    print(f"Vault:    {out / 'vault'}")
    print(f"From the first start to the first saved form: key presses: {presses.keys}, clicks: {presses.clicks}")


@cli.command()
def assess(instrument: str, answers: Annotated[list[Path], typer.Argument()]) -> None:
    """Print the result of each answers file as one line of JSON."""
    from screening.instruments.catalogue import load_catalogue
    from screening.instruments.library import find_instrument
    from screening.operations.assessing import assess_file

    catalogue = load_catalogue()
    loaded = find_instrument(instrument, catalogue)
    for path in answers:
        print(json.dumps(assess_file(loaded, catalogue, path), ensure_ascii=False, default=list))


@instruments_cli.command("list")
def instruments_list() -> None:
    """What is installed: id, version, number of questions, title."""
    from screening.instruments.catalogue import load_catalogue
    from screening.instruments.library import find_instrument, installed

    catalogue = load_catalogue()
    for instrument_id in installed():
        pack = find_instrument(instrument_id, catalogue).instrument
        print(f"{pack.id}\t{pack.version}\t{sum(1 for _ in pack.questions())}\t{pack.title}")


@instruments_cli.command("check")
def instruments_check(path: Path) -> None:
    """Check a pack; the first mistake is named with file, section, question and field."""
    from screening.instruments.catalogue import load_catalogue
    from screening.instruments.library import load_instrument

    loaded = load_instrument(path, load_catalogue())
    print(f"{loaded.instrument.id} {loaded.instrument.version}: no mistake found")

"""Passphrases on the command line: prompted without an echo, or lines of standard input. Never arguments."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

PassphraseStdin = Annotated[
    bool,
    typer.Option("--passphrase-stdin", help="Read the passphrase from the first line of standard input."),
]


def passphrase_from(from_stdin: bool, *, twice: bool, words: str = "Passphrase") -> str:
    """A passphrase; each call with `from_stdin` takes the next line."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt(words, hide_input=True, confirmation_prompt=twice, err=True))

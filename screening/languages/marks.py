"""Marks English messages that are translated later, where they are shown, so that they are collected."""

from __future__ import annotations

from typing import NamedTuple


class Plural(NamedTuple):
    """A message in two English forms, chosen by the number in the field called `number`."""

    one: str
    many: str
    number: str


def N_(message: str) -> str:
    """A message for later."""
    return message


def NN_(one: str, many: str, number: str) -> Plural:
    """A message with a number for later."""
    return Plural(one, many, number)

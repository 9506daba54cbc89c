"""A small pack without a mistake, and how to change one thing in it."""

from __future__ import annotations

import pytest

from screening.core.errors import Problem, ScreeningError
from screening.core.instrument import Catalogue
from screening.instruments.catalogue import load_catalogue
from screening.instruments.library import read_instrument

CATALOGUE: Catalogue = load_catalogue()
PACK = """\
id: small-pack
version: 1.0.0
title: A small pack
audience: [labour, ngo]
population: adult
rule: ilo_labour
sources:
  - title: A list
    reference: Page 3
    licence: CC0
    status: verified
sections:
  - id: papers
    title: Papers
    questions:
      - id: papers_held
        kind: asked
        type: yes_no
        text: Do you keep your papers yourself?
        help: Passport, permit.
        core: true
        signs: {no: [CD01, CR05]}
        acts: {no: [receipt]}
  - id: money
    title: Money
    questions:
      - id: wages_kept
        kind: asked
        type: many
        text: What was kept from your pay?
        help: Read all.
        relevant: ${papers_held} = 'no' and ${age_band} = 'adult'
        choices:
          - {id: food, text: Food}
          - {id: "debt", text: A debt}
        signs: {food: [EX03], debt: [CD02]}
      - id: hours
        kind: asked
        type: integer
        text: How many hours?
        help: In one day.
        constraint: . >= 0 and . <= 24
      - id: seen
        kind: observed
        type: one
        text: How do they look?
        help: Look only.
        choices:
          - {id: well-fed, text: Well}
          - {id: thin, text: Thin}
"""
FIRST = "section papers, question papers_held"
MANY = "section money, question wages_kept"
HOURS = "section money, question hours"
SEEN = "section money, question seen"


def pack(old: str = "", new: str = "") -> bytes:
    """The small pack with one thing changed."""
    assert old in PACK
    return PACK.replace(old, new, 1).encode()


def refusal(data: bytes) -> tuple[str, str]:
    """Place and expectation of the mistake that reading these bytes ends with."""
    with pytest.raises(ScreeningError) as caught:
        read_instrument(data, "small.yaml", CATALOGUE)
    assert caught.value.problem is Problem.INSTRUMENT_INVALID
    return str(caught.value.fields["place"]), str(caught.value.fields["expected"])

"""Every text can be read and the keyboard's place can be seen, on light and on dark."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest

from screening.ui.style import style_sheet
from screening.ui.tokens import DARK, LIGHT, Tokens, contrast

TEXT_PAIRS = (
    ("text", "ground"),
    ("text", "card"),
    ("text", "soft"),
    ("text", "caution_ground"),
    ("quiet", "ground"),
    ("quiet", "card"),
    ("quiet", "soft"),
    ("soft_text", "soft"),
    ("accent", "ground"),
    ("accent", "card"),
    ("accent_text", "accent"),
    ("caution", "caution_ground"),
    ("danger", "card"),
    ("danger", "ground"),
    ("danger_text", "danger"),
)
"""Text and what it stands on: pages, cards, the person's card, picked answers, chips, notes, buttons."""
SHAPE_PAIRS = (
    ("focus", "ground"),
    ("focus", "card"),
    ("focus", "soft"),
    ("accent", "soft"),
    ("quiet", "card"),
    ("quiet", "ground"),
    ("caution", "ground"),
)
"""The focus ring, icons, marks of what is picked, edges of fields, the edge of the training vault."""
both = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@both
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_every_text_is_readable(tokens: Tokens, text: str, ground: str) -> None:
    colours = asdict(tokens)
    assert contrast(colours[text], colours[ground]) >= 4.5


@both
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_every_ring_and_mark_can_be_seen(tokens: Tokens, shape: str, ground: str) -> None:
    colours = asdict(tokens)
    assert contrast(colours[shape], colours[ground]) >= 3


def rules(tokens: Tokens) -> list[tuple[str, dict[str, str]]]:
    """Selector and declarations of every rule of the style sheet."""
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", style_sheet(tokens))
    return [(selector.strip(), dict(re.findall(r"([\w-]+):\s*([^;]+);", body + ";"))) for selector, body in found]


@both
def test_no_rule_sets_a_text_on_a_ground_it_cannot_be_read_on(tokens: Tokens) -> None:
    checked = 0
    for selector, declared in rules(tokens):
        text, ground = declared.get("color", ""), declared.get("background", "")
        if text.startswith("#") and ground.startswith("#"):
            checked += 1
            assert contrast(text, ground) >= 4.5, selector
        for name in ("selection", "selection-background"):
            assert (f"{name}-color" in declared) == ("selection-color" in declared), selector
        if "selection-color" in declared:
            assert contrast(declared["selection-color"], declared["selection-background-color"]) >= 4.5
    assert checked >= 8


@both
def test_every_kind_of_widget_shows_the_same_ring_for_the_keyboard(tokens: Tokens) -> None:
    rings = {
        selector: declared["border"]
        for selector, declared in rules(tokens)
        if ":focus" in selector and declared.get("border") != "none"
    }
    assert len(rings) >= 10
    assert set(rings.values()) == {f"3px solid {tokens.focus}"}


@both
def test_every_colour_of_the_style_is_a_token(tokens: Tokens) -> None:
    used = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", style_sheet(tokens)))
    assert used <= set(asdict(tokens).values())

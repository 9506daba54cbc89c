"""Every text can be read and the keyboard's place can be seen, in every theme."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest

from screening.ui.style import style_sheet
from screening.ui.tokens import DARK, HIGH_CONTRAST, LIGHT, Sizes, Tokens, contrast

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
THEMES = {"light": LIGHT, "dark": DARK, "high_contrast": HIGH_CONTRAST}
every_theme = pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)


def least(tokens: Tokens) -> float:
    """The contrast that a text needs: WCAG 2.2, 1.4.3 (AA), and 1.4.6 (AAA) where it was asked for."""
    return 7 if tokens is HIGH_CONTRAST else 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@every_theme
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_every_text_is_readable(tokens: Tokens, text: str, ground: str) -> None:
    colours = asdict(tokens)
    assert contrast(colours[text], colours[ground]) >= least(tokens)


@every_theme
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_every_ring_and_mark_can_be_seen(tokens: Tokens, shape: str, ground: str) -> None:
    colours = asdict(tokens)
    assert contrast(colours[shape], colours[ground]) >= 3


def rules(tokens: Tokens) -> list[tuple[str, dict[str, str]]]:
    """Selector and declarations of every rule of the style sheet."""
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", style_sheet(tokens))
    return [(selector.strip(), dict(re.findall(r"([\w-]+):\s*([^;]+);", body + ";"))) for selector, body in found]


@every_theme
def test_no_rule_sets_a_text_on_a_ground_it_cannot_be_read_on(tokens: Tokens) -> None:
    checked = 0
    for selector, declared in rules(tokens):
        text, ground = declared.get("color", ""), declared.get("background", "")
        if text.startswith("#") and ground.startswith("#"):
            checked += 1
            assert contrast(text, ground) >= least(tokens), selector
        for name in ("selection", "selection-background"):
            assert (f"{name}-color" in declared) == ("selection-color" in declared), selector
        if "selection-color" in declared:
            marked = contrast(declared["selection-color"], declared["selection-background-color"])
            assert marked >= least(tokens)
    assert checked >= 8


@every_theme
def test_every_kind_of_widget_shows_the_same_ring_for_the_keyboard(tokens: Tokens) -> None:
    rings = {
        selector: declared["border"]
        for selector, declared in rules(tokens)
        if ":focus" in selector and declared.get("border") != "none"
    }
    assert len(rings) >= 10
    heard = {selector: ring for selector, ring in rings.items() if "heard" in selector}
    assert set(heard.values()) == {f"{tokens.ring_px}px dashed {tokens.focus}"}  # the same ring, with gaps
    rest = {ring for selector, ring in rings.items() if selector not in heard}
    assert rest == {f"{tokens.ring_px}px solid {tokens.focus}"}


@every_theme
def test_every_colour_of_the_style_is_a_token(tokens: Tokens) -> None:
    used = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", style_sheet(tokens)))
    assert used <= set(asdict(tokens).values())


@every_theme
def test_the_ring_is_told_from_the_lines_around_it(tokens: Tokens) -> None:
    assert tokens.ring_px > tokens.line_px + 1
    assert contrast(tokens.focus, tokens.line) >= 1.5
    assert tokens.focus not in {tokens.line, tokens.accent, tokens.text}


def test_high_contrast_has_strong_lines() -> None:
    assert HIGH_CONTRAST.line_px > LIGHT.line_px
    for ground in (HIGH_CONTRAST.ground, HIGH_CONTRAST.card, HIGH_CONTRAST.soft):
        assert contrast(HIGH_CONTRAST.line, ground) >= 7


@pytest.mark.parametrize("percent", [100, 125, 150, 175, 200])
def test_every_text_of_the_style_grows(percent: int) -> None:
    def sizes(wanted: Sizes) -> list[int]:
        return [int(found) for found in re.findall(r"font-size: (\d+)px", style_sheet(LIGHT, wanted))]

    usual, larger = sizes(Sizes()), sizes(Sizes(percent))  # type: ignore[arg-type]
    assert len(usual) >= 6
    assert larger == [round(size * percent / 100) for size in usual]

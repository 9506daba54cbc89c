"""Every mistake in a pack is refused, and names its file, section, question and field."""

from __future__ import annotations

import msgspec
import pytest

from screening.core.errors import ScreeningError
from screening.core.instrument import Instrument
from screening.instruments.checks import find_mistakes
from screening.instruments.library import read_yaml

from .small_pack import CATALOGUE, FIRST, HOURS, MANY, PACK, SEEN, pack, refusal

REFUSED = [
    # wrong YAML
    ("version: 1.0.0", "version: 1.0.0\nversion: 2.0.0", "line 3", "each key once"),
    ("id: hours", "id: hours\n        id: hours", "line 38", "each key once"),
    ("{no: [CD01, CR05]}", "{no: [CD01], no: [CR05]}", "line 22", "each key once"),
    ("{no: [receipt]}", "{[no]: [receipt]}", "line 23", "each key once"),
    ("[labour, ngo]", "&a [labour, ngo]", "line 4", "anchors"),
    ("[labour, ngo]", "*a", "line 4", "anchors"),
    ("[labour, ngo]", "!!set {labour}", "line 4", "tags"),
    ("[labour, ngo]", "!!python/object:os.system [labour]", "line 4", "tags"),
    ("[labour, ngo]", "[labour, ngo", "line 5", "valid YAML"),
    ("[labour, ngo]", "[" * 20, "line 4", "at most 16 levels"),
    ("A small pack", "A \x00 pack", "", "without control characters"),
    ("[labour, ngo]", "[labour]\n---\nid: other", "line 5", "valid YAML"),
    # wrong types, missing and unknown fields
    (PACK, "- id", "", "fields with values, not a list"),
    (PACK, "", "", "fields with values, not nothing"),
    ("title: A small pack\n", "", "field title", "this field"),
    ("title: A small pack", "title: 5", "field title", "a text, not a number"),
    ("title: A small pack", "subject: x", "field subject", "there are id, version, title"),
    ("version: 1.0.0", "version: 1", "field version", "a text, not a number"),
    ("version: 1.0.0", "version: '1.0'", "field version", "semantic version"),
    ("version: 1.0.0", "version: 01.0.0", "field version", "semantic version"),
    ("id: small-pack", "id: Small Pack", "field id", "lower-case"),
    ("id: small-pack", "id: |\n  small-pack", "field id", "lower-case"),
    ("population: adult", "population: men", "field population", "adult, child, any"),
    ("[labour, ngo]", "[labour, army]", "field audience", "border, labour"),
    ("[labour, ngo]", "labour", "field audience", "a list, not a text"),
    ("[labour, ngo]", "[]", "field audience", "at least one"),
    ("rule: ilo_labour", "rule: sum", "field rule", "one of: ilo_labour"),
    ("status: verified", "status: sure", "source 1, field status", "verified, secondary"),
    ("licence: CC0", "licence: ''", "source 1, field licence", "a text"),
    ("kind: observed", "kind: guessed", f"{SEEN}, field kind", "asked, observed"),
    ("type: integer", "type: number", f"{HOURS}, field type", "yes_no, one"),
    ("core: true", "core: yes", f"{FIRST}, field core", "true or false, not a text"),
    ("{no: [receipt]}", "{no: [sale]}", f"{FIRST}, field acts", "recruitment"),
    ("{no: [CD01, CR05]}", "{no: CD01}", f"{FIRST}, field signs", "a list, not a text"),
    ("{no: [CD01, CR05]}", "{no: [1]}", f"{FIRST}, field signs", "a text, not a number"),
    ("{no: [CD01, CR05]}", "{false: [CD01]}", f"{FIRST}, field signs", "a text, not true or false"),
    ("help: In one day.", "", f"{HOURS}, field help", "this field"),
    ("help: In one day.", "help:", f"{HOURS}, field help", "a text, not nothing"),
    ("help: In one day.", "hint: x", f"{HOURS}, field hint", "there are id, kind"),
    ("- id: hours\n        kind", "- kind", "section money, question 2, field id", "this field"),
    ("{id: thin, text: Thin}", "{id: thin}", f"{SEEN}, choice thin, field text", "this field"),
    ("{id: thin, text: Thin}", "thin", f"{SEEN}, choice 2", "fields with values, not a text"),
    ("    title: Money\n", "", "section money, field title", "this field"),
    # ids
    ("id: hours", "id: Hours", "section money, question Hours, field id", "a letter first"),
    ("id: hours", "id: work-hours", "section money, question work-hours, field id", "a letter first"),
    ("id: hours", "id: papers_held", "question papers_held, field id", "used once, not 2"),
    ("id: hours", "id: age_band", "section money, question age_band, field id", "the person's age"),
    ("id: papers\n", "id: money\n", "section money, field id", "used once"),
    ("id: papers\n", "id: my-papers\n", "section my-papers, field id", "a letter first"),
    ("{id: food,", "{id: Food,", f"{MANY}, choice Food, field id", "hyphens"),
    ("{id: food,", "{id: debt,", f"{MANY}, field choices", "used once"),
    ("{id: thin,", "{id: unknown,", f"{SEEN}, choice unknown, field id", "no value"),
    ("{id: thin,", "{id: not_asked,", f"{SEEN}, choice not_asked, field id", "no value"),
    # choices, signs, acts
    ("type: many", "type: text", f"{MANY}, field choices", "its type is text"),
    ("type: integer", "type: one", f"{HOURS}, field choices", "its type is one"),
    ("{food: [EX03]", "{foot: [EX03]", f"{MANY}, field signs", "food, debt, not foot"),
    ("{no: [CD01, CR05]}", "{never: [CD01]}", f"{FIRST}, field signs", "yes, no, not never"),
    ("{no: [receipt]}", "{declined: [receipt]}", f"{FIRST}, field acts", "not declined"),
    ("{no: [receipt]}", "{no: [receipt, receipt]}", f"{FIRST}, field acts", "each value once"),
    ("type: integer", "type: integer\n        signs: {yes: [CD01]}", f"{HOURS}, field signs", "no signs"),
    ("type: integer", "type: integer\n        acts: {yes: [receipt]}", f"{HOURS}, field acts", "no acts"),
    ("[EX03]", "[EX99]", f"{MANY}, field signs", "not EX99"),
    ("[CD01, CR05]", "[CD01, CD02]", f"{FIRST}, field signs", "not CD01, CD02"),
    ("[EX03]", "[CD03]", f"{MANY}, field signs", "not CD02, CD03"),
    # conditions
    ("relevant: ${papers_held}", "relevant: ${hours}", f"{MANY}, field relevant", "not hours"),
    ("= 'no' and", "= 'never' and", f"{MANY}, field relevant", "never is not a choice"),
    ("= 'adult'", "= 'old'", f"{MANY}, field relevant", "old is not a choice of age_band"),
    ("relevant: ${papers_held}", "relevant: ${other}", f"{MANY}, field relevant", "unknown name other"),
    ("relevant: ${papers_held}", "relevant: .", f"{MANY}, field relevant", "unknown name ."),
    ("and . <= 24", "and", f"{HOURS}, field constraint", "not finished"),
    (". >= 0 and . <= 24", ". + 1", f"{HOURS}, field constraint", "true or false, not a number"),
    (". >= 0", "${hours} >= 0", f"{HOURS}, field constraint", "not hours"),
    ("type: integer", "type: note", f"{HOURS}, field constraint", "its type is note"),
    ("core: true", "core: true\n        relevant: ${hours} > 1", f"{FIRST}, field core", "without relevant"),
    ("core: true", "relevant: ${hours} > 1", f"{FIRST}, field relevant", "earlier questions, not hours"),
    # core questions
    ("core: true", "core: false", "field sections", "at least one question with core: true"),
    ("kind: observed", "kind: observed\n        core: true", f"{SEEN}, field core", "that is asked"),
    # texts
    ("title: Papers", "title: ''", "section papers, field title", "a text"),
    ("text: How many hours?", "text: ' '", f"{HOURS}, field text", "a text"),
    ("text: How many hours?", "text: ' How?'", f"{HOURS}, field text", "start or the end"),
    (
        "text: How many hours?",
        f"text: {'x' * 401}",
        f"{HOURS}, field text",
        "at most 400 characters, not",
    ),
    ("help: In one day.", f"help: {'x' * 1201}", f"{HOURS}, field help", "at most 1200 characters"),
    ("help: In one day.", 'help: "In\\a one"', f"{HOURS}, field help", "U+0007"),
    ("text: Thin", 'text: "Th\\u202Ein"', f"{SEEN}, choice thin, field text", "U+202E"),
]


@pytest.mark.parametrize(("old", "new", "place", "expected"), REFUSED)
def test_a_mistake_names_file_section_question_and_field(old: str, new: str, place: str, expected: str) -> None:
    found_place, found_expected = refusal(pack(old, new))
    assert found_place == (f"small.yaml: {place}" if place else "small.yaml")
    assert expected in found_expected
    assert "$" not in found_place


def test_listing_all_mistakes_begins_with_the_one_that_is_refused() -> None:
    listed = 0
    for old, new, place, expected in REFUSED:
        try:
            instrument = msgspec.convert(read_yaml(pack(old, new), "small.yaml"), Instrument)
        except (ScreeningError, msgspec.ValidationError):
            continue
        first, *_ = find_mistakes(instrument, CATALOGUE)
        assert first.place == place
        assert expected in first.expected
        listed += 1
    assert listed > len(REFUSED) / 2

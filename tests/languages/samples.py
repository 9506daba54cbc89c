"""The sample texts, one neutral sentence and one long text for each language of the table."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

SAMPLES = Path(__file__).parent / "samples.yaml"


class Sample(NamedTuple):
    """`sentence`: about as long as a question; `long`: about as long as a text on consent."""

    sentence: str
    long: str


@cache
def samples() -> dict[str, Sample]:
    """The samples by tag."""
    stored: dict[str, dict[str, str]] = yaml.safe_load(SAMPLES.read_text(encoding="utf-8"))
    return {tag: Sample(texts["sentence"], texts["long"]) for tag, texts in stored.items()}

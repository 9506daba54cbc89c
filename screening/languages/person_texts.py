"""The fixed texts a person reads or hears, which belong to no instrument: ids and English sources."""

from __future__ import annotations

from pathlib import Path

import yaml

PERSON_TEXTS = Path(__file__).parent / "person_texts.yaml"


def load_fixed_texts(path: Path = PERSON_TEXTS) -> dict[str, str]:
    """Text id (`consent.title`) to English, in the file's order."""
    # BaseLoader keeps every value a string: `yes` and `no` are ids and words here, not booleans.
    groups = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return {f"{group}.{key}": text for group, texts in groups.items() for key, text in texts.items()}

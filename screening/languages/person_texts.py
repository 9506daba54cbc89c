"""The fixed texts a person reads or hears, which belong to no instrument: ids and English sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

PERSON_TEXTS = Path(__file__).parent / "person_texts.yaml"


def load_fixed_texts(path: Path = PERSON_TEXTS) -> dict[str, str]:
    """Text id (`consent.title`) to English, in the file's order."""
    # Start-up is measured: YAML takes 10 ms to import, and no such text stands in the first window.
    import yaml

    # A base loader keeps every value a string: `yes` and `no` are ids and words here, not booleans.
    # The one in C, where the library was built with it, reads the file in 1 ms instead of 10.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    groups = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    return {f"{group}.{key}": text for group, texts in groups.items() for key, text in texts.items()}


class FixedTexts(Mapping[str, str]):
    """The same texts, read when the first one is asked for: the first window does without them."""

    def __init__(self, path: Path = PERSON_TEXTS) -> None:
        self._path = path

    @cached_property
    def _texts(self) -> dict[str, str]:
        return load_fixed_texts(self._path)

    def __getitem__(self, text_id: str) -> str:
        return self._texts[text_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

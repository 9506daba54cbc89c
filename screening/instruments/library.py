"""Finds instrument packs, reads them and refuses those with a mistake, naming its place.

YAML as far as a pack needs it: only true and false are booleans (a `no` is an answer here), each key once, no
aliases and no tags; 2 MiB and 16 levels at most.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec
import yaml

from screening.core.errors import Problem, ScreeningError
from screening.core.instrument import (
    Act,
    Audience,
    Catalogue,
    Choice,
    Instrument,
    Kind,
    Population,
    Question,
    QuestionType,
    Rule,
    Section,
    Source,
    Verification,
)
from screening.instruments.checks import check_instrument

PACKS = Path(__file__).with_name("packs")
MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 16

_RESOLVERS = {
    first: [(f"tag:yaml.org,2002:{tag}", re.compile(pattern))]
    for firsts, tag, pattern in (
        ("tf", "bool", r"(true|false)\Z"),
        (("n", "~", ""), "null", r"(null|~|)\Z"),
        ("-0123456789", "int", r"-?(0|[1-9][0-9]{0,17})\Z"),
    )
    for first in firsts
}
_ITEMS: dict[str, tuple[str, type[msgspec.Struct]]] = {
    "sections": ("section", Section),
    "questions": ("question", Question),
    "choices": ("choice", Choice),
    "sources": ("source", Source),
}
_OPTIONS: dict[str, type[StrEnum]] = {
    "acts": Act,
    "audience": Audience,
    "kind": Kind,
    "population": Population,
    "rule": Rule,
    "status": Verification,
    "type": QuestionType,
}
_TYPE_WORDS = {
    "array": "a list",
    "bool": "true or false",
    "int": "a number",
    "null": "nothing",
    "object": "fields with values",
    "str": "a text",
    "str | null": "a text",
}


@dataclass(frozen=True, slots=True)
class LoadedInstrument:
    """An instrument with the bytes it was read from and their SHA-256, in hexadecimal."""

    instrument: Instrument
    source_bytes: bytes
    hash: str


def installed(folder: Path = PACKS) -> tuple[str, ...]:
    """The ids of the packs that came with the program: each is its file's name."""
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))


def find_instrument(id_or_path: str, catalogue: Catalogue) -> LoadedInstrument:
    """An installed pack by its id, or any pack by its path. Raises ScreeningError."""
    if id_or_path in installed():
        return load_instrument(PACKS / f"{id_or_path}.yaml", catalogue)
    path = Path(id_or_path)
    if path.suffix or len(path.parts) > 1:
        return load_instrument(path, catalogue)
    raise ScreeningError(Problem.INSTRUMENT_UNKNOWN, instrument=id_or_path)


def load_instrument(path: Path, catalogue: Catalogue) -> LoadedInstrument:
    """The pack in a file. Raises ScreeningError."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise ScreeningError(Problem.FILE_MISSING, file=path.name) from error
    except (OSError, ValueError) as error:  # ValueError: a path with a null byte
        raise ScreeningError(Problem.FILE_UNREADABLE, file=path.name) from error
    return read_instrument(data, path.name, catalogue)


def read_instrument(data: bytes, name: str, catalogue: Catalogue) -> LoadedInstrument:
    """The pack in these bytes; `name` stands at the head of places. Raises ScreeningError."""
    content = read_yaml(data, name)
    try:
        instrument = msgspec.convert(content, Instrument)
    except msgspec.ValidationError as error:
        raise _wrong_field(str(error), content, name) from error
    check_instrument(instrument, name, catalogue)
    return LoadedInstrument(instrument, data, hashlib.sha256(data).hexdigest())


def read_yaml(data: bytes, name: str) -> object:
    """The content of a pack's YAML as plain values. Raises ScreeningError with the line."""
    if len(data) > MAX_BYTES:
        raise _invalid(name, f"at most {MAX_BYTES // 1024} KiB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _invalid(f"{name}: line {line}", "text in UTF-8") from error
    try:
        _scan(text, name)
        return yaml.load(text, Loader=_PackLoader)  # noqa: S506 - a CSafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _invalid(f"{name}: line {line}", f"valid YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise _invalid(name, "valid YAML without control characters") from error


class _PackLoader(yaml.CSafeLoader):
    """YAML 1.2 where 1.1 would turn `no`, `2026-01-31` or `12:30` into something else than text."""

    yaml_implicit_resolvers = _RESOLVERS

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in seen:
                raise yaml.MarkedYAMLError(problem="each key once, as a word", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _scan(text: str, name: str) -> None:
    """Look at the events before anything is built, so that no depth and no alias is ever followed."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        place = f"{name}: line {event.start_mark.line + 1 if event.start_mark else 1}"
        if depth > MAX_DEPTH:
            raise _invalid(place, f"at most {MAX_DEPTH} levels")
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise _invalid(place, "no anchors, aliases or tags")


def _wrong_field(message: str, content: object, name: str) -> ScreeningError:
    """Turn msgspec's message and path (`$.sections[2].questions[4].signs`) into ids and plain words."""
    what, _, path = message.partition(" - at ")
    places, struct, field = _follow(path, content)
    expected = what
    if quoted := re.match(r"Object (missing required|contains unknown) field `(.+)`", what):
        field = quoted[2]
        expected = (
            "this field"
            if quoted[1] == "missing required"
            else f"no such field; there are {', '.join(struct.__struct_fields__)}"
        )
    elif what.startswith("Invalid enum value") and field in _OPTIONS:
        expected = f"one of: {', '.join(_OPTIONS[field])}"
    elif types := re.match(r"Expected `(.+)`, got `(.+)`", what):
        expected = f"{_TYPE_WORDS.get(types[1], types[1])}, not {_TYPE_WORDS.get(types[2], types[2])}"
    if field:
        places.append(f"field {field}")
    return _invalid(f"{name}: {', '.join(places)}" if places else name, expected)


def _follow(path: str, content: object) -> tuple[list[str], type[msgspec.Struct], str]:
    """The items on the way ("section money"), the struct at its end, and the field reached in it."""
    places: list[str] = []
    struct: type[msgspec.Struct] = Instrument
    field = ""
    for step, index in re.findall(r"\.(\w+)|\[(\d+)\]", path):
        if step:
            field = step
            content = content.get(step) if isinstance(content, dict) else None
        elif field in _ITEMS and isinstance(content, list):
            noun, struct = _ITEMS[field]
            content = content[int(index)]
            identifier = content.get("id") if isinstance(content, dict) else None
            places.append(f"{noun} {identifier if isinstance(identifier, str) else int(index) + 1}")
            field = ""
    return places, struct, field


def _invalid(place: str, expected: str) -> ScreeningError:
    return ScreeningError(Problem.INSTRUMENT_INVALID, place=place, expected=expected)

"""The made-up directory that a new vault starts with, each entry marked as made up."""

from __future__ import annotations

from importlib import resources

import msgspec
import yaml

from screening.core.service import Service


def made_up_services() -> tuple[Service, ...]:
    """Service providers for practice; none of them exists."""
    data = resources.files("screening.operations").joinpath("made-up-services.yaml").read_bytes()
    rows = yaml.safe_load(data)
    return msgspec.convert(rows, tuple[Service, ...])

"""What an answer is: a value, or one of three ways of having none. They stay distinct to the end."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias


class Missing(Enum):
    """No value, and why. *Declined* and *unknown* are answers of the person; *not asked* is the absence."""

    DECLINED = "declined"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"


YES = "yes"
NO = "no"

Value: TypeAlias = str | int | tuple[str, ...]
"""yes_no: "yes" or "no"; one: a choice id; many: choice ids; integer: int; date: ISO 8601; text: str."""

Answer: TypeAlias = Value | Missing

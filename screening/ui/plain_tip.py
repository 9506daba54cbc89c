"""Text for a tooltip: Qt takes what looks like markup for markup there, and nothing of ours ever is."""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """The text as it reads, whatever it holds."""
    return f"<qt>{escape(text)}</qt>" if "<" in text or "&" in text else text

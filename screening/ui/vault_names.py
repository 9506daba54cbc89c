"""A vault's name in a list: short, readable, and nothing that whoever looks over a shoulder learns from."""

from __future__ import annotations

from screening.languages.bidi import isolate
from screening.store.known import KnownVault
from screening.ui.context import UiContext


def vault_name(context: UiContext, vault: KnownVault) -> str:
    """Numbered where the program gave the folder its name; otherwise the folder's own name."""
    _ = context._
    if vault.ready_made:
        number = vault.number
        return _("Training vault {number}").format(number=number) if number > 1 else _("Training vault")
    name = _("Vault {number}").format(number=vault.number) if vault.number else isolate(vault.folder.name)
    return f"{name} · {_('TRAINING')}" if vault.training else name

"""A vault's name in a list: short, readable, and nothing that whoever looks over a shoulder learns from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from screening.languages.bidi import isolate
from screening.store.known import KnownVault
from screening.ui.context import UiContext


def vault_names(context: UiContext, vaults: Sequence[KnownVault]) -> list[str]:
    """A name each; two of one name say in which folder they are."""
    names = [vault_name(context, vault) for vault in vaults]
    times = Counter(names)
    return [
        f"{name} · {isolate(vault.folder.parent.name)}" if times[name] > 1 else name
        for name, vault in zip(names, vaults, strict=True)
    ]


def vault_name(context: UiContext, vault: KnownVault) -> str:
    """The name that officers gave it; numbered where the program named its folder; else the folder's own name."""
    _ = context._
    if vault.ready_made and not vault.name:
        number = vault.number
        return _("Training vault {number}").format(number=number) if number > 1 else _("Training vault")
    numbered = _("Vault {number}").format(number=vault.number) if vault.number else ""
    name = isolate(vault.name) if vault.name else numbered or isolate(vault.folder.name)
    if vault.training:
        name = f"{name} · {_('TRAINING')}"
    missing = _("not found now")
    return name if vault.there else f"{name} · {missing}"

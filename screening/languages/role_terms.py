"""The officer's words for roles: their names, and what each may do in the program by policy (`core.roles`)."""

from __future__ import annotations

from collections.abc import Mapping

from screening.core.roles import Role
from screening.languages.marks import N_

ROLE: Mapping[Role, str] = {
    Role.OFFICER: N_("Officer"),
    Role.SUPERVISOR: N_("Supervisor"),
    Role.ADMINISTRATOR: N_("Administrator"),
    Role.RECOVERY: N_("Recovery key"),
}

ROLE_MAY: Mapping[Role, str] = {
    Role.OFFICER: N_("Talks, makes copies of the vault, and erases a case when the person wants it."),
    Role.SUPERVISOR: N_(
        "Also reads what was done in this vault, changes the office's settings and the days of review, removes "
        "old copies, and exports the list of cases together with a second officer."
    ),
    Role.ADMINISTRATOR: N_(
        "Also adds and removes officers, looks after the recovery keys, and switches quick erasing on or off."
    ),
}

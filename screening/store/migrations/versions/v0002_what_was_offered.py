"""The tally says what was offered: the next step, and the kinds of service for which a form was made.

Lines of format 1 keep whether help was offered, in `offered`; which help, nobody wrote down.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Two columns more; no row changes."""
    op.execute("ALTER TABLE tally ADD COLUMN next_step TEXT")
    op.execute("ALTER TABLE tally ADD COLUMN services TEXT NOT NULL DEFAULT '[]'")

"""What finds replayed pages, and when a case is looked at again.

`audit.state_hash`: the case as it stood after the entry; null where the entry is not about a case's content, and
in entries of before. `case_file.review_on`: the day by which somebody decides whether the case is still needed.
`typing`: what is typed and not given as an answer yet.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Two columns, a table and an index more; no row changes."""
    op.execute("ALTER TABLE audit ADD COLUMN state_hash TEXT")
    op.execute("CREATE INDEX audit_object ON audit (object_id, seq)")
    op.execute("ALTER TABLE case_file ADD COLUMN review_on TEXT")
    op.execute(
        "CREATE TABLE typing (case_id TEXT NOT NULL REFERENCES case_file (id), field TEXT NOT NULL, "
        "text TEXT NOT NULL, PRIMARY KEY (case_id, field))"
    )

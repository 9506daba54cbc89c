"""What finds replayed pages, and when a case is looked at again.

`audit.state_hash`: the case as it stood after the entry; null where the entry is not about a case's content, and
in entries of before. `case_file.review_on`: the day by which somebody decides whether the case is still needed;
of a case of before, a year after it was opened. `kept_because`: why it was kept on at its last review. `typing`:
what is typed and not given as an answer yet.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Three columns, a table and an index more."""
    op.execute("ALTER TABLE audit ADD COLUMN state_hash TEXT")
    op.execute("CREATE INDEX audit_object ON audit (object_id, seq)")
    op.execute("ALTER TABLE case_file ADD COLUMN review_on TEXT")
    op.execute("ALTER TABLE case_file ADD COLUMN kept_because TEXT")
    op.execute("UPDATE case_file SET review_on = date(substr(opened_utc, 1, 10), '+365 days')")
    op.execute(
        "CREATE TABLE typing (case_id TEXT NOT NULL REFERENCES case_file (id), field TEXT NOT NULL, "
        "text TEXT NOT NULL, PRIMARY KEY (case_id, field))"
    )

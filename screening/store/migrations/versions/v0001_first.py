"""Everything of format 1.

Ids are 32 hexadecimal digits, instants UTC in ISO 8601. A case is one person (`person`) met on one `visit`,
with its talks; answers are appended and superseded. `seq` orders rows of which the newest counts, and is the
row number of `case_search`. STRICT tables: a value of the wrong type is refused.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

_TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT",
    """CREATE TABLE officer (
        id TEXT PRIMARY KEY NOT NULL, code TEXT NOT NULL, role TEXT NOT NULL, recipient TEXT NOT NULL,
        verifying TEXT NOT NULL UNIQUE, created_utc TEXT NOT NULL, status TEXT NOT NULL) STRICT""",
    """CREATE TABLE visit (
        id TEXT PRIMARY KEY NOT NULL, situation TEXT NOT NULL, started_utc TEXT NOT NULL) STRICT""",
    "CREATE TABLE person (id TEXT PRIMARY KEY NOT NULL, age_band TEXT, sheet TEXT) STRICT",
    """CREATE TABLE case_file (
        seq INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, id TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
        visit_id TEXT NOT NULL REFERENCES visit (id), person_id TEXT NOT NULL REFERENCES person (id),
        opened_utc TEXT NOT NULL, state TEXT NOT NULL, ended_because TEXT, language TEXT, next_step TEXT,
        answered INTEGER NOT NULL DEFAULT 0, asked INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE pack (
        hash TEXT PRIMARY KEY NOT NULL, instrument_id TEXT NOT NULL, version TEXT NOT NULL,
        bytes BLOB NOT NULL) STRICT""",
    """CREATE TABLE talk (
        id TEXT PRIMARY KEY NOT NULL, case_id TEXT NOT NULL REFERENCES case_file (id),
        started_utc TEXT NOT NULL, pack_hash TEXT REFERENCES pack (hash), language TEXT,
        language_utc TEXT, position TEXT) STRICT""",
    """CREATE TABLE safety_answer (
        seq INTEGER PRIMARY KEY NOT NULL, id TEXT NOT NULL UNIQUE,
        talk_id TEXT NOT NULL REFERENCES talk (id), safety_check TEXT NOT NULL, answer TEXT NOT NULL,
        given_utc TEXT NOT NULL) STRICT""",
    """CREATE TABLE consent (
        seq INTEGER PRIMARY KEY NOT NULL, id TEXT NOT NULL UNIQUE,
        talk_id TEXT NOT NULL REFERENCES talk (id), consent TEXT NOT NULL, language TEXT NOT NULL,
        text_hash TEXT NOT NULL, review TEXT NOT NULL, given_utc TEXT NOT NULL) STRICT""",
    """CREATE TABLE answer (
        seq INTEGER PRIMARY KEY NOT NULL, id TEXT NOT NULL UNIQUE,
        talk_id TEXT NOT NULL REFERENCES talk (id), question TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('value', 'declined', 'unknown', 'not_asked')), value TEXT,
        given_utc TEXT NOT NULL, language TEXT NOT NULL, text_hash TEXT NOT NULL, review TEXT NOT NULL,
        reason TEXT NOT NULL, supersedes TEXT REFERENCES answer (id),
        superseded_by TEXT REFERENCES answer (id) DEFERRABLE INITIALLY DEFERRED,
        CHECK ((kind = 'value') = (value IS NOT NULL))) STRICT""",
    """CREATE TABLE note (
        talk_id TEXT NOT NULL REFERENCES talk (id), question TEXT NOT NULL, text TEXT NOT NULL,
        changed_utc TEXT NOT NULL, PRIMARY KEY (talk_id, question)) STRICT""",
    """CREATE TABLE decision (
        seq INTEGER PRIMARY KEY NOT NULL, id TEXT NOT NULL UNIQUE,
        case_id TEXT NOT NULL REFERENCES case_file (id), next_step TEXT NOT NULL, reason TEXT NOT NULL,
        statement TEXT NOT NULL, decided_utc TEXT NOT NULL) STRICT""",
    """CREATE TABLE recipient_consent (
        seq INTEGER PRIMARY KEY NOT NULL, id TEXT NOT NULL UNIQUE,
        case_id TEXT NOT NULL REFERENCES case_file (id), service_id TEXT NOT NULL, given INTEGER NOT NULL,
        items TEXT NOT NULL, way TEXT NOT NULL, language TEXT NOT NULL, review TEXT NOT NULL,
        given_utc TEXT NOT NULL, legal_basis TEXT NOT NULL) STRICT""",
    "CREATE TABLE document (hash TEXT PRIMARY KEY NOT NULL, bytes BLOB NOT NULL) STRICT",
    """CREATE TABLE disclosure (
        seq INTEGER PRIMARY KEY NOT NULL, id TEXT NOT NULL UNIQUE,
        case_id TEXT NOT NULL REFERENCES case_file (id),
        consent_id TEXT NOT NULL REFERENCES recipient_consent (id), service_id TEXT NOT NULL,
        service_name TEXT NOT NULL, form_number TEXT NOT NULL, kind TEXT NOT NULL, items TEXT NOT NULL,
        document_hash TEXT NOT NULL REFERENCES document (hash), at_utc TEXT NOT NULL) STRICT""",
    """CREATE TABLE service (
        id TEXT PRIMARY KEY NOT NULL, place INTEGER NOT NULL, entry TEXT NOT NULL) STRICT""",
    """CREATE TABLE tally (
        id TEXT PRIMARY KEY NOT NULL, date TEXT NOT NULL, situation TEXT NOT NULL, statement TEXT NOT NULL,
        offered INTEGER NOT NULL) STRICT""",
    """CREATE TABLE audit (
        seq INTEGER PRIMARY KEY NOT NULL, utc TEXT NOT NULL, officer_id TEXT NOT NULL REFERENCES officer (id),
        action TEXT NOT NULL, object_id TEXT NOT NULL, detail_hash TEXT NOT NULL, previous_hash TEXT NOT NULL,
        hash TEXT NOT NULL UNIQUE, signature TEXT NOT NULL) STRICT""",
)

_INDEXES = (
    "CREATE INDEX case_file_visit ON case_file (visit_id)",
    "CREATE INDEX case_file_person ON case_file (person_id)",
    "CREATE INDEX talk_case ON talk (case_id)",
    "CREATE INDEX talk_pack ON talk (pack_hash)",
    "CREATE INDEX safety_answer_talk ON safety_answer (talk_id)",
    "CREATE INDEX consent_talk ON consent (talk_id)",
    "CREATE INDEX answer_question ON answer (talk_id, question)",
    "CREATE UNIQUE INDEX answer_current ON answer (talk_id, question) WHERE superseded_by IS NULL",
    "CREATE INDEX answer_supersedes ON answer (supersedes)",
    "CREATE INDEX answer_superseded_by ON answer (superseded_by)",
    "CREATE INDEX decision_case ON decision (case_id)",
    "CREATE INDEX recipient_consent_case ON recipient_consent (case_id)",
    "CREATE INDEX disclosure_case ON disclosure (case_id)",
    "CREATE INDEX disclosure_consent ON disclosure (consent_id)",
    "CREATE INDEX disclosure_document ON disclosure (document_hash)",
    "CREATE INDEX audit_officer ON audit (officer_id)",
)

# Prefixes up to the longest common word ("protection"): without an index, a prefix that most cases share
# is merged from the whole index, and SQLCipher's memory protection makes that slow (measured, 100,000 cases:
# "work look" takes 3.6 s with prefixes up to 3, 10 ms with these).
_SEARCH = (
    """CREATE VIRTUAL TABLE case_search USING fts5 (
        number, situation, language, state, next_step, name,
        tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3 4 5 6 7 8 9 10')""",
    # Without it the words of a deleted row stay in the index.
    "INSERT INTO case_search (case_search, rank) VALUES ('secure-delete', 1)",
)


def upgrade() -> None:
    """Create all tables."""
    for statement in _TABLES + _INDEXES + _SEARCH:
        op.execute(statement)

"""The tables as SQLAlchemy Core knows them. What creates them is `migrations/`; a test keeps both equal."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, column, table

metadata = MetaData()


def _text(name: str, *, null: bool = False, references: str | None = None) -> Column[str]:
    link = (ForeignKey(references),) if references else ()
    return Column(name, Text, *link, nullable=null)


def _id() -> Column[str]:
    return Column("id", Text, nullable=False, unique=True)


def _seq() -> Column[int]:
    return Column("seq", Integer, primary_key=True, nullable=False)


def _key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True, nullable=False)


meta = Table("meta", metadata, _key("key"), _text("value"))

officer = Table(
    "officer",
    metadata,
    _key("id"),
    _text("code"),
    _text("role"),
    _text("recipient"),
    Column("verifying", Text, nullable=False, unique=True),
    _text("created_utc"),
    _text("status"),
)

visit = Table("visit", metadata, _key("id"), _text("situation"), _text("started_utc"))

person = Table("person", metadata, _key("id"), _text("age_band", null=True), _text("sheet", null=True))

case_file = Table(
    "case_file",
    metadata,
    _seq(),
    _id(),
    Column("number", Text, nullable=False, unique=True),
    _text("visit_id", references="visit.id"),
    _text("person_id", references="person.id"),
    _text("opened_utc"),
    _text("state"),
    _text("ended_because", null=True),
    _text("language", null=True),
    _text("next_step", null=True),
    Column("answered", Integer, nullable=False),
    Column("asked", Integer, nullable=False),
    _text("review_on", null=True),
    _text("kept_because", null=True),
    sqlite_autoincrement=True,
)

pack = Table(
    "pack",
    metadata,
    _key("hash"),
    _text("instrument_id"),
    _text("version"),
    Column("bytes", LargeBinary, nullable=False),
)

talk = Table(
    "talk",
    metadata,
    _key("id"),
    _text("case_id", references="case_file.id"),
    _text("started_utc"),
    _text("pack_hash", null=True, references="pack.hash"),
    _text("language", null=True),
    _text("language_utc", null=True),
    _text("position", null=True),
)

safety_answer = Table(
    "safety_answer",
    metadata,
    _seq(),
    _id(),
    _text("talk_id", references="talk.id"),
    _text("safety_check"),
    _text("answer"),
    _text("given_utc"),
)

consent = Table(
    "consent",
    metadata,
    _seq(),
    _id(),
    _text("talk_id", references="talk.id"),
    _text("consent"),
    _text("language"),
    _text("text_hash"),
    _text("review"),
    _text("given_utc"),
)

answer = Table(
    "answer",
    metadata,
    _seq(),
    _id(),
    _text("talk_id", references="talk.id"),
    _text("question"),
    _text("kind"),
    _text("value", null=True),
    _text("given_utc"),
    _text("language"),
    _text("text_hash"),
    _text("review"),
    _text("reason"),
    _text("supersedes", null=True, references="answer.id"),
    _text("superseded_by", null=True, references="answer.id"),
)
Index("answer_question", answer.c.talk_id, answer.c.question)

note = Table(
    "note",
    metadata,
    Column("talk_id", Text, ForeignKey("talk.id"), primary_key=True, nullable=False),
    _key("question"),
    _text("text"),
    _text("changed_utc"),
)

typing = Table(
    "typing",
    metadata,
    Column("case_id", Text, ForeignKey("case_file.id"), primary_key=True, nullable=False),
    _key("field"),
    _text("text"),
)
"""What is typed and not given as an answer, a reason or a choice yet: gone as soon as it is."""

decision = Table(
    "decision",
    metadata,
    _seq(),
    _id(),
    _text("case_id", references="case_file.id"),
    _text("next_step"),
    _text("reason"),
    _text("statement"),
    _text("decided_utc"),
)

recipient_consent = Table(
    "recipient_consent",
    metadata,
    _seq(),
    _id(),
    _text("case_id", references="case_file.id"),
    _text("service_id"),
    Column("given", Integer, nullable=False),
    _text("items"),
    _text("way"),
    _text("language"),
    _text("review"),
    _text("given_utc"),
    _text("legal_basis"),
)

document = Table("document", metadata, _key("hash"), Column("bytes", LargeBinary, nullable=False))

disclosure = Table(
    "disclosure",
    metadata,
    _seq(),
    _id(),
    _text("case_id", references="case_file.id"),
    _text("consent_id", references="recipient_consent.id"),
    _text("service_id"),
    _text("service_name"),
    _text("form_number"),
    _text("kind"),
    _text("items"),
    _text("document_hash", references="document.hash"),
    _text("at_utc"),
)

service = Table("service", metadata, _key("id"), Column("place", Integer, nullable=False), _text("entry"))

tally = Table(
    "tally",
    metadata,
    _key("id"),
    _text("date"),
    _text("situation"),
    _text("statement"),
    Column("offered", Integer, nullable=False),
    _text("next_step", null=True),
    _text("services"),
)

audit = Table(
    "audit",
    metadata,
    _seq(),
    _text("utc"),
    _text("officer_id", references="officer.id"),
    _text("action"),
    _text("object_id"),
    _text("detail_hash"),
    _text("previous_hash"),
    Column("hash", Text, nullable=False, unique=True),
    _text("signature"),
    _text("state_hash", null=True),
)
Index("audit_object", audit.c.object_id, audit.c.seq)

SEARCHED = ("number", "situation", "language", "state", "next_step", "name")
"""What the case list is searched for, in the columns of `case_search`; its row number is `case_file.seq`."""

case_search = table("case_search", column("rowid", Integer), *(column(name, Text) for name in SEARCHED))

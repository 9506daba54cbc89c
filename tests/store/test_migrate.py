"""Migrations: all or nothing, no row lost, and the tables are those that the queries know."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect, select

from screening.core.case import Situation
from screening.core.errors import ScreeningError
from screening.core.service import Need, Priority
from screening.store import migrate, schema
from screening.store.check import check_vault
from screening.store.database import Database
from screening.store.header import DATABASE_FILE
from screening.store.meta import MetaKey, get_meta
from screening.store.vault import Vault

from .vaults import LIMITS, NOW, database_key, reopen

REVISION = '''"""A test's own."""

from alembic import op
import sqlalchemy as sa

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
{body}
'''


@pytest.fixture
def filled(vault: Vault, folder: Path, case_id: str) -> Path:
    with vault.transaction():
        vault.cases.set_note(case_id, "q", "kept", NOW)
    vault.close()
    return folder


def scripts_with(tmp_path: Path, body: str) -> Path:
    copy = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, copy)
    indented = "\n".join(f"    {line}" for line in body.splitlines())
    (copy / "versions" / "v0004_next.py").write_text(REVISION.format(body=indented))
    return copy


def state(database: Database) -> tuple[object, ...]:
    names = database.pragma("table_list")
    return database.pragma("user_version"), database.pragma("schema_version"), sorted(names)


def test_the_migrations_make_exactly_the_tables_that_the_queries_know(vault: Vault) -> None:
    with vault.database.transaction() as connection:
        inspector = inspect(connection)
        for table in schema.metadata.sorted_tables:
            found = {
                column["name"]: (str(column["type"]), column["nullable"])
                for column in inspector.get_columns(table.name)
            }
            known = {
                column.name: (column.type.compile(connection.dialect), column.nullable) for column in table.columns
            }
            assert found == known, table.name
            links = {
                (key["constrained_columns"][0], f"{key['referred_table']}.{key['referred_columns'][0]}")
                for key in inspector.get_foreign_keys(table.name)
            }
            assert links == {(key.parent.name, key.target_fullname) for key in table.foreign_keys}, table.name


def test_a_migration_that_fails_half_way_leaves_nothing_and_can_be_tried_again(
    filled: Path, tmp_path: Path
) -> None:
    body = "op.execute('CREATE TABLE half (a TEXT)')\nop.execute('DELETE FROM note')\nop.execute('NONSENSE')"
    scripts = scripts_with(tmp_path, body)
    database = Database(filled / DATABASE_FILE, database_key(filled))
    before = state(database)
    for _ in range(2):
        with pytest.raises(ScreeningError):
            migrate.migrate(database, 4, scripts)
        assert state(database) == before
        assert database.value(select(schema.note.c.text)) == "kept"
        assert database.pragma("foreign_keys") == [(1,)]
    good = scripts / "versions" / "v0004_next.py"
    good.write_text(REVISION.format(body="    op.execute('CREATE TABLE half (a TEXT)')"))
    migrate.migrate(database, 4, scripts)
    assert database.pragma("user_version") == [(4,)]
    database.close()


def test_recreating_a_table_in_batch_mode_keeps_its_children(filled: Path, tmp_path: Path) -> None:
    body = (
        "with op.batch_alter_table('talk', recreate='always') as batch:\n"
        "    batch.add_column(sa.Column('place', sa.Text(), nullable=True))"
    )
    scripts = scripts_with(tmp_path, body)
    database = Database(filled / DATABASE_FILE, database_key(filled))
    migrate.migrate(database, 4, scripts)
    assert database.value(select(schema.note.c.text)) == "kept"
    assert database.pragma("foreign_key_check") == []
    assert database.pragma("foreign_keys") == [(1,)]
    database.close()


@pytest.mark.parametrize(
    ("body", "match"),
    [
        ("op.execute('DELETE FROM note')", "number of rows of note"),
        ("op.execute('DROP TABLE note')\nop.execute('CREATE TABLE note (a TEXT)')", "number of rows of note"),
        ("op.execute(\"UPDATE note SET talk_id = 'nobody'\")", "without its row"),
    ],
)
def test_a_migration_that_loses_rows_or_references_is_rolled_back(
    filled: Path, tmp_path: Path, body: str, match: str
) -> None:
    database = Database(filled / DATABASE_FILE, database_key(filled))
    before = state(database)
    with pytest.raises(RuntimeError, match=match):
        migrate.migrate(database, 4, scripts_with(tmp_path, body))
    assert state(database) == before
    assert database.value(select(schema.note.c.text)) == "kept"
    database.close()


def test_a_migration_that_loses_a_trigger_is_rolled_back(filled: Path, tmp_path: Path) -> None:
    make = "CREATE TRIGGER watch AFTER INSERT ON talk BEGIN SELECT 1; END"
    database = Database(filled / DATABASE_FILE, database_key(filled))
    with database.transaction() as connection:
        connection.exec_driver_sql(make)
    recreated = "with op.batch_alter_table('talk', recreate='always') as batch:\n    pass"
    with pytest.raises(RuntimeError, match="trigger"):
        migrate.migrate(database, 4, scripts_with(tmp_path, recreated))
    database.close()


def test_the_scripts_are_beside_the_code_that_runs_them() -> None:
    assert (migrate.MIGRATIONS / "env.py").is_file()
    for number in range(1, migrate.SCHEMA_VERSION + 1):
        assert list((migrate.MIGRATIONS / "versions").glob(f"v{number:04}_*.py"))


def test_a_vault_of_format_1_opens_and_nothing_in_it_is_lost(folder: Path) -> None:
    shutil.copytree(Path(__file__).parent / "kept" / "format-1", folder)
    with reopen(folder) as vault:
        assert vault.database.pragma("user_version") == [(migrate.SCHEMA_VERSION,)]
        (case,) = vault.cases.summaries("Somebody")
        record = vault.cases.load(case.id)
        assert record.answers["q"].answer == "Somebody 2"
        assert [each.answer.answer for each in record.history["q"]] == ["Somebody 0", "Somebody 1", "Somebody 2"]
        sheet = vault.cases.load_sheet(case.id)
        assert sheet.safe_contact == "after 8, ask for Sara"
        assert sheet.contact.empty and sheet.others_there.empty
        assert {need: sheet.soon(need) for need in sheet.needs} == {
            Need.DOCTOR: Priority.HOURS_24,
            Need.LAWYER: Priority.HOURS_24,
        }
        lines = vault.cases.tallies()
        assert [(line.date, line.next_step, line.services) for line in lines] == [
            ("2026-11-22", None, ()),
            ("2026-11-23", None, ()),
        ]
        rows = vault.database.rows(select(schema.tally.c.offered).order_by(schema.tally.c.date))
        assert [row.offered for row in rows] == [1, 0]
        assert check_vault(vault, LIMITS) == []


def test_opening_imports_no_alembic(filled: Path) -> None:
    code = "import sys, screening.store.vault; print(any(n.split('.')[0] == 'alembic' for n in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"
    with reopen(filled) as vault:
        assert get_meta(vault.database, MetaKey.VAULT_ID) == vault.id
        with vault.transaction():
            vault.cases.create(Situation.OFFICE, NOW)

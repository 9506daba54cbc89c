"""The list of cases leaves the vault only with a second officer, without names, and is noted."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from screening.core.case import CaseState, CaseSummary, Situation
from screening.core.errors import Problem, ScreeningError
from screening.core.roles import Role
from screening.languages.catalogs import Translator, load_officer
from screening.operations import exporting
from screening.operations.cases import begin_case
from screening.operations.exporting import Approval, export_case_list, prepare_export, table
from screening.operations.officers import OfficerEntry, list_officers, prove_officer
from screening.operations.session import Session, unlock
from screening.store.audit import AuditAction
from screening.store.audit_reader import AuditFilter, AuditReader
from screening.store.officers import add
from tests import disks
from tests.store.vaults import LIMITS

from .talks import decided_talk, now
from .test_auditing import SENTINELS, SHEET

SECOND = "purple kettle under the northern bridge"


@pytest.fixture
def translator() -> Translator:
    return load_officer("en")


@pytest.fixture
def second(session: Session) -> OfficerEntry:
    """Another officer, who has just typed their passphrase."""
    add(session.vault, "B2", Role.OFFICER, SECOND, must_change=False)  # they chose it themselves
    return prove_officer(session, "B2", SECOND)


@pytest.fixture
def three(session: Session) -> frozenset[str]:
    """The ids of three cases, one of them with a name."""
    decided_talk(session, SHEET)
    for _ in range(2):
        begin_case(session, Situation.BORDER)
    return prepare_export(session, "").case_ids if len(list_officers(session)) > 1 else frozenset()


def lines(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


@contextmanager
def taking_nothing(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk where files can be made and no byte can be written."""
    with disks.small_disk(tmp_path / "full", "4k") as disk:
        (disk / "filler").write_bytes(b"x" * 4096)
        folder = disk / "out"
        folder.mkdir()
        yield folder


def refused(call: object) -> Problem:
    with pytest.raises(ScreeningError) as caught:
        call()  # type: ignore[operator]
    return caught.value.problem


def test_many_cases_are_saved_when_a_second_officer_agreed(
    session: Session, second: OfficerEntry, three: frozenset[str], translator: Translator, tmp_path: Path
) -> None:
    assert prepare_export(session).second_officer
    path = export_case_list(session, three, tmp_path, Approval(second, three), translator)
    head, *rows = lines(path)
    assert head == ["Case", "Opened", "Situation", "Language", "State", "Next step"]
    assert len(rows) == len(three)
    assert {row[2] for row in rows} == {"Workplace", "Border"}
    assert path.stat().st_mode & 0o777 == 0o600
    for word in SENTINELS.values():
        assert word not in path.read_text("utf-8-sig")
        assert word not in path.name


def test_both_officers_are_in_the_audit(
    session: Session, second: OfficerEntry, three: frozenset[str], translator: Translator, tmp_path: Path
) -> None:
    export_case_list(session, three, tmp_path, Approval(second, three), translator)
    saved, approved = AuditReader(session.vault.database).page(AuditFilter())[:2]
    assert (saved.action, saved.officer, saved.object_id) == (
        AuditAction.EXPORTED,
        session.vault.officer.code,
        "3",
    )
    assert (approved.action, approved.about_officer) == (AuditAction.APPROVED, "B2")
    session.vault.audit.verify()


def test_without_a_second_officer_nothing_is_saved(
    session: Session, second: OfficerEntry, three: frozenset[str], translator: Translator, tmp_path: Path
) -> None:
    before = session.vault.audit.head()
    own = next(each for each in list_officers(session) if each.myself)
    fewer = frozenset(sorted(three)[:2])
    used = Approval(second, three)
    used.use(session, three)
    for approval in (None, Approval(own, three), Approval(second, fewer), used):
        problem = refused(lambda a=approval: export_case_list(session, three, tmp_path, a, translator))
        assert problem is Problem.SECOND_OFFICER_NEEDED
    assert session.vault.audit.head() == before
    assert not list(tmp_path.glob("*.csv"))


def test_an_approval_is_for_one_time(
    session: Session, second: OfficerEntry, three: frozenset[str], translator: Translator, tmp_path: Path
) -> None:
    approval = Approval(second, three)
    export_case_list(session, three, tmp_path, approval, translator)
    (tmp_path / "again").mkdir()
    problem = refused(lambda: export_case_list(session, three, tmp_path / "again", approval, translator))
    assert problem is Problem.SECOND_OFFICER_NEEDED


def test_one_case_of_several_needs_nobody_else(
    session: Session, second: OfficerEntry, three: frozenset[str], translator: Translator, tmp_path: Path
) -> None:
    one = frozenset(sorted(three)[:1])
    assert len(lines(export_case_list(session, one, tmp_path, None, translator))) == 2


def test_alone_in_a_vault_nobody_can_agree(session: Session, three: frozenset[str]) -> None:
    assert refused(lambda: prepare_export(session)) is Problem.NO_SECOND_OFFICER
    assert refused(lambda: prepare_export(session, "xyzzy")) is Problem.NO_CASES


def test_an_officer_without_the_permission_saves_nothing(
    session: Session, second: OfficerEntry, three: frozenset[str], translator: Translator, folder: Path
) -> None:
    session.close()
    officer = unlock(folder, "B2", SECOND, floor=LIMITS, now=now)
    assert refused(lambda: prepare_export(officer)) is Problem.NOT_ALLOWED
    assert refused(lambda: export_case_list(officer, three, folder, None, translator)) is Problem.NOT_ALLOWED
    officer.close()


def test_what_cannot_be_written_is_not_noted_and_no_file_is_overwritten(
    session: Session, second: OfficerEntry, three: frozenset[str], translator: Translator, tmp_path: Path
) -> None:
    before = session.vault.audit.head()
    missing = tmp_path / "nowhere"

    def save(folder: Path) -> None:
        export_case_list(session, three, folder, Approval(second, three), translator)

    assert refused(lambda: save(missing)) is Problem.OUTPUT_NOT_WRITABLE
    assert session.vault.audit.head() == before
    save(tmp_path)
    (path,) = tmp_path.glob("*.csv")
    kept, before = path.read_bytes(), session.vault.audit.head()
    assert refused(lambda: save(tmp_path)) is Problem.OUTPUT_EXISTS
    assert (path.read_bytes(), session.vault.audit.head()) == (kept, before)


def test_the_entry_stands_before_any_case_is_in_the_file(
    session: Session, second: OfficerEntry, three: frozenset[str], translator: Translator, tmp_path: Path
) -> None:
    """A disk that takes no byte of the table is like a kill before the first one: the entry is there already."""
    before = session.vault.audit.length
    approval = Approval(second, three)
    with taking_nothing(tmp_path) as folder:
        assert (
            refused(lambda: export_case_list(session, three, folder, approval, translator))
            is Problem.OUTPUT_NOT_WRITABLE
        )
        assert not list(folder.iterdir())
    assert session.vault.audit.length == before + 2
    session.vault.audit.verify()


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\u200e=", "\u2066+"])
def test_no_cell_is_a_formula(begins: str, translator: Translator) -> None:
    case = CaseSummary(
        id="0" * 32,
        number=f'{begins}cmd|" /C calc"!A0',
        opened_utc=now(),
        situation=Situation.OTHER,
        language=f"{begins}1+1",
        state=CaseState.CLOSED,
        next_step=None,
        answered=0,
        asked=0,
    )
    data = table([case], translator).decode("utf-8-sig")
    (row,) = list(csv.reader(io.StringIO(data, newline="")))[1:]
    assert all(cell.startswith("'") for cell in (row[0], row[3]))


def test_a_spreadsheet_knows_the_letters(translator: Translator) -> None:
    assert table([], translator).startswith(b"\xef\xbb\xbf")


def test_there_is_a_word_for_every_column(translator: Translator) -> None:
    assert len(exporting.COLUMNS) == len(set(exporting.COLUMNS)) == 6

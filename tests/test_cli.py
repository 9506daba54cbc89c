"""The command line as scripts rely on it: exit status, one line on standard error, JSON on output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from screening import __version__
from screening.instruments.library import PACKS
from screening.languages.coverage import CAREFUL

PACK = "labour-exploitation"
LABOUR = PACKS / f"{PACK}.yaml"
KEPT = '{"age": "adult", "answers": {"papers_held": "employer"}}'


def run(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    command = [sys.executable, "-m", "screening", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, encoding="utf-8", timeout=60, check=False)


def refused(*arguments: str | Path, out: str = "") -> str:
    """The one line on standard error of a run that is refused."""
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (1, out), done.stderr
    assert done.stderr.startswith("screening: ")
    assert done.stderr.endswith("\n")
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """Writes a file of answers."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "answers.json"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


Write = Callable[[str | bytes], Path]


def seldom(*values: tuple[object, ...]) -> list[ParameterSet]:
    """More of the same, for the full run; each takes a process of its own."""
    return [pytest.param(*value, marks=pytest.mark.slow) for value in values]


# assess


def test_assess_prints_one_line_of_json_per_file(tmp_path: Path, file: Write) -> None:
    nothing = tmp_path / "nothing.json"
    nothing.write_text('{"age": "adult", "answers": {}}')
    done = run("assess", PACK, file(KEPT), nothing, file(KEPT))
    assert (done.returncode, done.stderr) == (0, "")
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [result["statement"] for result in results] == ["signs_recorded", "not_assessed", "signs_recorded"]
    assert {result["schema"] for result in results} == {1}
    assert results[0]["instrument"]["id"] == PACK
    assert results[0]["signs"][0]["answers"] == ["papers_held"]


def test_assess_takes_a_pack_by_its_path(tmp_path: Path, file: Write) -> None:
    installed = LABOUR.read_bytes()
    other = tmp_path / "other.yaml"
    other.write_bytes(installed.replace(b"version: 1.0.0", b"version: 7.0.0", 1))
    done = run("assess", other, file('{"answers": {}}'))
    result = json.loads(done.stdout)
    assert (result["instrument"]["version"], result["statement"]) == ("7.0.0", "child")


def test_a_wrong_file_among_several_ends_the_run_after_those_before_it(tmp_path: Path, file: Write) -> None:
    good = run("assess", PACK, file(KEPT)).stdout
    refused("assess", PACK, file(KEPT), tmp_path / "missing.json", file(KEPT), out=good)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"answers": {"papers_held": "boss"}}', "employer, recruiter"),
        ("not json", "answers.json"),
        (b"[" * 1_000_000, "answers.json"),
        (r'{"answers": {"a\nb\u2028c\u001b[31m": 7}}', "a b c"),
        *seldom(
            ('{"answers": {"height": 7}}', "height"),
            ('{"answers": {"same_work": 1}}', "same_work"),
            ('{"answers": {"papers_held": ["me"]}}', "papers_held"),
            ('{"answers": {"journey_help": true}}', "journey_help"),
            ('{"answers": {}, "signs": ["XX01"]}', "XX01"),
            ('{"answers": {}, "nationality": "x"}', "nationality"),
            ('{"answers": {}, "age": 17}', "age"),
            ("[]", "answers.json"),
            (b"[" * 10_000_000, "2 MiB"),
            (b"\xff\xfe\x00", "answers.json"),
            (r'{"answers": {}, "a\nb": 7}', "a b"),
            (r'{"answers": {}, "signs": ["a\r\nb"]}', "a b"),
        ),
    ],
    ids=lambda value: repr(value[:40]),
)
def test_wrong_answers_are_refused_with_one_line(file: Write, content: str | bytes, said: str) -> None:
    line = refused("assess", PACK, file(content))
    assert said in line
    assert "\x1b" not in line


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    refused("assess", PACK, tmp_path / "none.json")
    refused("assess", PACK, tmp_path)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(file: Write) -> None:
    path = file(KEPT)
    path.chmod(0)
    refused("assess", PACK, path)


def test_an_unknown_instrument_is_refused_by_name(tmp_path: Path, file: Write) -> None:
    assert "no-such-pack" in refused("assess", "no-such-pack", file(KEPT))
    refused("assess", tmp_path / "none.yaml", file(KEPT))
    refused("assess", tmp_path, file(KEPT))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id: small\n", "version"),
        (b"a: &b [*b]\n", "aliases"),
        *seldom(
            (b"[" * 1_000_000, "levels"),
            (b"\xff\xfe", "UTF-8"),
            (b"", "pack.yaml"),
            (b"- - -\n  :\n: {", "pack.yaml"),
        ),
    ],
    ids=lambda value: repr(value[:20]),
)
def test_a_broken_pack_is_refused_with_its_place(tmp_path: Path, file: Write, content: bytes, said: str) -> None:
    path = tmp_path / "pack.yaml"
    path.write_bytes(content)
    assert said in refused("assess", path, file(KEPT))
    assert said in refused("instruments", "check", path)


@pytest.mark.parametrize(
    "arguments",
    [
        ("assess",),
        ("assess", PACK),
        ("assess", PACK, "--fast", "x.json"),
        ("judge",),
        ("instruments", "check"),
    ],
    ids=" ".join,
)
def test_a_wrong_use_ends_with_status_2(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage" in done.stderr and "Traceback" not in done.stderr


def test_a_reader_that_goes_away_gets_no_traceback(file: Write) -> None:
    path = file(KEPT)
    command = [sys.executable, "-m", "screening", "assess", PACK, *[str(path)] * 200]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        complaint = process.stderr.read()
        process.wait(60)
    assert b"Traceback" not in complaint


# the other commands


def test_the_version_is_printed() -> None:
    assert run("--version").stdout.strip() == __version__


def test_installed_instruments_are_listed_and_checked() -> None:
    listed = run("instruments", "list")
    assert listed.returncode == 0
    lines = [line.split("\t") for line in listed.stdout.splitlines()]
    assert [PACK, "1.0.0", "70", "Labour exploitation, adults"] in lines
    checked = run("instruments", "check", LABOUR)
    assert (checked.returncode, checked.stdout) == (0, f"{PACK} 1.0.0: no mistake found\n")


def test_translations_tell_how_much_was_checked_by_a_speaker() -> None:
    done = run("translations")
    assert done.returncode == 0
    head, *rows = done.stdout.splitlines()
    assert head.split("\t") == ["language", "part", "texts", "translated", "reviewed", "words"]
    parts = [row.split("\t")[:2] for row in rows]
    assert {language for language, _ in parts} == {language for language, part in parts if part == CAREFUL}
    for row in rows:
        _, _, texts, translated, reviewed, words = row.split("\t")
        assert int(texts) >= int(translated) >= int(reviewed) >= 0
        whole = {"reviewed": reviewed == texts, "missing": translated != texts}
        assert whole.get(words, reviewed != texts == translated and words == "draft")


def test_words_of_every_script_are_printed_whatever_the_encoding_is_said_to_be() -> None:
    command = [sys.executable, "-m", "screening", "translations", "review", "ar", "--part", "answers."]
    env = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert "نعم" in done.stdout


def test_what_no_speaker_has_read_is_listed_the_careful_texts_first() -> None:
    done = run("translations", "review", "ar", "--part", "answers.")
    assert done.returncode == 0
    first, *_, last = done.stdout.splitlines()
    assert first.startswith("[1/") and "answers." in first
    assert last.endswith("translations wait for a reader")
    assert "translations wait" in run("translations", "review", "ar").stdout.splitlines()[-1]


def test_a_text_that_a_speaker_read_is_signed_off_in_the_masters(tmp_path: Path) -> None:
    (tmp_path / "ar" / "LC_MESSAGES").mkdir(parents=True)
    options = ("--masters", tmp_path, "--by", "S7")
    done = run("translations", "review", "ar", "--sign-off", "answers.yes", *options)
    assert done.returncode == 0, done.stderr
    (key, value) = next(iter(json.loads((tmp_path / "ar" / "reviewed.json").read_text())["reviewed"].items()))
    assert key.startswith("answers.yes|") and value["by"] == "S7"
    asked = run("translations", "review", "ar", "--part", "answers.no", "--ask", *options, stdin="y\nq\n")
    assert asked.returncode == 0, asked.stderr
    assert len(json.loads((tmp_path / "ar" / "reviewed.json").read_text())["reviewed"]) == 2


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("xx",), 1, "does not know the language xx"),
        (("en",), 1, "does not know the language en"),
        (("ar", "--sign-off", "answers.yes"), 1, "Say who read the translation"),
        (("ar", "--sign-off", "no.such.text", "--by", "S7"), 2, "no translation of ar with this id"),
        (("fr", "--sign-off", "answers.yes", "--by", "S7"), 2, "checkout"),
    ],
)
def test_a_review_that_cannot_be_kept_says_why(
    tmp_path: Path, arguments: tuple[str, ...], status: int, words: str
) -> None:
    (tmp_path / "ar" / "LC_MESSAGES").mkdir(parents=True)
    done = run("translations", "review", *arguments, "--masters", tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (status, False)
    assert words in " ".join(done.stderr.replace("│", " ").split())
    assert not list(tmp_path.rglob("reviewed.json"))


def test_a_vault_is_created_and_checked(tmp_path: Path) -> None:
    vault, passphrase = tmp_path / "vault", "marble tundra quiver ninety osprey\n"
    options = ("--vault", vault, "--officer", "A1", "--passphrase-stdin")
    made = run("vault", "create", *options, stdin=passphrase)
    assert made.returncode == 0, made.stderr
    assert len(made.stdout.splitlines()) == 1
    assert len(made.stdout.strip()) > 20
    for arguments in (("--vault", vault), options):
        checked = run("vault", "check", *arguments, stdin=passphrase)
        assert (checked.returncode, checked.stderr) == (0, "")
    refused("vault", "check", "--vault", tmp_path / "none")

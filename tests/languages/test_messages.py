"""Collecting, merging, compiling and checking translations."""

from __future__ import annotations

from pathlib import Path

import pytest

from screening.languages.catalogs import OFFICER
from screening.languages.table import load_languages
from tools import messages
from tools.message_calls import missed_texts
from tools.message_checks import letter_problems, message_problems
from tools.message_sources import all_texts

from .checkout import FIXED, PACK, catalog_of, compiled, make_checkout, translate


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with Arabic begun."""
    root = make_checkout(tmp_path)
    messages.update(root, "ar", officer=True)
    return root


def template(root: Path, domain: str) -> str:
    """A template's text."""
    return (root / "translations" / f"{domain}.pot").read_text(encoding="utf-8")


def rewrite(root: Path, name: str, old: str, new: str) -> None:
    """Change a source file."""
    path = root / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_what_is_asked_is_the_persons_and_the_rest_the_officers(root: Path) -> None:
    person, officer = template(root, "person"), template(root, "officer")
    for text_id in ("paid.text", "paid.choice.yes", "paid.choice.no", "section.money.title"):
        assert f'msgctxt "sample:{text_id}"' in person
    for text_id in ("paid.help", "injuries.text", "injuries.help", "injuries.choice.fresh", "title"):
        assert f'msgctxt "sample:{text_id}"' in officer
    assert 'msgctxt "consent.who"' in person
    assert 'msgid "Cases"' in officer and 'msgid "You can stop"' in officer
    assert 'msgid_plural "{count} cases"' in officer
    assert 'msgctxt "verb"\nmsgid "Open"' in officer


def test_templates_do_not_change_when_lines_move(root: Path) -> None:
    before = template(root, "officer")
    path = root / "screening" / "ui" / "screen.py"
    path.write_text("\n\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    messages.extract(root)
    assert template(root, "officer") == before


def test_updating_twice_changes_nothing(root: Path) -> None:
    translate(root, "ar", "person", {"answers.yes": "نعم"})
    messages.update(root)
    files = [*(root / "translations").rglob("*.po*")]
    before = {path: path.read_bytes() for path in files}
    messages.update(root)
    assert {path: path.read_bytes() for path in files} == before
    assert len(files) == 4


def test_an_update_keeps_header_comments_and_plurals(root: Path) -> None:
    path = root / "translations" / "ar" / "LC_MESSAGES" / "officer.po"
    six = ("أ", "ب", "ج", "د {count}", "ه {count}", "و {count}")
    translate(root, "ar", "officer", {"{count} case": six})
    text = path.read_text(encoding="utf-8").replace('msgid "Cases"', '# spoken form\nmsgid "Cases"')
    path.write_text(text.replace('"MIME', '"X-Editor: 3\\n"\n"MIME', 1), encoding="utf-8")
    messages.update(root)
    kept = path.read_text(encoding="utf-8")
    assert "X-Editor: 3" in kept and "# spoken form" in kept and "nplurals=6" in kept
    message = catalog_of(root, "ar", "officer").get("{count} case")
    assert message is not None and message.string == six


def test_an_update_keeps_a_header_below_comments_that_stand_by_themselves(root: Path) -> None:
    path = root / "translations" / "ar" / "LC_MESSAGES" / "officer.po"
    whole = "# Translators: S7\n\n" + path.read_text(encoding="utf-8").replace(
        '"MIME', '"X-Editor: 3\\n"\n"MIME', 1
    )
    path.write_text(whole, encoding="utf-8")
    assert messages.check(root) == []
    messages.update(root)
    assert path.read_text(encoding="utf-8") == whole


def test_a_changed_source_loses_its_translation_and_is_never_fuzzy(root: Path) -> None:
    translate(root, "ar", "officer", {"You can stop": "يمكنك التوقف"})
    rewrite(root, "screening/ui/screen.py", "You can stop", "You cannot stop")
    messages.update(root)
    text = (root / "translations" / "ar" / "LC_MESSAGES" / "officer.po").read_text(encoding="utf-8")
    assert "You cannot stop" in text
    assert "You can stop" not in text and "يمكنك" not in text
    assert "fuzzy" not in text and "#~" not in text


def test_a_message_that_gains_a_plural_is_another_message(root: Path) -> None:
    translate(root, "ar", "officer", {"Cases": "الحالات"})
    rewrite(root, "screening/ui/screen.py", '_("Cases")', 'ngettext("Cases", "Many cases", n)')
    messages.update(root)
    assert messages.check(root) == []
    message = catalog_of(root, "ar", "officer").get("Cases")
    assert message is not None and set(message.string or "x") == {""}


def test_a_checkout_in_step_has_no_problems(root: Path) -> None:
    assert messages.check(root) == []
    assert messages.main(["check", "--root", str(root)]) == 0


def test_a_source_that_moved_on_is_drift(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(root, "screening/instruments/packs/sample.yaml", "Were you paid?", "Did they pay you?")
    problems = messages.check(root)
    assert any(problem.startswith("person.pot: not up to date") for problem in problems)
    assert any("lacks sample:paid.text|Did they pay you?" in problem for problem in problems)
    assert any("still has sample:paid.text|Were you paid?" in problem for problem in problems)
    assert messages.main(["check", "--root", str(root)]) == 1
    assert "person.pot" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("""label = f"{name} · {_('not there')}\"""", "not there"),
        ("""label = f"{name} · {self.context._('not there')}\"""", "not there"),
        ("""counted = t.ngettext; label = counted("{count} minute", "{count} minutes", n)""", "{count} minute"),
        ("""say, n = t.gettext, 3; label = say("Say")""", "Say"),
        ("""first = N_; then = first; LATER = then("Later")""", "Later"),
        ("""from marks import N_ as later\nLATER = later("Later")""", "Later"),
        ("""def line(say=t.gettext): return say("Line")""", "Line"),
        ("""label = _("Yes" if sure else "No")""", "Yes"),
        ("""label = _("Yes" if sure else "No")""", "No"),
        ("""also = t.pgettext; label = also("noun", "Open")""", "Open"),
    ],
)
def test_a_text_that_collecting_does_not_see_is_told(root: Path, line: str, text: str) -> None:
    rewrite(root, "screening/ui/screen.py", "late =", f"{line}\nlate =")
    messages.update(root)
    told = [problem for problem in messages.check(root) if f"“{text}”" in problem]
    assert len(told) == 1 and told[0].startswith("screening/ui/screen.py:")


@pytest.mark.parametrize("words", ['f"Saved {count}"', '"Saved " + count', '"Saved {}".format(count)'])
def test_a_text_put_together_before_it_is_translated_is_told(root: Path, words: str) -> None:
    rewrite(root, "screening/ui/screen.py", "late =", f"label = _({words})\nlate =")
    messages.update(root)
    assert any("not one plain string" in problem for problem in messages.check(root))


@pytest.mark.parametrize(
    "line",
    [
        """label = f"{name} · {_('Cases')}\"""",
        """label = _(WORDS[state]) + _(words) + _("")""",
        """label = _("Cases" " of today")""",
    ],
)
def test_what_is_collected_or_comes_from_elsewhere_is_no_problem(root: Path, line: str) -> None:
    rewrite(root, "screening/ui/screen.py", "late =", f"{line}\nlate =")
    messages.update(root)
    assert messages.check(root) == []


def test_no_text_of_the_program_is_left_out() -> None:
    texts = [text for text in all_texts(messages.ROOT) if text.domain == OFFICER]
    assert list(missed_texts(messages.ROOT, {(text.context, text.forms) for text in texts})) == []


def test_missing_broken_and_unknown_files_are_told(root: Path) -> None:
    folder = root / "translations"
    (folder / "ar" / "LC_MESSAGES" / "person.po").unlink()
    (folder / "ar" / "LC_MESSAGES" / "officer.po").write_text("not a translation", encoding="utf-8")
    (folder / "zz" / "LC_MESSAGES").mkdir(parents=True)
    problems = messages.check(root)
    assert "ar/person.po: missing; run update" in problems
    assert any(problem.startswith("ar/officer.po: not a PO file") for problem in problems)
    assert any(problem.startswith("zz: not in the table") for problem in problems)


def test_a_fuzzy_entry_is_refused_and_nothing_is_compiled(root: Path) -> None:
    translate(root, "ar", "person", {"answers.yes": "نعم"}, flags=("fuzzy",))
    assert messages.check(root) == ["ar/person.po: answers.yes: fuzzy; finish the translation or clear it"]
    assert messages.main(["compile", "--root", str(root)]) == 1
    assert not compiled(root).exists()


def test_other_fields_than_the_source_are_refused(root: Path) -> None:
    translate(root, "ar", "person", {"consent.who": "اسمي {name}."})
    (problem,) = messages.compile_catalogs(root)
    assert problem == "ar/person.po: consent.who: fields differ: {officer} wanted, {name} found"


def test_compiling_is_repeatable_and_removes_what_is_gone(root: Path) -> None:
    translate(root, "ar", "person", {"answers.yes": "نعم"})
    assert messages.main(["compile", "--root", str(root)]) == 0
    files = {path: path.read_bytes() for path in compiled(root).rglob("*") if path.is_file()}
    stale = compiled(root) / "fr" / "LC_MESSAGES" / "person.mo"
    stale.parent.mkdir(parents=True)
    stale.write_bytes(b"")
    assert messages.compile_catalogs(root) == []
    assert {path: path.read_bytes() for path in compiled(root).rglob("*") if path.is_file()} == files


def test_a_language_without_unicode_data_gets_a_plural_rule(root: Path) -> None:
    assert messages.main(["update", "rom", "--officer", "--root", str(root)]) == 0
    header = (root / "translations" / "rom" / "LC_MESSAGES" / "officer.po").read_text(encoding="utf-8")
    assert "Language: rom" in header and "nplurals=2" in header
    assert messages.check(root) == []


@pytest.mark.parametrize("tag", ["en", "zz"])
def test_only_languages_of_the_table_are_begun(tag: str, root: Path) -> None:
    with pytest.raises(SystemExit):
        messages.main(["update", tag, "--root", str(root)])


@pytest.mark.parametrize(
    ("source", "translation", "found"),
    [
        (("a {x}",), ("b {x}",), None),
        (("a",), ("",), None),
        (("a {x}",), ("b",), "fields differ"),
        (("a",), ("b {x}",), "fields differ"),
        (("a {x}",), ("b {x!r}",), "fields differ"),
        (("a {x}",), ("b {x.y}",), "fields differ"),
        (("a {x}",), ("b {x",), "braces"),
        (("{n} a", "{n} b"), ("c", "{n} d"), None),
        (("{n} a", "{n} b"), ("c", "d"), "fields differ"),
        (("{n} a", "{n} b"), ("c {m}", "{n} d"), "fields differ"),
        (("{n} a", "{n} b"), ("", "{n} d"), "plural forms"),
        (("{n} a", "{n} b"), ("{n} d",), "plural forms"),
        (("\u2066a\u2069",), ("a",), "U+2066"),
        (("a\u200bb",), ("ab",), "U+200B was lost"),
        (("a\u00a0b",), ("a b",), "U+00A0 was lost"),
        (("a",), ("a\u2066b",), "U+2066"),
        (("a",), ("a\u202eb",), "control"),
        (("a",), ("a\u200bb",), "zero-width space"),
        (("a",), ("a\u0301",), "normal form C"),
        (("a",), ("<b>a</b>",), "markup"),
        (("a",), ("a &amp; b",), "markup"),
        (("a <b>c</b>",), ("<b>d</b>",), None),
        (("a < b",), ("1 < 2 > 0",), None),
    ],
)
def test_mistakes_that_need_no_knowledge_of_the_language(
    source: tuple[str, ...], translation: tuple[str, ...], found: str | None
) -> None:
    problems = list(message_problems(source, translation, 2))
    assert (problems == []) if found is None else any(found in problem for problem in problems)


def test_the_sample_is_what_the_tests_say() -> None:
    assert "kind: observed" in PACK and "{officer}" in FIXED


def test_a_language_begins_with_the_persons_texts_and_the_officers_interface_only_when_asked(root: Path) -> None:
    folder = root / "translations" / "so" / "LC_MESSAGES"
    assert messages.main(["update", "so", "--root", str(root)]) == 0
    assert [path.name for path in folder.iterdir()] == ["person.po"]
    assert messages.check(root) == []
    (folder / "person.po").unlink()
    assert messages.check(root) == ["so/person.po: missing; run update"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("نعم", None),
        ("نعم {officer} SMS", None),
        ("112", None),
        ("Yes", "has no letter of its own script (Arab)"),
        ("نعم да", "holds letters of another script: cyrillic"),
    ],
)
def test_a_text_in_the_letters_of_another_script_is_told(root: Path, text: str, found: str | None) -> None:
    assert list(letter_problems((text,), load_languages()["ar"])) == ([found] if found else [])
    translate(root, "ar", "person", {"answers.yes": text.replace("{officer}", "")})
    assert messages.check(root) == ([f"ar/person.po: answers.yes: {found}"] if found else [])


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (b"charset=utf-8", b"charset=iso-8859-1", "its header says charset=iso-8859-1: utf-8 wanted"),
        (b"charset=utf-8", b"charset=nonsense", "not a PO file in UTF-8"),
        (b"Language: ar", b"Language: fr", "its header says Language: fr: ar wanted"),
        (b"nplurals=6", b"nplurals=2", "its header says 2 plural forms: 6 wanted"),
        (b"Plural-Forms", b"Plural", "its header lacks the plural forms"),
        ("نعم".encode(), "نعم".encode("iso-8859-6"), "not a PO file in UTF-8"),
    ],
)
def test_a_broken_header_or_another_encoding_is_told(root: Path, before: bytes, after: bytes, found: str) -> None:
    translate(root, "ar", "person", {"answers.yes": "نعم"})
    path = messages.po_path(root, "ar", "person")
    path.write_bytes(path.read_bytes().replace(before, after, 1))
    assert any(problem.startswith(f"ar/person.po: {found}") for problem in messages.check(root))


@pytest.mark.parametrize(
    "translation",
    [
        'msgstr "يمكنك التوقف',
        'msgstr "يمكنك" التوقف"',
        'msgstr "لا" "يمكنك"',
        "msgstr يمكنك",
        'msgstr "يمكنك \\x"',
        'msgstr "أ"\nmsgstr "ب"',
        'msgstr "أ"\nmsgstr',
    ],
)
def test_a_string_that_is_not_whole_is_named_in_one_sentence_and_compiles_to_nothing(
    root: Path, tmp_path: Path, translation: str
) -> None:
    """Babel strips a letter, or takes the second translation, and says nothing."""
    path = root / "translations" / "ar" / "LC_MESSAGES" / "officer.po"
    text = path.read_text(encoding="utf-8")
    assert 'msgid "You can stop"\nmsgstr ""\n' in text
    whole = text.replace('msgid "You can stop"\nmsgstr ""\n', f'msgid "You can stop"\n{translation}\n')
    path.write_text(whole, encoding="utf-8")
    found = [problem for problem in messages.check(root) if "not a PO file" in problem]
    assert len(found) == 1
    assert found[0].startswith("ar/officer.po: ")
    assert messages.compile_catalogs(root, tmp_path / "out") == found
    assert not (tmp_path / "out").exists()
    with pytest.raises(SystemExit, match=r"ar/officer\.po: not a PO file"):
        messages.update(root)
    assert path.read_text(encoding="utf-8") == whole

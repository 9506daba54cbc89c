"""`screening translations audio`: packs of recordings without a screen. Every mistake is a line, exit status 1."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screening.languages.recording_checks import Mistake
    from screening.languages.recordings import Pack

audio_cli = typer.Typer(help="Recordings of the person's texts: check, add, write out, list and remove packs.")
Tag = Annotated[str, typer.Argument(metavar="TAG", help="The language, for example my.")]
PackFolder = Annotated[Path, typer.Argument(help="The folder with recordings.json.")]
Dialect = Annotated[str | None, typer.Option(help="As the list says it.")]
Speaker = Annotated[str | None, typer.Option(help="As the list says it.")]


def print_texts_to_record(tag: str) -> None:
    """What an interpreter should record, as CSV."""
    from screening.operations.recording_list import as_csv, to_record

    sys.stdout.reconfigure(newline="")  # type: ignore[union-attr]
    sys.stdout.write(as_csv(to_record(tag)))


def _folder() -> Path:
    from platformdirs import user_data_path

    from screening.operations.recordings import FOLDER

    return user_data_path("screening") / FOLDER


def _refuse(mistakes: Sequence[Mistake]) -> None:
    """Each mistake a line on standard error; returns where there is none."""
    from screening.languages.catalogs import load_officer
    from screening.languages.recording_terms import mistake_words

    english = load_officer("en")
    for mistake in mistakes:
        sys.stderr.write(f"screening: {mistake_words(mistake, english)}\n")
    if mistakes:
        raise typer.Exit(1)


def _say(pack: Pack, old: Sequence[str]) -> None:
    reviewed = f"reviewed by {pack.reviewed.by} on {pack.reviewed.on}" if pack.reviewed else "not reviewed"
    print(f"{pack.language}\t{pack.dialect}\t{pack.speaker}\t{reviewed}\t{len(pack.recordings)} recordings")
    for text_id in old:
        print(f"out of date, not played: {text_id}")


@audio_cli.command("check")
def audio_check(
    folder: PackFolder, language: Annotated[str, typer.Option(help="The language it must be in.")] = ""
) -> None:
    """Look at a pack: every mistake with its file and what was expected."""
    from screening.core.errors import Problem, ScreeningError
    from screening.languages.recording_checks import check_pack

    try:
        checked = check_pack(folder, language)
    except OSError:
        raise ScreeningError(Problem.RECORDINGS_GONE) from None
    _refuse(checked.mistakes)
    if checked.pack is not None:
        _say(checked.pack, checked.out_of_date)


@audio_cli.command("import")
def audio_import(folder: PackFolder) -> None:
    """Check a pack and copy it into the program; one of the same language, dialect and speaker is replaced."""
    from screening.operations.recordings import add
    from screening.store.backups import finish

    added = finish(add(folder.absolute(), _folder()))
    _refuse(added.mistakes)
    if added.pack is not None:
        _say(added.pack, added.out_of_date)


@audio_cli.command("list")
def audio_list() -> None:
    """What is installed: language, dialect, speaker, reviewed or not, texts heard, out of date, megabytes."""
    from screening.operations.recordings import installed

    print("language\tdialect\tspeaker\treviewed\theard\tout of date\tMB")
    for each in installed(_folder()):
        pack = each.pack
        reviewed = f"{pack.reviewed.by} {pack.reviewed.on}" if pack.reviewed else "no"
        size = f"{each.size / 1024**2:.1f}"
        print(
            f"{pack.language}\t{pack.dialect}\t{pack.speaker}\t{reviewed}\t{each.covered}\t{each.out_of_date}\t{size}"
        )


def _chosen(tag: str, dialect: str | None, speaker: str | None) -> Pack:
    from screening.languages.recordings import Library

    packs = [
        pack
        for pack in Library(_folder()).packs(tag)
        if dialect in (None, pack.dialect) and speaker in (None, pack.speaker)
    ]
    if len(packs) != 1:
        found = "there is no such pack" if not packs else "there are several: say --dialect and --speaker"
        raise typer.BadParameter(f"{found}; see: screening translations audio list")
    return packs[0]


@audio_cli.command("export")
def audio_export(
    tag: Tag,
    to: Annotated[Path, typer.Option(help="A folder that does not exist yet, or is empty.")],
    dialect: Dialect = None,
    speaker: Speaker = None,
) -> None:
    """Write an installed pack out again, to hand it on."""
    from screening.operations.recordings import write_out
    from screening.store.backups import finish

    finish(write_out(_chosen(tag, dialect, speaker), to.absolute()))
    print(to)


@audio_cli.command("remove")
def audio_remove(tag: Tag, dialect: Dialect = None, speaker: Speaker = None) -> None:
    """Delete an installed pack from this computer; without another copy it cannot be brought back."""
    from screening.operations.recordings import remove

    remove(_chosen(tag, dialect, speaker), _folder())


@audio_cli.command("make")
def audio_make(
    tag: Tag,
    folder: Annotated[Path, typer.Argument(help="A folder of sounds named by the texts' ids.")],
    speaker: Annotated[str, typer.Option(help="The speaker's code: letters and digits, never a name.")],
    dialect: Annotated[str, typer.Option(help="For example the region.")] = "",
    reviewed_by: Annotated[str, typer.Option(help="Code of another speaker who listened to all of it.")] = "",
) -> None:
    """Write recordings.json for a folder of sounds. Whoever makes it says that today's words were spoken."""
    from screening.languages.review import signed_now
    from screening.operations.recording_list import make_list

    reviewed = signed_now(reviewed_by) if reviewed_by else None
    pack, mistakes = make_list(folder, tag, speaker=speaker, dialect=dialect, reviewed=reviewed)
    _refuse(mistakes)
    if pack is not None:
        _say(pack, ())

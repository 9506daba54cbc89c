"""`screening translations`: what is translated and checked, and a speaker's signing off."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from screening.cli.recordings import print_texts_to_record

translations_cli = typer.Typer(help="Coverage and review status of the translations.", invoke_without_command=True)

MASTERS = Path("translations")


@translations_cli.callback()
def translations(
    context: typer.Context,
    audio_list: Annotated[
        str, typer.Option("--audio-list", metavar="TAG", help="Print as CSV what an interpreter should record.")
    ] = "",
) -> None:
    """Per language and part: how many texts there are, are translated, were checked by a speaker.

    The first line of a language is for all texts on consent, safety and rights together. The last column is
    reviewed, draft, or missing where not everything is translated.
    """
    if audio_list:
        print_texts_to_record(audio_list)
        return
    if context.invoked_subcommand is not None:
        return
    from screening.languages.catalogs import COMPILED
    from screening.languages.coverage import coverage

    print("language\tpart\ttexts\ttranslated\treviewed\twords")
    for folder in sorted(COMPILED.iterdir()) if COMPILED.is_dir() else []:
        if not folder.is_dir():
            continue
        for line in coverage(folder.name):
            counts = f"{line.total}\t{line.translated}\t{line.reviewed}"
            print(f"{folder.name}\t{line.part}\t{counts}\t{line.review}")


@translations_cli.command("review")
def review(
    tag: Annotated[str, typer.Argument(metavar="TAG", help="The language, as in the list of languages.")],
    part: Annotated[
        str, typer.Option(help="Only texts whose id or part begins so: consent, person/answers ...")
    ] = "",
    sign_off: Annotated[
        list[str] | None, typer.Option("--sign-off", metavar="ID", help="Read and found right; may be repeated.")
    ] = None,
    ask: Annotated[bool, typer.Option("--ask", help="Go through the texts and ask about each.")] = False,
    by: Annotated[str, typer.Option(help="Who read them: a name or code that this person agreed to give.")] = "",
    masters: Annotated[Path, typer.Option(help="The folder of the translations in a checkout.")] = MASTERS,
) -> None:
    """List the translations that no speaker has read yet, the careful texts first; sign some off.

    A signed-off text counts as reviewed once the catalogs are compiled, and is a draft again when it or its
    English changes.
    """
    from screening.operations.reviewing import sign_texts_off, waiting

    found = waiting(tag, part)
    if (sign_off or ask) and not (masters / tag).is_dir():
        raise typer.BadParameter("run this in a checkout, or name its folder of translations with --masters")
    if sign_off:
        known = {entry.text_id: entry for entry in found if entry.text_id}
        unknown = [text_id for text_id in sign_off if text_id not in known]
        if unknown:
            raise typer.BadParameter(f"no translation of {tag} with this id waits for a reader: {unknown[0]}")
        signed = sign_texts_off(masters, tag, [known[text_id] for text_id in sign_off], by)
        print(f"signed off: {signed}; compile the catalogs (make translations) for the program to know")
        return
    for number, entry in enumerate(found, start=1):
        print(f"[{number}/{len(found)}] {entry.text_id or entry.part}\n  {entry.source}\n  {entry.translation}\n")
        if ask:
            answer = typer.prompt("Right in every word? y: sign off, n: leave, q: end", default="n")
            if answer.strip().casefold().startswith("q"):
                return
            if answer.strip().casefold().startswith("y"):
                sign_texts_off(masters, tag, [entry], by)
    print(f"{len(found)} translations wait for a reader")

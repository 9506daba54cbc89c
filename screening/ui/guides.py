"""What each screen is for, in a few plain sentences: the help page shows that of the screen one came from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from screening.languages.marks import N_

ENTRY, CASES = "entry", "cases"

GUIDES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        ENTRY: (
            N_("Here you open a vault: a locked folder on this computer that holds your cases."),
            N_("Type your officer code and your passphrase, then press Enter."),
            N_("If the passphrase is forgotten, the recovery key on your paper opens the vault too."),
            N_("If there is no vault yet, create one. Nothing leaves this computer."),
        ),
        CASES: (
            N_("Here are your cases, the newest first. A case has a number and no name."),
            N_("Begin a new case when you have met a person and nobody sees or hears you."),
            N_("To go on with a case, find it by its number or by any word in the list, and press Enter."),
            N_("Lock the program whenever you leave the computer."),
        ),
        "look_first": (
            N_("You alone look whether it is safe to talk. Ask the person nothing yet."),
            N_("Every point needs an answer, and “not sure” is one. An unsafe answer says what to do first."),
            N_("If the person is or may be under 18, the questions for adults stay closed."),
        ),
        "language": (
            N_("The person points at their language, written in its own letters."),
            N_("Where this version has no words in that language, an interpreter is needed."),
            N_("Never let a companion, a relative or the employer interpret."),
        ),
        "consent": (
            N_("Say or show each point, then ask three separate questions: talk, write down, count."),
            N_("No is always a good answer, and help does not depend on a yes."),
            N_("If the person wants nothing written down, the talk stays in memory and is gone at its end."),
        ),
        "questions": (
            N_("One question at a time. The person reads their side, you read yours."),
            N_("Everything can be skipped. Nobody has to answer, and a break or an end is one key away."),
            N_("Your notes are in the drawer (F3). Close it before the person looks at the screen."),
            N_("What was answered can be changed: go back to the question and answer again."),
        ),
        "recorded": (
            N_("For you alone: what was recorded, and which answers are behind it."),
            N_("The program does not decide who somebody is. You choose the next step and say why."),
            N_("No signs in a talk do not rule anything out."),
        ),
        "needs": (
            N_("Ask what the person needs now, and how they can be reached without danger."),
            N_("Every field may stay empty. Write what the service must know, not the story."),
            N_("A name is written only if the person wants it."),
        ),
        "safety_plan": (
            N_("The person wants nothing more today. Say each sentence calmly, and tick what you have said."),
            N_("Agree on a safe way to meet again, if the person wants one."),
            N_("Give no paper unless the person asks: somebody may find it."),
        ),
        "sharing": (
            N_("Choose one service, then ask the person about this service by name."),
            N_("Read out what they will read and what they will not read. The person says yes or no."),
            N_("Police and immigration stand apart: never choose them for the person."),
        ),
        "preview": (
            N_("This is the form exactly as it will print."),
            N_("Read it with the person before you give it away. What is printed cannot be called back."),
            N_("A saved file is not locked: give it to this service only, then delete it."),
        ),
    }
)

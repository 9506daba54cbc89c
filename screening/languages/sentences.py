"""One sentence fit for the officer per expected failure: what happened, and what to do now.

The sentence for a failed unlock never tells whether code, passphrase or recovery key was wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from types import MappingProxyType

from screening.core.errors import Problem, ScreeningError
from screening.languages.bidi import NBSP, isolate, plain
from screening.languages.catalogs import Translator
from screening.languages.marks import N_, NN_, Plural

SENTENCES: Mapping[Problem, str | Plural] = MappingProxyType(
    {
        Problem.CANNOT_UNLOCK: N_(
            "This did not unlock the cases. Check what you typed, and the Caps Lock key, and try again."
        ),
        Problem.WAIT_BEFORE_RETRY: NN_(
            "This did not unlock the cases. Wait {seconds} second before the next try.",
            "This did not unlock the cases. Wait {seconds} seconds before the next try.",
            "seconds",
        ),
        Problem.TOO_MANY_ATTEMPTS: N_(
            "There were too many tries. From now on only the recovery key opens this vault: ask the person who "
            "keeps it."
        ),
        Problem.VAULT_MISSING: N_(
            "There are no cases in this folder. Choose another folder, or make a new vault."
        ),
        Problem.NOT_A_VAULT: N_(
            "This folder holds other files and is not a vault. Nothing was changed. Choose another folder."
        ),
        Problem.VAULT_EXISTS: N_(
            "There is already a vault in this folder. Open it, or choose an empty folder for the new one."
        ),
        Problem.VAULT_IN_USE: N_(
            "These cases are already open in another window or on another computer. Close them there first."
        ),
        Problem.VAULT_NEWER: N_(
            "These cases were saved by a newer version of the program (format {found}; this version reads up "
            "to {known}). Nothing was changed. Update the program and open them again."
        ),
        Problem.HEADER_DAMAGED: N_(
            "The file with the keys of this vault is damaged or was changed. Do not use this vault: restore "
            "the latest copy, and tell whoever looks after this computer."
        ),
        Problem.DATABASE_DAMAGED: N_(
            "The file with the cases is damaged or was changed. Keep a copy of the folder, then restore the "
            "latest copy."
        ),
        Problem.DATABASE_MISSING: N_(
            "The file with the cases is missing from this folder. Look whether it was moved; otherwise "
            "restore the latest copy."
        ),
        Problem.GENERATION_MISMATCH: N_(
            "The files in this folder are not of the same day: one of them was put back from an older copy. "
            "Restore one complete copy, and tell whoever looks after this computer."
        ),
        Problem.AUDIT_DAMAGED: N_(
            "The record of what was done with the cases was changed at entry {entry}. The cases can still be "
            "read. Tell the person responsible for data protection before you go on."
        ),
        Problem.CASE_ALTERED: N_(
            "Case {case} is not as it was last kept: it was damaged, or part of it was put back from an older "
            "copy. Do not rely on this case; compare it with a copy of the vault. The other cases can be used."
        ),
        Problem.CASE_LOST: N_(
            "A case is missing: it was begun at entry {entry} of the record, and nobody erased it. Do not go "
            "on working in this vault: restore the latest copy, and tell whoever looks after this computer."
        ),
        Problem.CASE_CAME_BACK: N_(
            "Case {case} was erased and is there again: an older part of the file was put back. Erase it again, "
            "and tell the person responsible for data protection."
        ),
        Problem.DIRECTORY_ALTERED: N_(
            "The list of services is not as it was last kept. Check each phone number before you use it."
        ),
        Problem.SEARCH_INDEX_DAMAGED: N_(
            "Searching may not find every case: its list of words does not fit the cases. Do not rely on a "
            "search, and restore the latest copy when you can."
        ),
        Problem.RECORDS_OLDER: N_(
            "These records are older than when this computer last closed them, so newer cases and answers may be "
            "missing. If nobody put an older copy here on purpose, do not go on working in this vault, and tell "
            "whoever looks after this computer."
        ),
        Problem.CLOCK_BEHIND: N_(
            "The clock of this computer is behind the last entry in these records: it is set back now, or it was "
            "ahead then. Look at the clock."
        ),
        Problem.NOTHING_KEPT: N_(
            "The disk is full: you can read the cases, and nothing new can be kept until there is room. Make "
            "room on the disk before you begin a talk."
        ),
        Problem.DISK_GONE: N_(
            "The disk with this vault is gone. Plug it in again; what is on the screen is kept."
        ),
        Problem.FOLDER_NOT_WRITABLE: N_(
            "The program may not write in this folder. Choose another folder, or ask whoever looks after "
            "this computer."
        ),
        Problem.DISK_FULL: N_(
            "The disk is full, so the last step was not saved. Make room on the disk, then do it again."
        ),
        Problem.PASSPHRASE_TOO_SHORT: NN_(
            "This passphrase is too short: use at least {minimum} character. Four or five words that do not "
            "belong together are easy to remember and hard to guess.",
            "This passphrase is too short: use at least {minimum} characters. Four or five words that do not "
            "belong together are easy to remember and hard to guess.",
            "minimum",
        ),
        Problem.PASSPHRASE_TOO_COMMON: N_(
            "This passphrase is on the lists that are tried first. Choose words that do not belong together."
        ),
        Problem.PASSPHRASE_TOO_WEAK: N_(
            "This passphrase would be guessed too soon. Add one or two words that do not belong with the others."
        ),
        Problem.OFFICER_CODE_INVALID: N_(
            "This officer code cannot be used. Use 1 to 16 letters, digits and hyphens."
        ),
        Problem.NOT_A_BACKUP: N_(
            "This file is not a copy of a vault, or its beginning is damaged. Choose another file."
        ),
        Problem.BACKUP_CUT_SHORT: N_(
            "This copy is not complete: its end is missing. Nothing was restored from it. Use another copy."
        ),
        Problem.BACKUP_DAMAGED: N_(
            "This copy is damaged: it is not what was kept. Nothing was restored from it. Use another copy."
        ),
        Problem.BACKUP_NOT_GENUINE: N_(
            "This copy was changed, or put together from different copies. Nothing was restored from it. Use "
            "another copy, and tell whoever looks after this computer."
        ),
        Problem.BACKUP_OLDER: N_(
            "This copy was made on {made}, and there is a newer state of {newer}. What was recorded in between is "
            "not in it. Use the newer one, or say that you want this one all the same."
        ),
        Problem.BACKUP_NO_ROOM: N_(
            "There is no room there for a copy, so none was made; earlier copies are as they were. Free "
            "{megabytes} MB, or choose another folder."
        ),
        Problem.BACKUP_FOLDER_MISSING: N_(
            "The folder for copies is not there. Connect the disk, or choose another folder."
        ),
        Problem.NO_ROOM_TO_RENEW: N_(
            "This vault must be brought to a newer form, and there is no room for the copy that is made before. "
            "Nothing was changed. Free {megabytes} MB on this disk, then open it again."
        ),
        Problem.PASSPHRASE_TOO_LONG: NN_(
            "This passphrase is too long: use at most {maximum} character.",
            "This passphrase is too long: use at most {maximum} characters.",
            "maximum",
        ),
        Problem.PASSPHRASE_NOT_NEW: N_("This is the passphrase of before. Choose a new one."),
        Problem.NOT_ALLOWED: N_(
            "Your role does not allow this. Nothing was changed. Ask an administrator of this vault."
        ),
        Problem.NOT_YOURSELF: N_("You cannot do this for yourself. Nothing was changed. Ask another officer."),
        Problem.LAST_ADMINISTRATOR: N_(
            "This is the only administrator who can open the vault. Nothing was changed. Make another officer "
            "an administrator first."
        ),
        Problem.OFFICER_CODE_TAKEN: N_("Another officer has this code already. Choose another code."),
        Problem.OFFICER_MISSING: N_("There is no such officer in this vault. Check the code."),
        Problem.OFFICER_NOT_NAMED: N_(
            "It is not clear who opens the vault. Say which officer you are, with --officer."
        ),
        Problem.OWN_PASSPHRASE_WRONG: N_(
            "This is not your passphrase of now. Nothing was changed. Check what you typed, and the Caps Lock "
            "key, and try again."
        ),
        Problem.RECOVERY_KEY_REFUSED: N_(
            "This key does not open this vault. Check every group of characters. If it is still refused, it is "
            "the key of another vault, or one that was removed."
        ),
        Problem.RECOVERY_KEY_MISSING: N_("There is no such recovery key in this vault. Look at the list again."),
        Problem.LAST_RECOVERY_KEY: N_(
            "Without this key nobody could open the vault when a passphrase is forgotten. Nothing was changed. "
            "Add another recovery key and confirm it first."
        ),
        Problem.FILE_MISSING: N_("There is no such file. Check its name and folder."),
        Problem.FILE_UNREADABLE: N_(
            "This file cannot be read. Check that it is the right one, complete, and that you may open it."
        ),
        Problem.INSTRUMENT_UNKNOWN: N_(
            "There is no questionnaire called {instrument} on this computer. Choose one of those installed."
        ),
        Problem.INSTRUMENT_INVALID: N_(
            "This questionnaire cannot be used: mistake at {place}; expected {expected}. Correct it there, "
            "or use another version."
        ),
        Problem.ANSWERS_INVALID: N_("The file of answers is wrong at {place}; expected {expected}."),
        Problem.ANSWER_QUESTION_UNKNOWN: N_(
            "The questionnaire has no question called {question}. Check the name and the version."
        ),
        Problem.ANSWER_WRONG_TYPE: N_("The answer to {question} does not fit; expected {expected}."),
        Problem.ANSWER_REFUSED_BY_RULE: N_(
            "The answer to {question} cannot be right as it stands. Check it, or leave the question open."
        ),
        Problem.SIGN_UNKNOWN: N_("There is no sign called {sign} in the list of indicators. Check its name."),
        Problem.LANGUAGE_UNKNOWN: N_(
            "The program does not know the language {language}. Choose one from the list of languages."
        ),
        Problem.READER_NOT_NAMED: N_(
            "Say who read the translation: a name or code of at most {maximum} letters that this person agreed to "
            "give."
        ),
        Problem.SIGN_OFFS_UNREADABLE: N_(
            "The list of sign-offs of this language (reviewed.json) cannot be read; nothing was changed. Mend the "
            "list, or take it away, then try again."
        ),
        Problem.RECORDINGS_IN_USE: N_(
            "Another window of the program is changing the recordings. Wait until it is done, then try again."
        ),
        Problem.RECORDINGS_NOT_KEPT: N_(
            "The program may not write where recordings are kept. What was there is unchanged. Ask whoever looks "
            "after this computer."
        ),
        Problem.RECORDINGS_NO_ROOM: N_(
            "The disk is full, so the recordings were not copied. What was there is unchanged. Make room on the "
            "disk, then do it again."
        ),
        Problem.RECORDINGS_GONE: N_(
            "The recordings can no longer be read. If they are on a stick, plug it in again, then do it again."
        ),
        Problem.RECORDING_DAMAGED: N_(
            "This recording is damaged and is not played. Read the words aloud; add the recordings again after "
            "the talk."
        ),
        Problem.NO_SOUND_DEVICE: N_(
            "This computer has nothing to play sound with. Read the words aloud, or plug in headphones "
            "and try again."
        ),
        Problem.SOUND_DEVICE_GONE: N_(
            "The sound stopped: headphones or loudspeaker are gone. Read the words aloud, or plug them in and "
            "try again."
        ),
        Problem.MACHINE_VOICE_FAILED: N_(
            "The machine voice of this computer does not answer. Read the words aloud."
        ),
        Problem.STEP_CLOSED: N_(
            "This step cannot be taken yet, or not any more. Go back to the case and finish the step it shows."
        ),
        Problem.CHILD_NO_ADULT_QUESTIONS: N_(
            "This person is or may be a child, so these questions are not asked. Bring in the child "
            "protection service and go on with the steps for children."
        ),
        Problem.DRAFT_UNCONFIRMED: N_(
            "No speaker has checked these words yet. Let the interpreter confirm them, or give a reason for using "
            "them, then ask the person again."
        ),
        Problem.DRAFT_FORBIDDEN: N_(
            "Without an interpreter these words cannot be used. Let the person choose another language, or bring "
            "in an interpreter."
        ),
        Problem.NO_CONSENT_FOR_RECIPIENT: N_(
            "The person has not agreed to share anything with this service, so nothing was prepared. Ask "
            "them first, for this service by name."
        ),
        Problem.CASE_MISSING: N_(
            "This case is not in the vault. It may have been erased, or be in another vault."
        ),
        Problem.REFERENCE_INCOMPLETE: N_(
            "A reference has {digits} digits: 0 to 9 and a to f. Type all of them as they stand at the foot "
            "of the form."
        ),
        Problem.REFERENCE_UNKNOWN: N_(
            "No entry in this vault has this reference. Compare each digit with the form. If they are right, "
            "the form is from another vault, or entries were lost: tell the person responsible for data "
            "protection."
        ),
        Problem.SECOND_OFFICER_NEEDED: N_(
            "A list of cases is saved only when a second officer agrees. Ask another officer of this vault to "
            "type their code and passphrase."
        ),
        Problem.NO_SECOND_OFFICER: N_(
            "A second officer must agree to this, and nobody else can open this vault. Let an administrator add "
            "an officer first."
        ),
        Problem.NO_CASES: N_(
            "No case has what you typed, so nothing was saved. Leave the field empty for all cases."
        ),
        Problem.OUTPUT_EXISTS: N_(
            "There is already a file or folder of that name, and it was left as it is. Choose another name."
        ),
        Problem.SETTINGS_NOT_SAVED: N_(
            "The settings could not be saved. They hold until the program is closed. Check that the disk has room "
            "and that you may write there."
        ),
        Problem.OFFICE_WITHOUT_NAME: N_(
            "Write the name of the office: the person hears it, and it stands on every form."
        ),
        Problem.REVIEW_PERIOD_INVALID: N_("Write a number of days from {least} to {most}."),
        Problem.NO_QUICK_ERASE: N_(
            "Erasing the whole vault at once is switched off for this vault. An administrator can switch it on."
        ),
        Problem.NOTHING_ERASED: N_(
            "Nothing was erased: the program may not write where the vault lies. The vault is as it was, and "
            "opens with your passphrases alone."
        ),
        Problem.NOT_ALL_ERASED: N_(
            "The keys of this vault are erased, so nobody can open it. Some of its files could not be removed: "
            "delete the folder yourself."
        ),
        Problem.PASSPHRASE_NOT_THEIRS: N_(
            "Somebody else chose this officer's passphrase. They open this vault and choose their own first, then "
            "they can agree."
        ),
        Problem.PURGE_LEAVES_NONE: N_(
            "These copies were not removed: there would be none left that is under the vault's key of now. Make a "
            "copy first, then remove these."
        ),
        Problem.OUTPUT_NOT_WRITABLE: N_(
            "Nothing could be saved there. Choose another folder, or check that the disk is connected and "
            "has room."
        ),
        Problem.DOCUMENT_FAILED: N_(
            "The document could not be made. The case is safe. Try again; if it fails again, write the form "
            "by hand and report this."
        ),
        Problem.FONTS_DAMAGED: N_(
            "The program's letters for other scripts are damaged or missing, so texts might be unreadable. "
            "Install the program again; the cases stay as they are."
        ),
        Problem.DEMO_FAILED: N_("The demonstration stopped at {place}. Nothing of yours was touched."),
    }
)


def sentence(error: ScreeningError, translator: Translator) -> str:
    """One line in the officer's language. A field that is missing shows as an ellipsis, never as a crash."""
    message = SENTENCES[error.problem]
    if isinstance(message, Plural):
        number = error.fields.get(message.number, 0)
        template = translator.ngettext(message.one, message.many, int(number))
    else:
        template = translator.gettext(message)
    fields = {name: _field(value, translator) for name, value in error.fields.items()}
    parts = []
    for literal, name, _, _ in Formatter().parse(template):
        parts.append(literal)
        if name is not None:
            parts.append(fields.get(name, "…"))
    return "".join(parts)


def _field(value: str | int, translator: Translator) -> str:
    """A field on one line. Isolated only where it could be turned round: on a terminal isolates are noise."""
    text = NBSP.join(" ".join(part.split()) for part in plain(str(value)).split(NBSP))
    return isolate(text) if translator.language.rtl else text

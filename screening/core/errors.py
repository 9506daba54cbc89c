"""Expected failures: each is a key and fields that `languages.sentences` turns into one clear sentence.

A bug is anything else: it crashes into the one handler that writes its place and never its data.
"""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    """Every expected failure there is. Fields a sentence needs stand in the comment beside the key."""

    # vault
    CANNOT_UNLOCK = "cannot_unlock"  # one answer for wrong officer, passphrase or recovery key
    WAIT_BEFORE_RETRY = "wait_before_retry"  # seconds
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    VAULT_MISSING = "vault_missing"
    NOT_A_VAULT = "not_a_vault"
    VAULT_EXISTS = "vault_exists"
    VAULT_IN_USE = "vault_in_use"
    VAULT_NEWER = "vault_newer"  # found, known
    HEADER_DAMAGED = "header_damaged"
    DATABASE_DAMAGED = "database_damaged"
    DATABASE_MISSING = "database_missing"
    GENERATION_MISMATCH = "generation_mismatch"
    AUDIT_DAMAGED = "audit_damaged"  # entry
    CASE_ALTERED = "case_altered"  # case
    CASE_LOST = "case_lost"  # entry
    CASE_CAME_BACK = "case_came_back"  # case
    DIRECTORY_ALTERED = "directory_altered"
    SEARCH_INDEX_DAMAGED = "search_index_damaged"
    RECORDS_OLDER = "records_older"
    CLOCK_BEHIND = "clock_behind"
    NOTHING_KEPT = "nothing_kept"
    DISK_GONE = "disk_gone"
    FOLDER_NOT_WRITABLE = "folder_not_writable"
    DISK_FULL = "disk_full"
    PASSPHRASE_TOO_SHORT = "passphrase_too_short"  # minimum
    PASSPHRASE_TOO_COMMON = "passphrase_too_common"
    PASSPHRASE_TOO_WEAK = "passphrase_too_weak"
    OFFICER_CODE_INVALID = "officer_code_invalid"
    # copies of a vault
    NOT_A_BACKUP = "not_a_backup"
    BACKUP_CUT_SHORT = "backup_cut_short"
    BACKUP_DAMAGED = "backup_damaged"
    BACKUP_NOT_GENUINE = "backup_not_genuine"
    BACKUP_OLDER = "backup_older"  # made, newer
    BACKUP_NO_ROOM = "backup_no_room"  # megabytes
    BACKUP_FOLDER_MISSING = "backup_folder_missing"
    NO_ROOM_TO_RENEW = "no_room_to_renew"  # megabytes
    PASSPHRASE_TOO_LONG = "passphrase_too_long"  # maximum
    PASSPHRASE_NOT_NEW = "passphrase_not_new"
    # officers and recovery keys
    NOT_ALLOWED = "not_allowed"
    NOT_YOURSELF = "not_yourself"
    LAST_ADMINISTRATOR = "last_administrator"
    OFFICER_CODE_TAKEN = "officer_code_taken"
    OFFICER_MISSING = "officer_missing"
    OFFICER_NOT_NAMED = "officer_not_named"
    OWN_PASSPHRASE_WRONG = "own_passphrase_wrong"
    RECOVERY_KEY_REFUSED = "recovery_key_refused"
    RECOVERY_KEY_MISSING = "recovery_key_missing"
    LAST_RECOVERY_KEY = "last_recovery_key"
    # instruments and answers
    FILE_MISSING = "file_missing"
    FILE_UNREADABLE = "file_unreadable"
    INSTRUMENT_UNKNOWN = "instrument_unknown"  # instrument
    INSTRUMENT_INVALID = "instrument_invalid"  # place, expected
    ANSWERS_INVALID = "answers_invalid"  # place, expected
    ANSWER_QUESTION_UNKNOWN = "answer_question_unknown"  # question
    ANSWER_WRONG_TYPE = "answer_wrong_type"  # question, expected
    ANSWER_REFUSED_BY_RULE = "answer_refused_by_rule"  # question
    SIGN_UNKNOWN = "sign_unknown"  # sign
    # languages
    LANGUAGE_UNKNOWN = "language_unknown"  # language
    READER_NOT_NAMED = "reader_not_named"  # maximum
    SIGN_OFFS_UNREADABLE = "sign_offs_unreadable"
    # recordings, and what is heard
    RECORDINGS_IN_USE = "recordings_in_use"
    RECORDINGS_NOT_KEPT = "recordings_not_kept"
    RECORDINGS_NO_ROOM = "recordings_no_room"
    RECORDINGS_GONE = "recordings_gone"
    RECORDING_DAMAGED = "recording_damaged"
    NO_SOUND_DEVICE = "no_sound_device"
    SOUND_DEVICE_GONE = "sound_device_gone"
    MACHINE_VOICE_FAILED = "machine_voice_failed"
    # the way through a case
    STEP_CLOSED = "step_closed"
    CHILD_NO_ADULT_QUESTIONS = "child_no_adult_questions"
    DRAFT_UNCONFIRMED = "draft_unconfirmed"
    DRAFT_FORBIDDEN = "draft_forbidden"
    NO_CONSENT_FOR_RECIPIENT = "no_consent_for_recipient"
    CASE_MISSING = "case_missing"
    # audit, and what leaves the vault
    REFERENCE_INCOMPLETE = "reference_incomplete"  # digits
    REFERENCE_UNKNOWN = "reference_unknown"
    SECOND_OFFICER_NEEDED = "second_officer_needed"
    NO_SECOND_OFFICER = "no_second_officer"
    NO_CASES = "no_cases"
    # settings
    SETTINGS_NOT_SAVED = "settings_not_saved"
    OFFICE_WITHOUT_NAME = "office_without_name"
    # keeping and erasing
    REVIEW_PERIOD_INVALID = "review_period_invalid"  # least, most
    NO_QUICK_ERASE = "no_quick_erase"
    NOTHING_ERASED = "nothing_erased"
    NOT_ALL_ERASED = "not_all_erased"
    # output
    OUTPUT_EXISTS = "output_exists"
    PASSPHRASE_NOT_THEIRS = "passphrase_not_theirs"
    PURGE_LEAVES_NONE = "purge_leaves_none"
    OUTPUT_NOT_WRITABLE = "output_not_writable"
    DOCUMENT_FAILED = "document_failed"
    FONTS_DAMAGED = "fonts_damaged"
    DEMO_FAILED = "demo_failed"  # place


class ScreeningError(Exception):
    """An expected failure. `fields` hold no personal data: they end up on screens and in standard error."""

    def __init__(self, problem: Problem, **fields: str | int) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.fields: dict[str, str | int] = fields

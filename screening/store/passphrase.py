"""What a new passphrase and a code must be (NIST SP 800-63B rev. 4: length and lists, no composition rules).

Raises PASSPHRASE_TOO_SHORT(minimum), PASSPHRASE_TOO_LONG(maximum), PASSPHRASE_TOO_COMMON, PASSPHRASE_TOO_WEAK,
OFFICER_CODE_INVALID.
"""

from __future__ import annotations

import re
import unicodedata

from screening.core.errors import Problem, ScreeningError

MINIMUM_LENGTH = 15
MAXIMUM_LENGTH = 1024
MINIMUM_SCORE = 3
_ZXCVBN_LIMIT = 72
_CODE = re.compile(r"[A-Za-z0-9-]{1,16}")

# Long enough to pass the length rule and still among the first that anybody tries. Written for this program,
# in the form that `_plain` gives: without case, spaces and marks.
COMMON = frozenset(
    {
        "1234567890123456",
        "abcdefghijklmnop",
        "abcdefghijklmnopqrstuvwxyz",
        "administrator123",
        "changemechangeme",
        "correcthorsebatterystaple",
        "forcedlabourscreening",
        "humantrafficking",
        "iloveyouiloveyou",
        "internationallabourorganization",
        "labourinspection",
        "labourinspectorate",
        "letmeinletmeinletmein",
        "nohumantrafficking",
        "passphrasepassphrase",
        "passwordpassword",
        "qwertyqwertyqwerty",
        "qwertyuiopasdfghjkl",
        "qwertyuiopasdfghjklzxcvbnm",
        "screeningprogram",
        "screeningscreening",
        "stophumantrafficking",
        "thisismypassphrase",
        "thisismypassword",
        "traficodepersonas",
        "traitedesetreshumains",
        "trustno1trustno1",
        "victimsoftrafficking",
        "welcomewelcomewelcome",
    }
)
"""A small list; zxcvbn brings the tens of thousands of common words and passwords besides."""

_OWN_WORDS = ("screening", "vault", "officer", "trafficking", "labour", "inspection", "referral")


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that is too short, well known, or quickly guessed; or longer than anybody types."""
    text = unicodedata.normalize("NFC", passphrase)
    if len(text) < MINIMUM_LENGTH:
        raise ScreeningError(Problem.PASSPHRASE_TOO_SHORT, minimum=MINIMUM_LENGTH)
    if len(text) > MAXIMUM_LENGTH:
        raise ScreeningError(Problem.PASSPHRASE_TOO_LONG, maximum=MAXIMUM_LENGTH)
    plain = _plain(text)
    if plain in COMMON or plain.strip("0123456789") in COMMON or len(set(text)) <= 2:
        raise ScreeningError(Problem.PASSPHRASE_TOO_COMMON)
    # zxcvbn builds its dictionaries when imported (measured: 45 ms) and is needed only for a new passphrase.
    from zxcvbn import zxcvbn

    # It raises above 72 characters: the first 72 alone must be strong enough. Scored without spaces too: one
    # space hides common words from it ("screening 12345" gets 3).
    for form in (text, plain or text):
        if zxcvbn(form[:_ZXCVBN_LIMIT], user_inputs=list(_OWN_WORDS))["score"] < MINIMUM_SCORE:
            raise ScreeningError(Problem.PASSPHRASE_TOO_WEAK)


def check_officer_code(code: str) -> None:
    """Refuse a code that is not 1 to 16 ASCII letters, digits and hyphens."""
    if _CODE.fullmatch(code) is None:
        raise ScreeningError(Problem.OFFICER_CODE_INVALID)


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())

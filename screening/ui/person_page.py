"""What stands on the person's side at a moment, whichever way it is shown: side by side, alone, or held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from screening.core.answer import Answer
from screening.core.instrument import Question
from screening.languages.catalogs import Shown
from screening.ui.widgets.answers import AnswerOption


@dataclass(frozen=True)
class PersonPage:
    """Texts to read, and what can be pressed; nothing of the officer's.

    `texts`: the question first, or what is said on a page between. `options`: the answers; the officer's words
    and keys in them are not drawn for the person. `question`: None on pages that ask nothing that is kept; its
    type says whether one answer is pressed, several are ticked, or a text, number or date is typed. `given`: the
    answer that stands already. `controls`: back, skip, pause, stop and whatever else the person may press there,
    by value. `holdable`: whether the person may have the computer alone for it. `ticks`: things that may be ticked
    besides, with `more` to read under them. `typed`: what is ticked, or typed, and not given yet;
    `next_words`: the person's words for having done so.
    """

    texts: Sequence[Shown] = ()
    options: Sequence[AnswerOption] = ()
    question: Question | None = None
    given: Answer | None = None
    controls: Sequence[AnswerOption] = ()
    holdable: bool = False
    ticks: Sequence[AnswerOption] = ()
    more: Sequence[Shown] = ()
    typed: tuple[str, ...] = field(default=(), compare=False)
    next_words: Shown | None = None

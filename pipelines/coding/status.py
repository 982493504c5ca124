"""Tells from the words round a cue whether its event was held, planned, called off or unreal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.headlines import ENDS, is_headline_of, is_headline_present
from pipelines.coding.negation import NegationFinder
from pipelines.coding.status_forms import StatusForms
from pipelines.coding.status_words import (
    after_inserted,
    alternation,
    is_ahead,
    is_announced,
    is_moved_to,
    is_of_programme,
    is_said_that_would,
    is_the_one,
    is_there,
    is_upcoming,
    is_which_will,
    words_after,
    words_before_part,
    words_of,
    words_of_main_clause,
    words_of_wish,
    words_to_next,
)
from pipelines.coding.subjects import WHEN_AND_WHERE, clause_start
from pipelines.quick_record import quick_record, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.reference.cue import Cue
    from pipelines.reference.cues import ContactCues

_IS = re.compile(r"\b(?:am|is|are|was|were)(?: \w+)?$")  # matches "are currently"; not "is a"
_FROM = re.compile(r"[mq]t?[xXN=]{0,3}$")  # "after a two-day official", "from his", up to "visit"
# Matches "discussions initiated during my visit"; not "was signed during the visit".
_DONE_DURING = re.compile(r"(?<!was )(?<!were )(?<!been )\b[a-z]+(?:ed|un) during\b")
_NEAR = 5  # tokens after a cue in which an adverb tells that it is long past
_OWN = 2  # tokens before a noun that are told of nothing else: "our last"
_BEFORE = 9  # tokens before a cue without a subject of its own, and after a verb


@quick_record
class Status:
    """What the words round a cue tell of its event.

    status: "held", "planned", "invited", "cancelled"; None when it is no contact, for `reason`,
    the rule that says so. is_recalled: told as of an earlier time ("previous", "had met").
    is_moved: postponed to a date that the sentence tells last.
    is_denied: "no meeting took place". is_hoped_for: "look forward to talks".
    is_current: "is visiting", "the visit takes place". is_ahead: of what is told before it
    ("ahead of A's meeting with B"), so no day before it is its own.
    """

    status: str | None
    reason: str = ""
    is_recalled: bool = False
    is_moved: bool = False
    is_current: bool = False
    is_denied: bool = False
    is_hoped_for: bool = False
    is_ahead: bool = False


class StatusFinder:
    """The status words of one language, compiled once a process."""

    def __init__(self, words: ContactCues) -> None:
        self._opening = frozenset(words.status["opening"])
        self._light = words.light - words.auxiliaries
        self._now = frozenset(words.status["now"])
        self._ahead = tuple(words.status["ahead"])
        self._for_other = tuple(words.status["for_other"])
        self._aspects = tuple(words.status["aspects"])
        self._done_to = tuple(words.status["done_to"])
        self._negation = NegationFinder(words)
        self._patterns = {kind: alternation(forms) for kind, forms in words.status.items()}
        self._forms = StatusForms(words.status)

    def find_status(
        self, sentence: CuedSentence, at: int, cue: Cue, subject_end: int, *, is_topic: bool
    ) -> Status:
        """Return the status of the event that the cue at token `at` tells of.

        subject_end: index of the token after the subject, where the verb group begins. is_topic:
        what "will" tells there is the telling ("will brief you on the talks").
        """
        begin = subject_end if subject_end <= at else clause_start(sentence.marks, at)
        begin = after_inserted(sentence, begin, at) if cue.is_verb else begin
        before = words_of(sentence, max(begin, at - _BEFORE), at)
        if match := WHEN_AND_WHERE.match(sentence.marks, begin, at):  # "will today, in Accra, hold"
            start = max(match.end(), at - _BEFORE)
            aux = match.start("aux")
            before = f"{words_of(sentence, aux, aux + 1)} {words_of(sentence, start, at)}"
        # "After the talks, A and B will ...": what follows the subject tells of something else.
        after = "" if cue.is_verb or subject_end > at else words_after(sentence, at)
        near = after or words_of(sentence, at + 1, min(len(sentence.tokens), at + 1 + _NEAR))
        told, near = self._without("lately", before), self._without("lately", near)
        own = sentence.small[at]
        is_recalled = self._tells("earlier", near) or self._tells("recalled", f"{told} {own}")
        is_recalled = is_recalled and not is_headline_of(sentence, at, before)
        if cancelled := self._cancelled(sentence, at, cue, before, after):
            return replace(cancelled, is_recalled=is_recalled)
        beside = words_of(sentence, at + 1, at + _BEFORE - 1) if cue.is_verb else after
        # "have been constantly working and spoke with": how often is told of the first verb alone.
        verb = sentence.marks.rfind("c", begin, at) + 1 if cue.is_verb else begin
        around = f"{words_of(sentence, max(begin, verb, at - _BEFORE), at)} {own} {beside}"
        is_former = self._is_former(sentence, at, cue, after)
        wished = words_of_wish(sentence, begin, at, before)
        wish = None if is_former else self._wish(wished, after, around)
        if wish is not None:
            return wish
        # "The issues raised during the conversation" are of the one just told.
        if is_former or (_DONE_DURING.search(before) and not is_the_one(sentence, at)):
            return Status("held", is_recalled=True)
        told = self._as_happened(before, after, is_topic=is_topic)
        main_clause = words_of_main_clause(sentence, at, subject_end, self._opening)
        words = (told, after, main_clause, words_before_part(sentence, begin, at))
        if planned := self._planned(sentence, at, cue, before, words):
            return planned
        is_here = is_there(sentence, at, cue, self._now)
        if is_here or is_headline_present(sentence, at, cue):
            return Status("held", is_current=is_here)
        return self._held(sentence, at, cue, (before, near), is_recalled=is_recalled)

    def _planned(
        self, sentence: CuedSentence, at: int, cue: Cue, before: str, words: Sequence[str]
    ) -> Status | None:
        """Return that an event is to come, None where nothing tells so."""
        if self._tells("back", before) and _FROM.search(sentence.marks, 0, at):
            return None  # "will return today after a visit to"
        if is_ahead(sentence, at, cue, self._ahead):
            return Status("planned", is_ahead=True)
        is_noun = not cue.is_verb
        is_coming = (
            self._is_headline_to(sentence, cue, before)
            or any(self._tells("planned", told) for told in words)
            or any(self._tells("leading_up", told) for told in (words[0], words[-1]))
            or (cue.is_verb and is_said_that_would(sentence, at))
            or (is_noun and is_which_will(sentence, at, before))
            or (is_noun and is_of_programme(sentence, at))
            or (is_noun and is_upcoming(sentence, at) and not self._tells("happened", words[1]))
            # "Leaves tomorrow for" is coming, of a headline the text below tells.
            or ("future" in cue.tenses and "D" in sentence.marks and sentence.marks[-1] in ENDS)
        )
        return Status("planned") if is_coming else None

    def _held(
        self,
        sentence: CuedSentence,
        at: int,
        cue: Cue,
        words: tuple[str, str],
        *,
        is_recalled: bool,
    ) -> Status:
        """Return what the form of a cue tells of an event that nothing tells to come.

        words: those before it, and those near it.
        """
        before, near = words
        if cue.is_verb and self._tells("performed", before):
            return Status("held")
        if not cue.is_verb and self._negation.would_be(before):
            is_said = is_announced(sentence, at)
            return Status("planned") if is_said else Status(None, "STATUS-UNREAL")
        status = self._by_form(cue, before, is_recalled=is_recalled)
        if status.status == "planned" and before.endswith(self._for_other):
            return Status(None, "STATUS-UNREAL")  # "had arranged for you to fly"
        is_current = self._tells("current", f"{before} {near}") or status.is_current
        return replace(status, is_current=is_current and not is_recalled)

    def _as_happened(self, before: str, after: str, *, is_topic: bool) -> str:
        """Return the words before an event without those that here tell of nothing to come.

        Of "the next round of talks was held", "the next" is of the rounds before it.
        """
        told = self._without("modal", before) if is_topic else before
        return self._without("next", told) if self._tells("happened", after) else told

    def _is_former(self, sentence: CuedSentence, at: int, cue: Cue, after: str) -> bool:
        """Tell whether a noun is an earlier one: "a chance to meet after our last talks"."""
        if cue.is_verb:
            return False
        nearest = words_of(sentence, max(0, at - _OWN), at)
        is_ours = not sentence.language.ours.isdisjoint(nearest.split())
        is_former = is_ours and self._tells("recalled", nearest)
        return is_former and not self._tells("planned", after)

    def _cancelled(
        self, sentence: CuedSentence, at: int, cue: Cue, before: str, after: str
    ) -> Status | None:
        if self._is_denied(sentence, at, after):
            return Status("cancelled", is_denied=True)
        if denied := self._negation.find(sentence, at, cue, before):
            return Status("cancelled" if denied == "called off" else None, "STATUS-UNREAL")
        is_off = self._tells("cancelled", before)
        if is_off or self._tells("cancelled", words_to_next(sentence, at, cue)):
            is_moved = is_moved_to(sentence, at)
            return Status("planned" if is_moved else "cancelled", is_moved=is_moved)
        return None

    def _wish(self, before: str, after: str, around: str) -> Status | None:
        real = self._without("hoped_for", before)
        if self._is_unreal(real, after, around):
            return Status(None, "STATUS-UNREAL")
        return Status("planned", is_hoped_for=True) if real != before else None

    def _is_unreal(self, before: str, after: str, around: str) -> bool:
        is_wish = self._tells("unreal", before) or self._tells("unreal_after", after)
        is_wish = is_wish or self._tells("supposed", after.partition(" ,")[0])
        # But "the importance of the recent meeting" is of one that was.
        is_valued = self._tells("valued", before) and not self._tells("recalled", before)
        return is_wish or is_valued or self._is_appeal(before) or self._tells("habitual", around)

    def is_of_late(self, sentence: CuedSentence) -> bool:
        """Tell whether a sentence begins with a time that is no day: "In recent weeks"."""
        return self._opens("of_late", words_of(sentence, 0, _BEFORE))

    def is_purpose(self, between: str) -> bool:
        """Tell whether an event is what the one before it is for: "will visit X to attend"."""
        return self._tells("purposes", between)

    def _is_denied(self, sentence: CuedSentence, at: int, after: str) -> bool:
        """Tell whether an event is denied: "no meeting between A and B took place"."""
        return "no" in sentence.small[max(0, at - 2) : at] and self._tells("took_place", after)

    def _is_appeal(self, before: str) -> bool:
        """Tell whether somebody is asked for what follows: "called on Russia to resume talks"."""
        if not self._tells("appeals", before):
            return False
        found = self._patterns["appeals"].search(before)
        return found is not None and " to " in f"{before[found.end() :]} "

    def _is_headline_to(self, sentence: CuedSentence, cue: Cue, before: str) -> bool:
        """Tell whether a headline tells what is to come: "President of Chile to make a visit"."""
        if sentence.marks.startswith("T"):  # "Minister to hold talks": whose, is not told
            before = before.removeprefix(f"{sentence.small[0]} ")
        to, _, rest = before.partition(" ")
        is_infinitive = not rest if cue.is_verb else rest.partition(" ")[0] in self._light
        is_told = (to == "to" and is_infinitive) or self._opens("announced", before)
        return is_told and sentence.marks[-1] not in ENDS

    def _by_form(self, cue: Cue, before: str, *, is_recalled: bool) -> Status:
        """Return the status that the form of a cue alone tells."""
        if cue.is_verb and cue.tenses == {"ing"} and _IS.search(before):
            return Status("held", is_current=True)
        if cue.tenses == {"future"}:
            return Status("planned", is_hoped_for=cue.sense == "await")
        if cue.is_verb and cue.tenses <= {"base", "ing"} and not before.endswith(self._done_to):
            # "to meet" and a bare "meet" are told of nothing that happened.
            # But "was in Bern on 5 May to meet" is.
            if before.endswith(" to") and self._opens("was_there", before):
                return Status("held", is_recalled=is_recalled)
            is_coming = before.endswith(" to") and not before.endswith(self._aspects)
            return Status("planned" if is_coming else None, "STATUS-UNREAL")
        return Status("held", is_recalled=is_recalled)

    def _tells(self, kind: str, words: str) -> bool:
        return kind in self._forms.kinds_in(words)

    def _opens(self, kind: str, words: str) -> bool:
        return self._tells(kind, words) and self._patterns[kind].match(words) is not None

    def _without(self, kind: str, words: str) -> str:
        return self._patterns[kind].sub("", words) if self._tells(kind, words) else words

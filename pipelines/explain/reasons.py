"""Why a cue told of no contact, in words that name what stands in its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Actor

_REACH = 9  # tokens round a cue in which coding looks for words of status
_UNREAL = frozenset(
    {"unreal", "hoped_for", "hoping", "habitual", "not_done", "not_to_come", "continuing"}
)
_NO_OFFICE = frozenset({"side", "other", "counterpart"})  # words that tell a side and no office
_SPOKEN = "spoken during talks or a call that this release tells of, so part of that contact"
_INVITATION = "nothing that somebody is invited to is told with it"
_PUT_ASIDE = "put aside when the findings of the release were joined"
_OTHERS = {
    "TYPE-THREE": "only the setting of something else",
    "CLAIM": "past contacts are only counted here",
}


@dataclass(frozen=True, slots=True)
class Why:
    """Why there is no contact; word: where the word stands that says so."""

    detail: str
    word: Span | None = None


@dataclass(frozen=True, slots=True)
class Reasons:
    """Tells reasons in releases of one publisher and one language.

    publisher: its code. phrases: words of status and what they tell, in lower case.
    """

    publisher: str
    phrases: Mapping[str, str]

    def tell(self, reason: str, sentence: CuedSentence, at: int, text: str) -> Why:
        """Return why the cue at token `at` gave nothing, for the rule `reason`."""
        if reason == "WHO-NONE":
            return Why(self._tell_sides(sentence))
        if reason == "STATUS-UNREAL":
            return self._tell_unreal(sentence, at, text)
        if reason == "TYPE-INSIDE":
            is_invitation = any(cue.sense == "invite" for cue in sentence.cues[at])
            return Why(_INVITATION if is_invitation else _SPOKEN)
        return Why(_OTHERS.get(reason, _PUT_ASIDE))

    def _tell_sides(self, sentence: CuedSentence) -> str:
        """Return who is named in a sentence that gave fewer than two sides."""
        actors = [actor for token in sentence.tokens for actor in token.actors]
        sides = {actor.country for actor in actors if actor.country}
        named = _join(_name_of(actor) for actor in actors)
        if not actors:
            return "nobody is named in this sentence"
        if all(actor.country == self.publisher for actor in actors):
            return f"domestic: only {named}"
        if len(sides) > 1:
            return f"{named} are named, but not as two sides of what this word tells"
        if not sides:
            return f"only {named}, named without a side"
        return f"only {named}; no second side is told"

    def _tell_unreal(self, sentence: CuedSentence, at: int, text: str) -> Why:
        cue = sentence.cues[at][0]
        if word := self._find_word(sentence, at, text):
            return Why(f"'{text[word.start : word.end]}' makes it no event", word)
        if cue.is_verb and cue.tenses <= {"base", "ing"}:
            return Why("this form of the verb alone tells of nothing that happened")
        return Why("only mentioned: no official, day, place or verb tells that it took place")

    def _find_word(self, sentence: CuedSentence, at: int, text: str) -> Span | None:
        """Return the phrase of status nearest to a cue, those before it first."""
        last = min(len(sentence.tokens), at + 1 + _REACH) - 1
        cue = sentence.tokens[at].span
        before = Span(sentence.tokens[max(0, at - _REACH)].span.start, cue.start)
        after = Span(cue.end, sentence.tokens[last].span.end)
        found = self._phrases_in(text, before, _UNREAL)
        if found:
            return max(found, key=lambda span: (span.end, -span.start))
        found = self._phrases_in(text, after, {"habitual"})
        return min(found, default=None)

    def _phrases_in(self, text: str, part: Span, kinds: Iterable[str]) -> list[Span]:
        said = text[part.start : part.end].lower()
        return [
            Span(part.start + match.start(), part.start + match.end())
            for phrase, kind in self.phrases.items()
            if kind in kinds
            for match in re.finditer(rf"\b{re.escape(phrase.lower())}\b", said)
        ]


def _name_of(actor: Actor) -> str:
    office = actor.office if actor.office not in _NO_OFFICE else None
    who = actor.person or (office or "").replace("_", " ")
    side = actor.country or ""
    return f"{who} ({side})" if who and side else who or side


def _join(names: Iterable[str]) -> str:
    several = list(dict.fromkeys(name for name in names if name))
    if len(several) < 2:  # noqa: PLR2004 - one name needs no "and"
        return "".join(several)
    return f"{', '.join(several[:-1])} and {several[-1]}"

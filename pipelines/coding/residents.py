"""Reads an ambassador who lives in another state as one official: "A, resident in Bern, B,"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.quick_record import replace

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Actor, Token

# "the Ambassador of Chile resident in Bern, Ana Rojas,", "Ambassador A, with residence in Bern,"
_RESIDENT = re.compile(
    r"(?P<title>@)(?:y[P$])?,?w?(?P<word>x)l(?:[P$]|X)(?:,(?P<name>@)(?=[,.x])|(?=[,.]))"
)
_LEVEL = "ambassador"


def with_residents(sentence: CuedSentence) -> CuedSentence:
    """Return a sentence without where ambassadors live, and with the names behind that as theirs.

    Where they live no event was.
    """
    if not any(map(sentence.words.__contains__, sentence.language.resident)):
        return sentence
    tokens = [*enumerate(sentence.tokens)]
    for match in reversed([*_RESIDENT.finditer(sentence.marks)]):
        title = sentence.tokens[match.start("title")]
        name = sentence.tokens[match.start("name")] if match["name"] else None
        actors = _named(title, name)
        if actors and sentence.small[match.start("word")] in sentence.language.resident:
            tokens[match.start() : match.end()] = [(match.start(), replace(title, actors=actors))]
    return sentence.with_tokens(tokens)


def _named(title: Token, name: Token | None) -> tuple[Actor, ...]:
    """Return the ambassador of a title, with the name told apart; () where it is none."""
    if len(title.actors) != 1 or title.actors[0].level != _LEVEL:
        return ()
    if name is None:
        return title.actors
    is_bare = all(a.person and not (a.office or a.country) for a in name.actors)
    is_one = is_bare and len(name.actors) == 1 and title.actors[0].person is None
    return (replace(title.actors[0], person=name.actors[0].person),) if is_one else ()

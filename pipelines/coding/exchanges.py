"""Finds who sends and who receives what a noun names: credentials, messages, thanks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.linking import is_conveyed, is_thanked
from pipelines.coding.patterns import (
    ACCEPTED,
    BY,
    FROM,
    FROM_TO,
    GIVEN_TO,
    RECEIVING,
    RECIPIENT,
    THANKED,
    TO,
    TO_FROM,
    WITH,
)
from pipelines.coding.subjects import Arguments, actors_at, find_subject
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from pipelines.coding.noun_phrase import Noun

_NEAR = 3  # tokens from "exchanged" to what is exchanged


def handed(noun: Noun) -> Arguments | None:
    """Read "credentials were handed to A by B"."""
    to = TO.match(noun.after)
    by = BY.match(noun.after, to.end()) if to else None
    if noun.kind != "c" or to is None or by is None:
        return None
    return Arguments(noun.actors(by), noun.actors(to), subject_end=noun.at)


def accepted(noun: Noun) -> Arguments | None:
    """Read "A received the credentials of B": B presents them to A."""
    match = ACCEPTED.match(noun.after) if noun.kind == "c" else None
    verb = RECEIVING.search(noun.before)
    if match is None or verb is None:
        return None
    word = noun.sentence.small[verb.start("verb")]
    if not word.startswith(noun.sentence.language.accepting):
        return None
    recipient, end = find_subject(noun.sentence, verb.start("verb"))
    return Arguments(recipient, noun.actors(match), subject_end=end)


def accepted_by(noun: Noun) -> Arguments | None:
    """Read "The credentials of B were accepted by A": B presents them to A."""
    of = ACCEPTED.match(noun.after) if noun.kind == "c" else None
    by = BY.match(noun.after, of.end()) if of else None
    if of is None or by is None:
        return None
    words = noun.sentence.small[noun.at + 1 + of.end() : noun.at + 1 + by.start("group")]
    is_told = any(word.startswith(noun.sentence.language.accepting) for word in words)
    return Arguments(noun.actors(by), noun.actors(of), subject_end=noun.at) if is_told else None


def _is_headline(noun: Noun) -> bool:
    """Tell whether a headline is of greetings alone: "Congratulations from A"."""
    is_alone = not {"@", "V", ".", ":"} & {*noun.sentence.marks[: noun.at]}
    is_greeting = noun.sentence.cues[noun.at][0].contact_type in {"congratulation", "condolence"}
    return (
        is_alone and is_greeting and noun.after.startswith("q") and noun.sentence.marks[-1] != "."
    )


def received(noun: Noun) -> Arguments | None:
    """Read "A received a message from B", "Congratulations from B"."""
    match = FROM.match(noun.after)
    verbs = noun.sentence.small[: noun.at]
    if noun.kind != "y" or noun.partners or match is None:
        return None
    if _is_headline(noun):
        return Arguments(partners=noun.actors(match), subject_end=noun.at, is_passive=True)
    if not any(verb.startswith(noun.sentence.language.receiving) for verb in verbs):
        return None
    recipient, end = find_subject(noun.sentence, noun.at)
    return Arguments(recipient, noun.actors(match), subject_end=end, is_passive=True)


def sent(noun: Noun) -> Arguments | None:
    """Read "Message from A to B", "handed a letter to B from A"."""
    told = FROM_TO.match(noun.after) or TO_FROM.match(noun.after)
    match = told if noun.kind == "y" else None
    if match is None:
        return None
    return Arguments(noun.actors(match, "sender"), noun.actors(match), subject_end=noun.at)


def brought(noun: Noun) -> Arguments | None:
    """Read "A received B, bearer of a message from C": to A, not to who brought it."""
    match = FROM.match(noun.after) if noun.kind == "y" and not noun.partners else None
    verbs = (n for n, c in noun.sentence.cues.items() if n < noun.at and c[0].sense == "receive")
    at = next(verbs, None)
    if match is None or at is None:
        return None
    words = noun.sentence.small[at + 1 : noun.at]
    if not any(word.startswith(noun.sentence.language.conveying) for word in words):
        return None
    host, end = find_subject(noun.sentence, at)
    if by := BY.match(noun.sentence.marks, at + 1):
        host = actors_at(noun.sentence, *by.span("group"))
    return Arguments(host, noun.actors(match), subject_end=end, is_passive=True)


def exchanged(noun: Noun) -> Arguments | None:
    """Read "A exchanged messages with B"."""
    match = WITH.match(noun.after)
    near = noun.sentence.tokens[max(0, noun.at - _NEAR) : noun.at]
    is_told = any(t.word.lower().startswith(noun.sentence.language.exchanging) for t in near)
    if noun.kind != "y" or noun.partners or match is None or not is_told:
        return None
    subject, end = find_subject(noun.sentence, noun.at)
    return Arguments(subject, noun.actors(match), subject_end=end)


def thanked(noun: Noun) -> Arguments | None:
    """Read "A thanked B for his letter": B wrote it, to A."""
    match = THANKED.search(noun.before)
    if match is None or noun.partners or not is_thanked(noun.sentence, match):
        return None
    who = actors_at(noun.sentence, *match.span("who"))
    thanks, end = find_subject(noun.sentence, match.start("verb"))
    host = () if noun.kind == "o" and noun.destination else thanks
    return replace(noun.told_by(who, end), partners=host, pronoun=None) if who else None


def given(noun: Noun) -> Arguments | None:
    """Read "A sent B a message"."""
    match = RECIPIENT.search(noun.before)
    if noun.kind != "y" or noun.partners or match is None or match.start() == 0:
        return None
    verb = noun.sentence.small[match.start() - 1]
    sender, end = find_subject(noun.sentence, match.start() - 1)
    if not verb.startswith(noun.sentence.language.sending) or not sender:
        return None
    return Arguments(sender, actors_at(noun.sentence, *match.span("group")), subject_end=end)


def conveyed(noun: Noun) -> Arguments | None:
    """Read "A conveyed to B his condolences"."""
    match = GIVEN_TO.search(noun.before)
    if match is None or noun.partners or not is_conveyed(noun.sentence, noun.at):
        return None
    sender, end = find_subject(noun.sentence, match.start("verb"))
    return Arguments(sender, actors_at(noun.sentence, *match.span("group")), subject_end=end)

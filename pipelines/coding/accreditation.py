"""Reads a release of credentials: whose ambassador a bare name is, and lists of several envoys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.cue_hits import CuedSentence, CueHit
    from pipelines.coding.subjects import Arguments
    from pipelines.records import Actor, Token
    from pipelines.reference.cue import Cue
    from pipelines.reference.cues import ContactCues

_CREDENTIALS = "credentials"
_LEVEL = "ambassador"
# A name with a side: "Anna Berg of Sweden", also ", of Sweden", "(Sweden)", "representing Sweden"
_NAME_OF = re.compile(r"@(?:,?ot?\$|\(\$\)|,?(?P<for>x)t?\$)")
# "Anna Berg, the new Swedish Ambassador"
_NAME_NEW = re.compile(r"@,t?x{1,2}@")
# An envoy and where to: "Anna Berg, Ambassador of Sweden to Chile and Peru"
_TO = re.compile(r"@yt?[$P](?:(?:,t?[$P])*,?ct?[$P])?(?!')")
# "the Chilean Ambassador accredited to Peru, Mr Ana Diaz"
_ACCREDITED = re.compile(r"@(?P<word>x)yt?[$P],@")
# "Ambassadors of foreign states - Sweden Anna Berg, Peru Ana Diaz": a side, then the name
_SIDE_OF = re.compile(r"(?:ot?)?\$-?@(?=[,;c.]|$)")
_PHRASES = (_NAME_OF, _NAME_NEW, _TO)
# "Ambassadors of a number of states - A": up to the first of a list
_DASHED = re.compile(r"(?P<who>U)[^@KVB;.]{0,16}[-:]t?(?P<first>@)")
# "Ambassadors of a number of states - Sweden, Peru and Chile": sides for their ambassadors
_STATES = re.compile(r"U[^@$KVB;.]{0,16}[-:](?P<list>t?\$(?:[,;c]{1,2}t?\$)+)")
# "and of the Ambassador of Peru", "; and the Ambassador of Peru"
_AGAIN = re.compile(r"(?<=[,;c])(?P<mark>[oq])(?=[tH]{0,3}x?@)")
_NEXT = re.compile(r"(?P<mark>;)(?=c?[tHxX]{0,5}@)")
# A line of a list: "1. H.E. Anna Berg, Ambassador of Sweden"
_LINE = re.compile(r"[^@]{0,4}@(?:[,;.c()tHx-]{0,4}@)*[,;.cxX()-]{0,3}$")
_FAR = 12  # sentences after one on credentials in which its envoys may be listed
_REACH = 4000  # characters of a text in which they may be
_INTRO = 160  # characters of "The other envoys who presented their letters of credence included"


def with_envoys(sentences: Sequence[CuedSentence]) -> list[CuedSentence]:
    """Return the sentences of a release, with the envoys that it lists where they are told of.

    "Received credentials from four ambassadors. They are A of Chile, B of Peru and C of Cuba."
    """
    found = [_with_name(sentence) for sentence in sentences]
    told = [n for n, sentence in enumerate(found) if tells_of_credentials(sentence)]
    if not told:
        return found
    for n in range(told[0], len(found)):
        if any(place <= n <= place + _FAR for place in told):
            found[n] = _with_sides(found[n])
    roll = tuple(actor for sentence in found[told[0] :] for actor in _listed(sentence))
    roll = roll or _counted(found, told)
    return [_with_roll(sentence, roll) for sentence in found] if roll else found


def _counted(sentences: Sequence[CuedSentence], told: Sequence[int]) -> tuple[Actor, ...]:
    """Return as many ambassadors as "two ambassadors presented their credentials" counts.

    () where the sentences below name more or fewer of other states.
    """
    numbers = sentences[0].language.numbers
    words = [
        sentences[n].tokens[place - 1].word.lower()
        for n in told
        for place, token in enumerate(sentences[n].tokens)
        if place and _is_plural(token, sentences[n])
    ] + [token.word.lower() for n in told for token in sentences[n].tokens]
    count = next((numbers[word] for word in words if word in numbers), 0)
    below = [s for n in range(told[0], len(sentences)) for s in sentences[n : n + 1]]
    named = {
        actor.country: actor
        for sentence in below
        for token in sentence.tokens
        if token.symbol == "@" and are_envoys(token.actors)
        for actor in token.actors
        if actor.person
    }
    return tuple(named.values()) if count > 1 and len(named) == count else ()


def places_of_lists(text: str, hits: Sequence[CueHit], language: ContactCues) -> list[int]:
    """Return where the sentences are that may list the envoys of whose credentials a text tells."""
    told = (h.span.end for h in hits if h.cues and h.cues[0].contact_type == _CREDENTIALS)
    first = next(told, None)
    if first is None or not language.envoys:
        return []
    stems = "|".join(re.escape(word.rstrip("s")) for word in language.envoys)
    rest = "|".join(map(re.escape, language.rest))
    words = re.compile(rf"\b(?:{stems})|(?<=[.\n] )(?:{rest})\b|(?<=\n)(?:{rest})\b", re.IGNORECASE)
    return [match.start() for match in words.finditer(text, first, first + _REACH)]


def tells_of_credentials(sentence: CuedSentence) -> bool:
    """Tell whether a sentence has a word for credentials."""
    return any(cues[0].contact_type == _CREDENTIALS for cues in sentence.cues.values())


def may_be_accredited(cue: Cue, arguments: Arguments) -> bool:
    """Tell whether who is accredited is an ambassador of another side; of other cues nothing."""
    if not (cue.is_verb and cue.contact_type == _CREDENTIALS):
        return True
    return are_envoys(arguments.subject if arguments.is_passive else arguments.partners)


def are_envoys(actors: Sequence[Actor]) -> bool:
    """Tell whether actors are ambassadors of sides that the text tells."""
    return bool(actors) and all(a.level == _LEVEL and a.country for a in actors)


def _with_name(sentence: CuedSentence) -> CuedSentence:
    """Return a sentence in which "the Ambassador of Chile accredited to Peru, A," is one token."""
    if not any(map(sentence.words.__contains__, sentence.language.accrediting)):
        return sentence
    return _joined(sentence, _ACCREDITED)


def _with_sides(sentence: CuedSentence) -> CuedSentence:
    """Return a sentence in which each name has its side, and a list of them only commas."""
    are_several = any(_is_plural(token, sentence) for token in sentence.tokens)
    for pattern in (*_PHRASES, *((_SIDE_OF,) if are_several else ())):
        sentence = _joined(sentence, pattern)
    states = _STATES.search(sentence.marks) if are_several else None
    envoys = range(*states.span("list")) if states else ()
    again = {match.start("mark") for match in _AGAIN.finditer(sentence.marks)}
    commas = {match.start("mark") for match in _NEXT.finditer(sentence.marks)}
    tokens = list(sentence.tokens)
    for n in commas:
        tokens[n] = replace(tokens[n], symbol=",")
    for n in envoys:
        tokens[n] = _as_envoy(tokens[n])
    kept = [(n, token) for n, token in enumerate(tokens) if n not in again]
    return sentence.with_tokens(kept)


def _as_envoy(token: Token) -> Token:
    """Return a side that stands for its ambassador as that, any other token as it is."""
    if token.symbol != "$":
        return token
    side = replace(token.actors[0], office=_LEVEL, level=_LEVEL)
    return replace(token, symbol="@", actors=(side,))


def _joined(sentence: CuedSentence, pattern: re.Pattern[str]) -> CuedSentence:
    """Return a sentence in which a name and what tells its side are one token."""
    tokens = [*enumerate(sentence.tokens)]
    for match in reversed([*pattern.finditer(sentence.marks)]):
        phrase = sentence.tokens[match.start() : match.end()]
        if actors := _told(sentence, phrase, match):
            tokens[match.start() : match.end()] = [
                (match.start(), replace(phrase[0], symbol="@", actors=actors))
            ]
    return sentence.with_tokens(tokens)


def _told(
    sentence: CuedSentence, phrase: Sequence[Token], match: re.Match[str]
) -> tuple[Actor, ...]:
    """Return who "A of Chile", "A, the new Chilean ambassador" and "A to Peru" is, () if nobody."""
    actors, last = phrase[0].actors, phrase[-1]
    if match.re is _ACCREDITED:
        word = sentence.tokens[match.start("word")].word.lower()
        is_word = word in sentence.language.accrediting
        return _named(actors, last.actors) if is_word else ()
    if match.re is _TO:
        return actors if are_envoys(actors) else ()
    if match.re is _SIDE_OF:
        actors = last.actors
    if not _is_bare(actors):
        return ()
    if match.re is _NAME_NEW:
        return _named(last.actors, actors)
    if (
        match.re is _NAME_OF
        and match["for"]
        and sentence.tokens[match.start("for")].word.lower() != "representing"
    ):
        return ()
    side = next(token.actors[0] for token in phrase if token.symbol == "$")
    return (replace(side, person=actors[0].person, office=_LEVEL, level=_LEVEL),)


def _named(title: Sequence[Actor], names: Sequence[Actor]) -> tuple[Actor, ...]:
    """Return the ambassador of a title with a bare name, () where the two make none."""
    is_title = len(title) == 1 and are_envoys(title) and title[0].person is None
    return (replace(title[0], person=names[0].person),) if is_title and _is_bare(names) else ()


def _is_bare(actors: Sequence[Actor]) -> bool:
    """Tell whether actors are one name without a side, no other official's."""
    is_name = len(actors) == 1 and actors[0].person is not None
    return is_name and actors[0].country is None and actors[0].office in {None, _LEVEL}


def _listed(sentence: CuedSentence) -> tuple[Actor, ...]:
    """Return the envoys that a sentence lists ("They are A and B"), () of any other sentence.

    One on credentials that names several lists them, too.
    """
    start = _begin_of_list(sentence)
    is_told = tells_of_credentials(sentence)
    begin = sentence.span.start if start is None else start
    found = tuple(
        actor
        for token in sentence.tokens
        if token.symbol == "@" and token.span.start >= begin and are_envoys(token.actors)
        for actor in token.actors
    )
    is_list = start is not None or (is_told and len({actor.country for actor in found}) > 1)
    return found if is_list else ()


def _begin_of_list(sentence: CuedSentence) -> int | None:
    """Return where a list of envoys begins in a sentence, None where there is none."""
    if sentence.cues and not tells_of_credentials(sentence):
        return None
    language = sentence.language
    for match in re.finditer(r"[\w-]+|:", sentence.words[:_INTRO]):
        before = sentence.words[: match.start()].strip()
        is_told = before in language.rest or any(word in before for word in language.envoys)
        start = sentence.span.start + match.end()
        if is_told and match.group() in language.listing and not _is_passive(sentence, start):
            return start
    if (list_of := _DASHED.search(sentence.marks)) and _is_plural(
        sentence.tokens[list_of.start("who")], sentence
    ):
        return sentence.tokens[list_of.start("first")].span.start
    is_line = not sentence.cues and _LINE.match(sentence.marks)
    return sentence.span.start if is_line else None


def _is_passive(sentence: CuedSentence, start: int) -> bool:
    """Tell whether "were accepted by A" begins at a place of the text, which lists nobody."""
    marks = "".join(token.symbol for token in sentence.tokens if token.span.start >= start)
    return "g" in marks.partition("@")[0]


def _with_roll(sentence: CuedSentence, roll: tuple[Actor, ...]) -> CuedSentence:
    """Return a sentence on credentials with the envoys for its "four ambassadors"."""
    if not tells_of_credentials(sentence):
        return sentence
    at = next(n for n, cues in sentence.cues.items() if cues[0].contact_type == _CREDENTIALS)
    places = [n for n, token in enumerate(sentence.tokens) if _is_plural(token, sentence)]
    own = [token for token in sentence.tokens if are_envoys(token.actors)]
    begin = _begin_of_list(sentence)
    if not places or (own and begin is None):
        return sentence
    place = min(places, key=lambda n: abs(n - at))
    envoys = tuple(dict.fromkeys(replace(a, span=sentence.tokens[place].span) for a in roll))
    tokens = [
        replace(token, symbol="x", actors=())
        if begin is not None and token.span.start >= begin and token.actors
        else token
        for token in sentence.tokens
    ]
    tokens[place] = replace(tokens[place], symbol="@", actors=envoys)
    return sentence.with_tokens([*enumerate(tokens)])


def _is_plural(token: Token, sentence: CuedSentence) -> bool:
    """Tell whether a token is "ambassadors", of no side in particular."""
    is_bare = token.symbol in "UxX" and not token.actors
    word = token.word.lower().partition(" ")[0]  # "Ambassadors Extraordinary and Plenipotentiary"
    return is_bare and word in sentence.language.envoys

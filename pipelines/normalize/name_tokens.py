"""Tells tokens of names and portfolios from sides, places and words that look like them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.normalize.raw_token import RawToken
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from pipelines.reference.actor_words import ActorWords


_AFTER_NAME = re.compile("N[,(N]")  # without it no post-nominal follows a name


def without_post_nominals(tokens: list[RawToken], words: ActorWords) -> list[RawToken]:
    """Return the tokens without what stands after a name, and its comma or brackets."""
    if not _AFTER_NAME.search("".join([token.symbol for token in tokens])):
        return tokens
    tokens = [
        token
        for place, token in enumerate(tokens)
        if token.symbol != "." or not _is_their_stop(tokens, place, words)
    ]
    kept: list[RawToken] = []
    end = 0
    for place, token in enumerate(tokens):
        if place < end:
            continue
        is_after_name = bool(kept) and kept[-1].symbol == "N"
        if is_after_name and token.symbol in ",(":
            end = _end_of_post_nominals(tokens, place, words)
        is_bare = is_after_name and token.symbol == "N" and _is_post_nominal(token, words)
        if place >= end and not is_bare:  # bare: "Julius Chan GCMG"
            kept.append(token)
    return kept


def _is_their_stop(tokens: list[RawToken], place: int, words: ActorWords) -> bool:
    """Tell whether a full stop is of "Jr." inside a sentence: "Ferdinand Marcos Jr., President"."""
    token, before = tokens[place], tokens[place - 1]
    is_inside = 0 < place < len(tokens) - 1
    return is_inside and before.span.end == token.span.start and _is_post_nominal(before, words)


def _end_of_post_nominals(tokens: list[RawToken], place: int, words: ActorWords) -> int:
    """Return where ", EGH, MP" or "(MP)" from `place` on ends; `place` where nothing such is."""
    opening = tokens[place].symbol
    if opening not in ",(":
        return place
    end = place
    while end + 1 < len(tokens) and _is_post_nominal(tokens[end + 1], words):
        end += 2
        if opening == "(" or end >= len(tokens) or tokens[end].symbol != ",":
            break
    is_closed = opening == "," or (end < len(tokens) and tokens[end].symbol == ")")
    return end + (opening == "(") if end > place and is_closed else place


def _is_post_nominal(token: RawToken, words: ActorWords) -> bool:
    return token.word in words.post_nominals


_HAVE_PORTFOLIOS = frozenset({"minister", "deputy_minister"})
_OPENS_NAME = frozenset("NHTKd")
_SIDES_AND_PLACES = frozenset("SAP")
_OF_MONARCHS = frozenset({"head_of_state", "leader", "monarch"})
_MAY_BE_NAME = frozenset("SAPXHTKn")
_PARTICLES = 4  # tokens in which a name that begins with particles has its first capital


def settle_names(tokens: list[RawToken], words: ActorWords) -> list[RawToken]:
    """Make what looks like a side, place or honorific part of the name in which it stands."""
    settled = list(tokens)
    for place, token in enumerate(tokens):
        if token.symbol not in _MAY_BE_NAME:
            continue
        if token.symbol == "X" and not (len(token.word) == 1 or token.word in words.surnames):
            continue  # "Foreign Minister Meets Lavrov"
        before = settled[place - 1].symbol if place else "."
        after = tokens[place + 1].symbol if place + 1 < len(tokens) else "."
        if before == "n" and token.symbol == "P" and after == "N":  # Rodrigo de Lima Soares
            before = settled[place - 2].symbol if place > 1 else "."
        if (
            _is_part_of_name(token, before, after, words)
            or (token.symbol == "H" and before == "N" and _is_joined(tokens, place))
            or _opens_nothing(token, tokens, place)
            or _is_town(token, tokens, place)
            or _opens_name(tokens, place, before)
            or (token.symbol == "S" and _is_of_person(settled, place, after))
            or _is_called_monarch(settled, place, after)
            or (token.symbol == "S" and before == "N" and _is_called(settled, place - 1))
        ):
            settled[place] = RawToken("N", token.span, token.word)
    return settled


def _is_part_of_name(token: RawToken, before: str, after: str, words: ActorWords) -> bool:
    if token.symbol == "X":  # Madam Park Geun-hye; Minister Park
        is_alone = token.word in words.lone_surnames and after not in "NXdSAG"
        return before in "HTK" and (after == "N" or is_alone)
    if token.symbol == "H":  # Hassan Sheikh Mohamud
        return before == "N" == after
    if token.entry is None or token.symbol not in _SIDES_AND_PLACES:
        return False
    if after == "N" and before in _OPENS_NAME:  # Under Secretary Victoria Nuland, Chad Wolf
        return True
    is_one = token.symbol == "P" and " " not in token.word  # not "Al-Sakhir Palace"
    if is_one and (before == "N" or (before == "," and after == "N")):
        # Emmanuel Bonn; the Ambassador, Milan Jazbec
        return True
    # A weak side ("Jordan") is none beside a name's part.
    return token.entry.is_weak and (before in "NHK" or (after == "N" and before not in "oftyl"))


def _opens_name(tokens: list[RawToken], place: int, before: str) -> bool:
    """Tell whether a particle begins a name after a title: "President von der Leyen"."""
    if tokens[place].symbol != "n" or before not in "TKH":
        return False
    after = (token.symbol for token in tokens[place + 1 : place + _PARTICLES])
    return next((symbol for symbol in after if symbol != "n"), None) == "N"


def _is_of_person(tokens: list[RawToken], place: int, after: str) -> bool:
    """Tell whether a side's name is in that of an official.

    "Foreign Secretary of Nepal Bharat Raj Paudyal", "Minister Siniša Mali in Belgrade".
    """
    before = "".join([token.symbol for token in tokens[max(0, place - 3) : place]])
    if after == "N":
        return before in {"ToS", "doS"}
    is_end = after in ".,lx" and " " not in tokens[place].word
    return is_end and before.endswith(("TN", "HN", "dN"))


def _is_joined(tokens: list[RawToken], place: int) -> bool:
    """Tell whether a token ends a word with the one before it: "Abdullah Al Al-Sheikh"."""
    return tokens[place - 1].span.end == tokens[place].span.start


def _is_town(token: RawToken, tokens: list[RawToken], place: int) -> bool:
    """Tell whether a side's name is that of a town in another's region: "Peru, Indiana"."""
    comma, region = (*tokens[place + 1 : place + 3], None, None)[:2]
    if token.symbol != "S" or comma is None or region is None or region.entry is None:
        return False
    return comma.symbol == "," and region.entry.is_region and token.entry != region.entry


def _is_called_monarch(settled: list[RawToken], place: int, after: str) -> bool:
    """Tell whether a monarch's title is a given name: "Minister Sultan Al Jaber"."""
    before, title = settled[max(0, place - 1)], settled[place]
    if title.entry is None or title.entry.value != "monarch" or after not in {"N", "n"}:
        return False
    is_leader = before.entry is not None and before.entry.value in _OF_MONARCHS
    is_named = before.symbol == "N" and settled[place - 2].symbol == "H"  # "Dr Hossein Amir A"
    return is_named or (before.symbol in {"T", "K", "d"} and not is_leader)


def _is_called(settled: list[RawToken], place: int) -> bool:
    """Tell whether the name's part at `place` is of whom a title or honorific introduces.

    "Sir Norman Ireland"; "Prime Minister Luis Montenegro"; "the Minister of Peru, Luis Montenegro".
    """
    before = "".join(token.symbol for token in settled[max(0, place - 2) : place])
    return before.endswith(("H", "K", "T", "S,", "A,"))


def _opens_nothing(token: RawToken, tokens: list[RawToken], place: int) -> bool:
    if token.entry is None or not token.entry.is_combining:
        return False
    after = [other.symbol for other in tokens[place + 1 : place + 3]]
    return after != ["-", "A"]  # "Sino-Russian", not "Indo-Pacific"


def settle_portfolios(tokens: list[RawToken], words: ActorWords) -> list[RawToken]:
    """Make a portfolio in small letters one beside its title: "minister of the interior"."""
    settled = list(tokens)
    for place, token in enumerate(tokens):
        if token.symbol not in "TU":
            continue
        step = place - 1
        while step >= 0 and _is_portfolio(tokens[step], words):
            settled[step] = replace(tokens[step], symbol="d")
            step -= 1
        step = place + 1
        if step < len(tokens) and tokens[step].symbol in "of":
            step += 1
            _settle_unknown_portfolio(settled, token, step, words)
            while step < len(tokens) and (
                tokens[step].symbol in "tc,d"
                or _is_portfolio(tokens[step], words)
                or _is_one_more(tokens, step, words)
            ):
                if tokens[step].symbol in "xS":
                    settled[step] = replace(tokens[step], symbol="d")
                step += 1
    return settled


def _settle_unknown_portfolio(
    settled: list[RawToken], title: RawToken, place: int, words: ActorWords
) -> None:
    """Make a capitalised word a portfolio that no list has: "Minister of Antiquities"."""
    office = words.offices[title.entry.value] if title.entry else None
    if office is None or office.level not in _HAVE_PORTFOLIOS:
        return
    if place < len(settled) and settled[place].symbol == "t":
        place += 1
    if place < len(settled) and settled[place].symbol in "NX":
        settled[place] = replace(settled[place], symbol="d")
    while place + 2 < len(settled) and settled[place].symbol == "d":
        while place + 3 < len(settled) and settled[place + 1].symbol == "d":
            place += 1  # "Foreign Affairs" before "and Communities"
        link, word = settled[place + 1], settled[place + 2]
        after = settled[place + 3].symbol if place + 3 < len(settled) else "."
        if link.symbol != "c" or word.symbol != "N" or after in "Nn":
            return
        settled[place + 2] = replace(word, symbol="d")
        place += 2


def _is_one_more(tokens: list[RawToken], place: int, words: ActorWords) -> bool:
    """Tell whether a body ends a portfolio: "Minister for Asia and the Commonwealth"."""
    before = "".join([token.symbol for token in tokens[place - 3 : place]])
    is_body = tokens[place].symbol == "S" and tokens[place].word in words.portfolio
    return is_body and before.endswith(("dc", "dct"))


def _is_portfolio(token: RawToken, words: ActorWords) -> bool:
    return token.symbol == "x" and token.word.capitalize() in words.portfolio

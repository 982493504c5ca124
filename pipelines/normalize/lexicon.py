"""Finds the known words of a text (sides, places, offices, cues) in one pass of an automaton."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from pipelines.quick_record import quick_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipelines.reference import Reference
    from pipelines.reference.actor_words import ActorWords, Office
    from pipelines.reference.language import Language
    from pipelines.reference.side import Place, State
    from pipelines.reference.side_names import SideNames


@quick_record
class Entry:
    """What a known form stands for.

    symbol: its part in the grammar of actors (see the language file). value: country code of a
    side or place, several of an adjective that they share; id of an office. is_weak: a side only
    where its surroundings say so. is_seat: a place that may stand for its state. side: code of the
    only side that has the office. body: office of who leads a body of that name ("European
    Parliament"). is_combining: a side only before another ("Sino-Russian"). is_region: a place
    that tells of a town in it ("Peru, Indiana"). cases: what a seat's form may be, "a" who acts,
    "o" whose something is, "ao" either; empty where the language does not tell. is_compound: an
    adjective only before a hyphen ("российско-").
    """

    symbol: str
    value: str
    is_weak: bool = False
    is_seat: bool = False
    side: str | None = None
    body: str | None = None
    is_combining: bool = False
    is_region: bool = False
    cases: str = ""
    is_compound: bool = False


@quick_record
class Hit:
    """A known form in a text, at characters start to end."""

    start: int
    end: int
    entry: Entry


class Lexicon:
    """The known forms of sides, places and offices of one language, as an automaton.

    organisations: codes of those among the sides.
    """

    def __init__(self, entries: dict[str, Entry]) -> None:
        self.organisations = frozenset(e.value for e in entries.values() if e.symbol == "G")
        self._forms = list(entries)
        self._entries = [entries[form] for form in self._forms]
        # Overlapping search and our own choice: a form inside a longer word ("Oman" in "woman")
        # would otherwise hide a true one that starts later.
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.Standard)

    def find_hits(self, text: str, *, offset: int = 0) -> list[Hit]:
        """Return the known forms of `text` as whole words, longest first come, in order.

        offset: where `text` starts in the text that the hits are to point into.
        """
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        hits: list[Hit] = []
        end = 0
        for form, start, stop in sorted(found, key=_from_the_first):
            if start >= end and self._is_whole(text, form, start, stop):
                hits.append(Hit(start + offset, stop + offset, self._entries[form]))
                end = stop
        return hits

    def _is_whole(self, text: str, form: int, start: int, end: int) -> bool:
        if not _is_word(text, start, end):
            return False
        if self._entries[form].is_compound:
            return text[end : end + 1] == "-"
        # "Amir-Abdollahian" is a name and no emir.
        joined = text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()
        return not (joined and self._entries[form].symbol in _TITLES)


def compile_lexicon(reference: Reference, language: Language) -> Lexicon:
    """Return the lexicon of a language that has a section `actors:`."""
    entries: dict[str, Entry] = {}
    for form, entry in _all_entries(reference, language):
        entries.setdefault(form, entry)
    return Lexicon(entries)


def _all_entries(reference: Reference, language: Language) -> Iterator[tuple[str, Entry]]:
    actors = language.actors
    if actors is None:
        return
    for office in actors.offices.values():
        yield from _office_entries(office)
        not_yet = (f"{form}{ending}" for form in office.forms for ending in actors.not_yet)
        yield from ((form, Entry("T", "other")) for form in not_yet)
    yield from ((form, Entry("H", form)) for form in actors.honorifics)
    yield from ((f"{form}.", Entry("H", form)) for form in actors.honorifics)
    yield from ((form, Entry("O", form)) for form in actors.own)
    yield from ((form, Entry(symbol, form)) for form, symbol in actors.words.items() if " " in form)
    yield from ((form, Entry("X", form)) for form in actors.look_alikes)
    for form, code in actors.combining.items():
        yield form, Entry("A", code, is_combining=True)
    for form, codes in actors.shared_adjectives.items():
        yield form, Entry("A", " ".join(codes))
    yield from _all_sides(reference, language, actors)


def _all_sides(
    reference: Reference, language: Language, actors: ActorWords
) -> Iterator[tuple[str, Entry]]:
    """Yield the forms of sides and places, which a language has in a file of its own or shares."""
    if language.tag in reference.side_names:
        kinds = {state.code: state.kind for state in reference.states}
        for names in reference.side_names[language.tag]:
            yield from _named_entries(names, kinds)
        return
    organs = {organ: o.office_id for o in actors.offices.values() for organ in o.organs}
    # Organisations first: "GUAM" is rather one than Guam in a headline.
    for state in sorted(reference.states, key=lambda state: state.kind != "organisation"):
        yield from _side_entries(state, organs)
    for name, members in reference.formats.items():
        yield from _cased((name,), Entry("Z", " ".join(members)))
    for place in reference.places:
        yield from _place_entries(place)


def _office_entries(office: Office) -> Iterator[tuple[str, Entry]]:
    name = office.office_id
    title = "K" if office.is_honorific else "T"
    for symbol, forms, own_forms in (
        (title, office.forms, office.own_forms),
        ("B", office.bodies, office.own_bodies),
    ):
        for side, own in own_forms.items():
            yield from _cased(own, Entry(symbol, name, side=side))
        yield from _cased(forms, Entry(symbol, name))
    yield from _cased(office.plurals, Entry("U", name))


def _side_entries(state: State, organs: Mapping[str, str]) -> Iterator[tuple[str, Entry]]:
    symbol = "G" if state.kind == "organisation" else "S"
    for form in (*state.strong, *_in_un_system(state)):
        yield from _cased((form,), Entry(symbol, state.code, body=organs.get(form)))
    yield from _cased(state.weak, Entry(symbol, state.code, is_weak=True))
    yield from _cased(state.adjectives, Entry("A", state.code))
    yield from _cased(state.capitals, Entry("P", state.code, is_seat=True))


def _in_un_system(state: State) -> Iterator[str]:
    """Yield "United Nations World Food Programme", which is one body, for "UN World Food ..."."""
    for form in state.strong:
        if form.startswith("UN ") and state.code != "UN":
            long = f"United Nations {form.removeprefix('UN ')}"
            yield from {long} - {*state.strong}


def _named_entries(names: SideNames, kinds: Mapping[str, str]) -> Iterator[tuple[str, Entry]]:
    """Yield the forms of a side in a language of its own file; of a look-alike, of no side."""
    code = " ".join(names.codes)
    symbol = "G" if kinds.get(code) == "organisation" else "S" if code in kinds else "Z"
    yield from _cased(_capitalised(names.names), Entry(symbol if code else "X", code))
    yield from _cased(names.weak, Entry(symbol, code, is_weak=True))
    yield from _cased(_capitalised(names.adjectives), Entry("A", code))
    yield from _cased(_capitalised(names.compounds), Entry("A", code, is_compound=True))
    for form in dict.fromkeys((*names.seats, *names.seats_of)):
        cases = "a" * (form in names.seats) + "o" * (form in names.seats_of)
        yield from _cased((form,), Entry("P", code, is_seat=True, cases=cases))
    yield from _cased(names.places, Entry("P", code))


def _capitalised(forms: Iterable[str]) -> Iterator[str]:
    """Yield each form, and as it stands at the start of a sentence."""
    for form in forms:
        yield form
        yield form[:1].upper() + form[1:]


def _place_entries(place: Place) -> Iterator[tuple[str, Entry]]:
    sides = " ".join(filter(None, (place.country, place.own_of)))
    yield from _cased((place.name,), Entry("P", sides, is_region=place.kind == "region"))


_MIN_CAPITALS = 4  # "US" in capitals is the form itself, "CHAD" is Chad in a headline


def _cased(forms: Iterable[str], entry: Entry) -> Iterator[tuple[str, Entry]]:
    for form in forms:
        yield form, entry
        if len(form) >= _MIN_CAPITALS:
            yield form.upper(), entry


_TITLES = frozenset("TUK")


def _from_the_first(hit: tuple[int, int, int]) -> tuple[int, int]:
    return hit[1], -hit[2]


def _is_word(text: str, start: int, end: int) -> bool:
    return not (
        (start and text[start - 1].isalnum() and text[start].isalnum())
        or (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())
    )

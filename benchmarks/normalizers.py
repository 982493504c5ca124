"""How right, how fast and how steady the normalisers of dates and actors are, beside others."""

from __future__ import annotations

import json
import time
from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.date_table import score_dates
from benchmarks.peers import Answer, Finder, load_peers
from pipelines.evaluate.dates import parse_edtf
from pipelines.jobs.normalizing import normalize_lines
from pipelines.normalize.dates import find_dates
from pipelines.normalized import make_phrase, normalize_phrases
from pipelines.reference import load_reference
from tests.normalizer_cases import read_actor_cases, read_date_cases

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelines.reference import Reference
    from tests.normalizer_cases import DateCase

HOSTILE = {
    "en": {
        "digits": "1234567890",
        "dates without end": "1-2-3-4-",
        "open parentheses": "((((((((((",
        "words in parentheses": "(in (the (",
        "commas": ",,,,,,,,,,",
        "capitals": "Xa Yb Zc ",
        "years": "2022 2023, ",
        "offices": "President of the ",
        "months": "May and ",
    },
    "ru": {
        "digits": "1234567890",
        "open parentheses": "((((((((((",
        "words in parentheses": "(в (на (",
        "commas": ",,,,,,,,,,",
        "capitals": "Шю Дё Яж ",
        "years": "2022 2023 года, ",
        "offices": "Президент Республики ",
        "months": "май и ",
    },
}
SIZES = (250_000, 500_000, 1_000_000, 2_000_000)


def main() -> None:
    """Print all figures."""
    reference = load_reference()
    _print_dates(reference)
    _print_actors(reference)
    _print_speed(reference)
    _print_hostile(reference)


def _ours(reference: Reference) -> Finder:
    def find(case: DateCase) -> list[Answer]:
        words = reference.languages[case.language].dates
        if words is None:
            return []
        found = find_dates(
            case.text, words, case.published, order=case.order, southern=case.southern
        )
        values = [(one, one.value_as(case.published, case.tense)) for one in found.dates]
        return [
            Answer(one.span.start, one.span.end, *parse_edtf(value.edtf))
            for one, value in values
            if value.edtf
        ]

    return Finder("communique", find, knows_intervals=True)


def _print_dates(reference: Reference) -> None:
    cases = read_date_cases()
    print("dates                part   language  lines  expressions  right  wrong  missed  share"
          "  false")  # fmt: skip
    for finder in (_ours(reference), *load_peers()):
        for key in sorted({(case.part, case.language) for case in cases}):
            if key[1] not in finder.languages:
                continue
            chosen = [case for case in cases if (case.part, case.language) == key]
            n = score_dates(chosen, finder)
            print(f"{finder.name:<20} {key[0]:<6} {key[1]:<9} {len(chosen):>5} "
                  f"{n['expressions']:>12} {n['right']:>6} {n['wrong']:>6} {n['missed']:>7} "
                  f"{n['right'] / n['expressions']:>6.3f} {n['false']:>6}")  # fmt: skip


def _print_actors(reference: Reference) -> None:
    cases = read_actor_cases()
    lines = normalize_lines((json.dumps(case.line) for case in cases), reference)
    found = [json.loads(line) for line in lines]
    print("\nactors     part   language  lines  whole   told  right  share  false")
    for key in sorted({(case.part, case.language) for case in cases}):
        pairs = [
            (case, one)
            for case, one in zip(cases, found, strict=True)
            if (case.part, case.language) == key
        ]
        for what in ("sides", "persons"):
            whole = sum(getattr(case, f"has_{what}")(one) for case, one in pairs) / len(pairs)
            n = sum((getattr(case, f"count_{what}")(one) for case, one in pairs), Counter())
            print(f"{what:<10} {key[0]:<6} {key[1]:<9} {len(pairs):>5} {whole:>6.3f} "
                  f"{n['told']:>6} {n['right']:>6} {n['right'] / n['told']:>6.3f} "
                  f"{n['false']:>6}")  # fmt: skip


def _print_speed(reference: Reference) -> None:
    date_cases = [case for case in read_date_cases() if case.language == "en"] * 4
    find = _ours(reference).find
    phrases = [
        make_phrase(case.text, published=case.published, publisher=case.publisher)
        for case in read_actor_cases()
        if case.language == "en"
    ] * 4
    normalize_phrases(phrases[:10], reference)
    print("\nspeed, one core      texts  texts a second")
    for name, run, count in (
        ("dates", lambda: [find(case) for case in date_cases], len(date_cases)),
        ("dates and actors", lambda: normalize_phrases(phrases, reference), len(phrases)),
    ):
        begin = time.process_time()
        run()
        print(f"{name:<20} {count:>5} {count / (time.process_time() - begin):>15.0f}")


def _print_hostile(reference: Reference) -> None:
    print("\nhostile input: seconds for 0.25, 0.5, 1 and 2 million characters")
    for language, pieces in HOSTILE.items():
        for name, piece in pieces.items():
            _print_doubling(f"{language}, {name}", language, lambda n, p=piece: _repeat(p, n),
                            reference)  # fmt: skip
        _print_doubling(f"{language}, closed parentheses", language, _nest, reference)
        _print_doubling(f"{language}, 10,000 commas, word", language, _commas, reference)


def _repeat(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def _nest(size: int) -> str:
    return "(" * (size // 2) + ")" * (size // 2)


def _commas(size: int) -> str:
    return _repeat("," * 10_000 + " Xa ", size)


def _print_doubling(
    label: str, language: str, make: Callable[[int], str], reference: Reference
) -> None:
    taken = []
    for size in SIZES:
        phrase = make_phrase(make(size), language=language)
        begin = time.process_time()
        normalize_phrases([phrase], reference)
        taken.append(time.process_time() - begin)
    print(f"{label:<26} " + " ".join(f"{seconds:>7.2f}" for seconds in taken))


if __name__ == "__main__":
    main()

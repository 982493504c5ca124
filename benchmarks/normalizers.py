"""How right, how fast and how steady the normalisers of dates and actors are, beside others."""

from __future__ import annotations

import json
import time
from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.peers import Answer, load_peers
from pipelines.evaluate.dates import parse_edtf
from pipelines.jobs.normalizing import normalize_lines
from pipelines.normalize.dates import find_dates
from pipelines.normalized import make_phrase, normalize_phrases
from pipelines.reference import load_reference
from tests.normalizer_cases import read_actor_cases, read_date_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipelines.reference import Reference
    from tests.normalizer_cases import DateCase

HOSTILE = {
    "digits": "1234567890",
    "dates without end": "1-2-3-4-",
    "parentheses": "((((((((((",
    "commas": ",,,,,,,,,,",
    "capitals": "Xa Yb Zc ",
    "years": "2022 2023, ",
    "offices": "President of the ",
    "months": "May and ",
}
SIZES = (250_000, 500_000, 1_000_000, 2_000_000)


def main() -> None:
    """Print all figures."""
    reference = load_reference()
    _print_dates(reference)
    _print_actors(reference)
    _print_speed(reference)
    _print_hostile(reference)


def _ours(reference: Reference) -> Callable[[DateCase], list[Answer]]:
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

    return find


def _print_dates(reference: Reference) -> None:
    cases = read_date_cases()
    print("dates                part   language  expressions  right  share  false in lines")
    for name, find in {"communique": _ours(reference), **load_peers()}.items():
        for key in sorted({(case.part, case.language) for case in cases}):
            if name == "datefinder" and key[1] != "en":
                continue
            chosen = [case for case in cases if (case.part, case.language) == key]
            n = _count(chosen, find)
            share = n["right"] / n["expressions"]
            print(f"{name:<20} {key[0]:<6} {key[1]:<9} {n['expressions']:>11} {n['right']:>6} "
                  f"{share:>6.3f}  {n['false']:>5} in {len(chosen)}")  # fmt: skip


def _count(cases: Sequence[DateCase], find: Callable[[DateCase], list[Answer]]) -> Counter[str]:
    n: Counter[str] = Counter()
    for case in cases:
        answers = find(case)
        for start, quote, edtf in case.dates:
            here = [a for a in answers if a.start < start + len(quote) and start < a.end]
            answers = [a for a in answers if a not in here]
            if edtf not in {"?", "!"}:
                n["expressions"] += 1
                n["right"] += any(_is_right(a, edtf) for a in here)
        n["false"] += len(answers)
    return n


def _is_right(answer: Answer, edtf: str) -> bool:
    first, last = parse_edtf(edtf)
    if answer.first_day == answer.last_day:
        return first <= answer.first_day <= last
    return (answer.first_day, answer.last_day) == (first, last)


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
    find = _ours(reference)
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
    for name, piece in HOSTILE.items():
        taken = []
        for size in SIZES:
            phrase = make_phrase((piece * (size // len(piece) + 1))[:size])
            begin = time.process_time()
            normalize_phrases([phrase], reference)
            taken.append(time.process_time() - begin)
        print(f"{name:<20} " + " ".join(f"{seconds:>7.2f}" for seconds in taken))


if __name__ == "__main__":
    main()

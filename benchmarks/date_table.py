"""How a finder does on the table of dates in context: right, wrong, missed and false dates."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipelines.evaluate.dates import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.peers import Answer, Finder
    from tests.normalizer_cases import DateCase

UNKNOWN, IMPOSSIBLE = "?", "!"


def score_dates(cases: Iterable[DateCase], finder: Finder) -> Counter[str]:
    """Return the numbers of expressions, right, wrong, missed and false.

    Every expression with days is right, wrong or missed: right where an answer that overlaps it
    has just its days, or, of a finder that knows no intervals, a day inside them. False is each
    answer where no date is marked, or a day that no calendar has. What is unknown for want of a
    day of publication is not counted: other finders are given one.
    """
    n: Counter[str] = Counter(expressions=0, right=0, wrong=0, missed=0, false=0)
    for case in cases:
        answers = finder.find(case)
        for start, quote, edtf in case.dates:
            here = [a for a in answers if a.start < start + len(quote) and start < a.end]
            answers = [a for a in answers if a not in here]
            if edtf == IMPOSSIBLE:
                n["false"] += len(here)
            elif edtf != UNKNOWN:
                n["expressions"] += 1
                n[_judge(here, edtf, finder)] += 1
        n["false"] += len(answers)
    return n


def _judge(answers: list[Answer], edtf: str, finder: Finder) -> str:
    if not answers:
        return "missed"
    return "right" if any(_is_right(answer, edtf, finder) for answer in answers) else "wrong"


def _is_right(answer: Answer, edtf: str, finder: Finder) -> bool:
    first, last = parse_edtf(edtf)
    if finder.knows_intervals:
        return (answer.first_day, answer.last_day) == (first, last)
    return first <= answer.first_day <= last

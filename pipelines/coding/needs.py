"""Tells whether a cue that tells nothing alone has what it needs: "call", "discuss", "summit"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.accreditation import may_be_accredited
from pipelines.coding.sides import count_sides

if TYPE_CHECKING:
    from pipelines.coding.subjects import Arguments
    from pipelines.records import Participant
    from pipelines.reference.cue import Cue

_THREE = 3


def has_needed(
    cue: Cue, arguments: Arguments, participants: tuple[Participant, ...], at: int
) -> bool:
    """Tell whether a cue at token `at` that tells nothing alone ("call") has what it needs."""
    # "The fourth round will be in Bern": of those who held the third, and nobody told with it.
    told = (arguments.subject, arguments.partners, arguments.pair, arguments.body)
    is_others = cue.sense == "round" and any(told)
    is_told = may_be_accredited(cue, arguments) and not is_others
    return is_told and _has_needed(cue, arguments, participants, at)


def _has_needed(
    cue: Cue, arguments: Arguments, participants: tuple[Participant, ...], at: int
) -> bool:
    # "called on Russia to": an appeal; "engaged with Russia": nobody in particular
    if cue.sense in {"call_on", "call", "engage", "await"}:
        n_sides = len({actor.country for actor in arguments.partners})
        # "We look forward to welcoming delegates" is of both sides.
        is_told = cue.sense == "call_on" or (n_sides == 1 if cue.sense == "await" else n_sides > 0)
        return is_told and all(
            actor.person or (actor.office not in {None, "side"} and not actor.is_organisation)
            for actor in arguments.partners
        )
    if cue.sense == "discuss":  # not "they discussed it", nor "discussed relations with Chile"
        named = arguments.partners or arguments.subject
        # "An opportunity for us to discuss", in the announcement of a visit.
        is_pointed = len({a.country for a in arguments.subject}) <= 1 < count_sides(participants)
        if is_pointed and not (arguments.partners or arguments.pronoun == "e"):
            return True
        # "Discussed this with her counterparts from C and D" sums up talks told elsewhere.
        is_summary = len(named) > 1 and {a.office for a in named} == {"counterpart"}
        is_told = all(actor.person or actor.office for actor in named) and not is_summary
        # "A and B discuss ties", not "A and B met to discuss".
        is_done = arguments.subject_end == at or not cue.tenses <= {"base", "ing"}
        is_joint = is_done and len({a.span for a in named}) > 1
        is_ours = is_done and arguments.pronoun == "j" and count_sides(participants) > 1
        return is_told and (bool(arguments.partners) or is_joint or is_ours)
    if cue.needs == "object":
        # "In his letter, A notes" is to whom the release told of before (greeted.py).
        is_to_one = {"sender", "recipient"} <= {p.role for p in participants}
        # "A and B paid courtesy calls": on whom others tell.
        are_two = len(arguments.subject) > 1 and not (cue.is_each and cue.channel == "in_person")
        return bool(arguments.partners) or are_two or is_to_one
    if cue.needs == "body":
        several = count_sides(participants) >= _THREE
        return bool(arguments.body or arguments.pair or arguments.partners) or several
    return True

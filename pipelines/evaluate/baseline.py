"""Score of a regular expression over titles, as the least that the coding must beat."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.evaluate.labels import CHANNEL_OF_TYPE, ToldContact, read_labels
from pipelines.evaluate.scoring import SEED, Score, score_releases
from pipelines.evaluate.tables import read_coded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pipelines.evaluate.tables import CodedTelling

# Matches "Telephone conversation with", "Congratulations on"; not "recall" or "revisited".
_KEYWORD = re.compile(
    r"\b(telephone conversation|calls?|talks|meeting|visit|letter|congratulat|condolence)",
    re.IGNORECASE,
)
_TYPE_OF_KEYWORD = {
    "telephone conversation": "telephone_conversation",
    "call": "telephone_conversation",
    "calls": "telephone_conversation",
    "talks": "meeting",
    "meeting": "meeting",
    "visit": "visit",
    "letter": "letter",
    "congratulat": "congratulation",
    "condolence": "condolence",
}


def score_baseline(
    tables: Path,
    labels: Sequence[Path],
    names: Mapping[str, str],
    *,
    channels: Mapping[str, str] = CHANNEL_OF_TYPE,
    seed: int = SEED,
) -> Score:
    """Return the score of keywords and names of sides in titles; claims are never found.

    tables, labels, channels: as for score(); of the tables only `releases` matters.
    names: code of a side by name ("Kazakhstan" to "KAZ").
    """
    labelled = read_labels(labels, channels)
    releases = read_coded(tables, [(one.source_id, one.address) for one in labelled])
    code_of = {name.lower(): code for name, code in names.items()}
    pattern = compile_names(names)
    coded = {
        key: replace(one, contacts=code_title(one, pattern, code_of), claims=())
        for key, one in releases.items()
    }
    return score_releases(labelled, coded, seed=seed)


def compile_names(names: Mapping[str, str]) -> re.Pattern[str]:
    """Return a pattern of all names, longest first, so that "Niger" leaves "Nigeria" whole."""
    alternatives = sorted((re.escape(name) for name in names), key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


def code_title(
    release: CodedTelling, pattern: re.Pattern[str], code_of: Mapping[str, str]
) -> tuple[ToldContact, ...]:
    """Return the one contact of the title's first keyword and all sides that it names, or none.

    code_of: code of a side by its name in lower case.
    """
    keyword = _KEYWORD.search(release.title)
    named = {code_of[name.lower()] for name in pattern.findall(release.title)}
    sides = frozenset(named | {release.publisher})
    if keyword is None or sides == {release.publisher}:
        return ()
    kind = _TYPE_OF_KEYWORD[keyword[1].lower()]
    day = release.published_day
    contact = ToldContact(
        contact_type=kind,
        channel=CHANNEL_OF_TYPE[kind],
        status="held",
        told_as="news",
        date_edtf=day.isoformat() if day else None,
        days=(day, day) if day else None,
        sides=sides,
        persons=(),
        host=None,
        quote=release.title,
    )
    return (contact,)

"""A pair's counts for reading: a tree on a terminal, indented plain text elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from rich.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from pipelines.show.records import ShownClaim, ShownContact, ShownPair, ShownYear, Telling

# Where a held contact that is no meeting is counted instead (rule COUNT-OTHERS).
_COUNTED_IN = {
    "telephone_conversation": "n_telephone_conversations",
    "video_conference": "n_video_conferences",
    "letter": "n_written",
    "congratulation": "n_written",
    "condolence": "n_written",
}
_STYLES = ("bold", "bold green", "", "dim")
_Line = tuple[int, str]  # depth of the line, and its text


def print_pair(pair: ShownPair, console: Console) -> None:
    """Write what stands behind a pair's counts as a tree on a terminal, else as plain text."""
    if console.is_terminal:
        console.print(_tree_of(pair))
    else:
        console.print(format_pair(pair), markup=False, highlight=False, soft_wrap=True)


def format_pair(pair: ShownPair) -> str:
    """Return what stands behind a pair's counts as plain text, indented by depth."""
    return "\n".join("  " * depth + text for depth, text in _lines_of(pair))


def _tree_of(pair: ShownPair) -> Tree:
    (_, title), *lines = _lines_of(pair)
    root = Tree(Text(title, style="bold"))
    branches = {0: root}
    for depth, text in lines:
        style = _STYLES[min(depth, len(_STYLES)) - 1]
        branches[depth] = branches[depth - 1].add(Text(text, style=style))
    return root


def _lines_of(pair: ShownPair) -> Iterator[_Line]:
    yield 0, f"{pair.country_a} and {pair.country_b}"
    if not pair.years:
        yield 1, "no contact and no claim"
    for year in pair.years:
        yield from _lines_of_year(year)


def _lines_of_year(year: ShownYear) -> Iterator[_Line]:
    yield 1, "without a year" if year.year is None else _title_of(year)
    for number, encounter in enumerate(year.encounters, start=1):
        yield 2, f"meeting {number}"
        for contact in encounter:
            yield from _lines_of_contact(contact)
    if year.not_counted:
        yield 2, "not counted as meetings"
        for contact in year.not_counted:
            yield from _lines_of_contact(contact)
    if year.claims:
        yield 2, _title_of_claims(year)
        for claim in year.claims:
            yield from _lines_of_claim(claim)


def _title_of(year: ShownYear) -> str:
    n_meetings = year.counts.get("n_meetings") or 0
    others = [
        f"{name} {value}"
        for name, value in year.counts.items()
        if name.startswith("n_") and name not in ("n_meetings", "n_claimed_meetings") and value
    ]
    return f"{year.year}: n_meetings {n_meetings}" + "".join(f", {other}" for other in others)


def _title_of_claims(year: ShownYear) -> str:
    claimed, gap = year.counts.get("n_claimed_meetings"), year.counts.get("gap")
    if claimed is None or gap is None:
        return "claims"
    return f"claims: {claimed} claimed, {claimed - gap} counted, gap {gap}"


def _lines_of_contact(contact: ShownContact) -> Iterator[_Line]:
    reason = f"{contact.reason}: " if contact.reason else ""
    place = f", host {contact.host_country}" if contact.host_country else ""
    column = _COUNTED_IN.get(contact.contact_type)
    counted = f", counted in {column}" if column and contact.reason == "not a meeting" else ""
    doubt = ", ambiguous" if contact.is_ambiguous else ""
    what = f"{contact.contact_type}, {contact.date_edtf or 'undated'}, {contact.level}"
    sides = " ".join(contact.sides)
    yield 3, f"{reason}{what}, {sides}{place}{counted}{doubt} [{contact.contact_id}]"
    for telling in contact.tellings:
        yield from _lines_of_telling(telling)


def _lines_of_telling(telling: Telling) -> Iterator[_Line]:
    published = telling.published_day.isoformat() if telling.published_day else "undated"
    yield 4, f'"{telling.quote}"'
    told = f"{telling.publisher} {published}, {telling.told_as}, {telling.rule_id}"
    yield 4, f"{told}: {telling.address}"


def _lines_of_claim(claim: ShownClaim) -> Iterator[_Line]:
    level = f" of {claim.level}" if claim.level else ""
    period = claim.period_edtf or "no period"
    yield 3, f"{claim.qualifier} {claim.n_claimed} {claim.what}{level} in {period}"
    yield 4, f'"{claim.quote}"'
    yield 4, claim.address

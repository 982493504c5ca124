"""Score of a build: its tables against labels, by source and over all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.evaluate.figures import Figure, measure
from pipelines.evaluate.labels import CANCELLED, CHANNEL_OF_TYPE, CLAIMS, read_labels
from pipelines.evaluate.matching import match_claims, match_contacts
from pipelines.evaluate.tables import read_coded
from pipelines.normalize.names import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pipelines.evaluate.labels import LabelledRelease, ToldClaim, ToldContact
    from pipelines.evaluate.matching import Agreement
    from pipelines.evaluate.tables import CodedTelling

SEED = 20261123
ALL_SOURCES = "all"


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of some labelled releases.

    part: "developed on" or "kept aside", after "passages" where only claims or contacts called
    off are labelled: those releases were searched for and not drawn, so they are counted apart,
    and "contacts" there are contacts called off. source_id: a source, or "all".
    n_missing: labelled releases that the tables lack; all their contacts count as missed.
    """

    part: str
    source_id: str
    n_releases: int
    n_missing: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class ScoredError:
    """One difference between label and table, for reading.

    kind: "missing release", "missed", "false", "wrong <field>", or these of a claim.
    labelled, coded: what the label and the table say, as far as they differ.
    """

    kind: str
    source_id: str
    address: str
    labelled: str
    coded: str
    quote: str


@dataclass(frozen=True, slots=True)
class Score:
    """All figures, and the errors of the releases that are not kept aside."""

    groups: tuple[Group, ...]
    errors: tuple[ScoredError, ...]


def score(
    tables: Path,
    labels: Sequence[Path],
    *,
    channels: Mapping[str, str] = CHANNEL_OF_TYPE,
    spellings: Mapping[str, str] | None = None,
    seed: int = SEED,
) -> Score:
    """Return how well the tables of a build agree with labels made by reading.

    tables: folder of a build. labels: files as read_labels() takes them, or folders of them.
    channels: channel of each contact type, from the closed list. spellings: how the tables name
    whom a label may spell otherwise.
    """
    labelled = read_labels(labels, channels)
    coded = read_coded(tables, [(one.source_id, one.address) for one in labelled])
    return score_releases(labelled, coded, spellings=spellings, seed=seed)


def score_releases(
    labelled: Sequence[LabelledRelease],
    coded: Mapping[tuple[str, str], CodedTelling],
    *,
    spellings: Mapping[str, str] | None = None,
    seed: int = SEED,
) -> Score:
    """Return the score of coded releases, keyed by source and address, against labelled ones."""
    members: dict[tuple[str, str], list[dict[str, int]]] = {}
    errors: list[ScoredError] = []
    for label in labelled:
        telling = coded.get((label.source_id, label.address))
        tally, found = _score_release(label, telling, spellings or {})
        part = _part_of(label)
        for source_id in (ALL_SOURCES, label.source_id):
            members.setdefault((part, source_id), []).append(tally)
        if not label.is_kept_aside:
            errors.extend(found)
    groups = (
        Group(
            *key, len(tallies), sum(one["missing"] for one in tallies), measure(tallies, seed=seed)
        )
        for key, tallies in sorted(members.items())
    )
    return Score(tuple(groups), tuple(errors))


def _part_of(label: LabelledRelease) -> str:
    part = "kept aside" if label.is_kept_aside else "developed on"
    return part if label.only is None else f"passages {part}"


def _score_release(
    label: LabelledRelease, coded: CodedTelling | None, spellings: Mapping[str, str]
) -> tuple[dict[str, int], list[ScoredError]]:
    """Return the counts of one release and its errors."""
    contacts, claims = _coded_as_labelled(label, coded)
    text_words = f" {' '.join(words_of(coded.text if coded else ''))} "
    matches = match_contacts(label.contacts, contacts, text_words, spellings)
    claim_matches = match_claims(label.claims, claims)
    tally = Counter({"missing": int(coded is None)})
    tally.update(_count_contacts(label.contacts, contacts, matches))
    tally.update(_count_claims(label.claims, claims, claim_matches))
    # A missing release alarms nobody: it would flatter the share of false alarms.
    if coded is not None and label.only is None and not label.contacts:
        tally["without contacts"] = 1
        tally["alarmed"] = int(bool(contacts))
        tally["alarmed by news"] = int(any(_is_news(one) for one in contacts))
    errors = [
        *([("missing release", "in the labels", "not in the tables", "")] if coded is None else []),
        *_contact_errors(label.contacts, contacts, matches),
        *_claim_errors(label.claims, claims, claim_matches),
    ]
    return dict(tally), [
        ScoredError(kind, label.source_id, label.address, told, found, quote)
        for kind, told, found, quote in errors
    ]


def _coded_as_labelled(
    label: LabelledRelease, coded: CodedTelling | None
) -> tuple[tuple[ToldContact, ...], tuple[ToldClaim, ...]]:
    """Return the coded contacts and claims of the kinds that were labelled."""
    if coded is None:
        return (), ()
    if label.only is None:
        return coded.contacts, coded.claims
    off = tuple(one for one in coded.contacts if one.status == CANCELLED)
    return (
        off if CANCELLED in label.only else (),
        coded.claims if CLAIMS in label.only else (),
    )


def _count_contacts(
    labelled: Sequence[ToldContact], coded: Sequence[ToldContact], matches: Sequence[Agreement]
) -> dict[str, int]:
    right = {
        f"{field} right": sum(field not in match.wrong for match in matches)
        for field in ("type", "date", "status", "told_as", "host")
    }
    return {
        "labelled": len(labelled),
        "coded": len(coded),
        "matched": len(matches),
        "news labelled": sum(map(_is_news, labelled)),
        "news coded": sum(map(_is_news, coded)),
        "news matched": sum(
            _is_news(match.labelled) and _is_news(match.coded) for match in matches
        ),
        "persons named": sum(match.n_persons_named for match in matches),
        "persons found": sum(match.n_persons_found for match in matches),
        **right,
    }


def _is_news(contact: ToldContact) -> bool:
    return contact.told_as == "news"


def _count_claims(
    labelled: Sequence[ToldClaim],
    coded: Sequence[ToldClaim],
    matches: Sequence[tuple[ToldClaim, ToldClaim]],
) -> dict[str, int]:
    return {
        "claims labelled": len(labelled),
        "claims coded": len(coded),
        "claims matched": len(matches),
        "claims qualified right": sum(one.qualifier == other.qualifier for one, other in matches),
    }


_Error = tuple[str, str, str, str]


def _contact_errors(
    labelled: Sequence[ToldContact], coded: Sequence[ToldContact], matches: Sequence[Agreement]
) -> Iterator[_Error]:
    matched = {id(one) for match in matches for one in (match.labelled, match.coded)}
    for one in labelled:
        if id(one) not in matched:
            yield "missed", _describe_contact(one), "", one.quote
    for one in coded:
        if id(one) not in matched:
            yield "false", "", _describe_contact(one), one.quote
    for match in matches:
        for field, (told, found) in match.wrong.items():
            yield f"wrong {field}", str(told), str(found), match.coded.quote


def _describe_contact(one: ToldContact) -> str:
    parts = (one.contact_type, one.status, one.told_as, one.date_edtf or "undated")
    return f"{' '.join(parts)}: {', '.join(sorted(one.sides))}"


def _claim_errors(
    labelled: Sequence[ToldClaim],
    coded: Sequence[ToldClaim],
    matches: Sequence[tuple[ToldClaim, ToldClaim]],
) -> Iterator[_Error]:
    matched = {id(one) for match in matches for one in match}
    for one in labelled:
        if id(one) not in matched:
            yield "missed claim", _describe_claim(one), "", one.quote
    for one in coded:
        if id(one) not in matched:
            yield "false claim", "", _describe_claim(one), one.quote
    for told, found in matches:
        if (told.qualifier, told.level) != (found.qualifier, found.level):
            yield "wrong claim", _describe_claim(told), _describe_claim(found), found.quote


def _describe_claim(one: ToldClaim) -> str:
    what = f"{one.qualifier} {one.n_claimed} {one.what}" + (f" of {one.level}" if one.level else "")
    return f"{what} in {one.period_edtf or 'no period'}: {', '.join(sorted(one.pair))}"

"""What must hold of the finished tables before they are published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.frames import is_among
from pipelines.quality.counting import find_count_faults
from pipelines.schema import DOCUMENT_STAGES, TABLES, WrongTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

PAIRED = ("claims", "meetings_per_year", "bilateral_contact_types")
TYPED = ("contact_mentions", "contacts", "bilateral_contact_types")
QUOTING = ("contact_mentions", "claims")
FEWEST_SIDES = 2


class UnsoundTables(ValueError):  # noqa: N818 - reads as what it says, like Refused
    """Tables that must not be published; the message lists the faults."""


def check_tables(
    tables: Mapping[str, pd.DataFrame],
    families: Mapping[str, str],
    n_read: int,
    misquotes: Iterable[str] = (),
) -> None:
    """Check the finished tables. Raises UnsoundTables listing every kind of fault.

    families: of each contact type. n_read: documents and refused rows or files that ingest gave.
    misquotes: from find_misquotes(), of tables that come without their texts.
    """
    faults = (*find_faults(tables, families, n_read), *misquotes)
    if faults:
        raise UnsoundTables("not published: " + "; ".join(faults))


def find_faults(
    tables: Mapping[str, pd.DataFrame], families: Mapping[str, str], n_read: int
) -> tuple[str, ...]:
    """Return what is wrong with the tables, nothing when they may be published."""
    shape = (*_find_missing(tables), *_find_shape_faults(tables))
    if shape:
        # The other checks rely on columns, keys and closed lists.
        return shape
    return (
        *_find_unknown_types(tables, families),
        *_find_dangling(tables),
        *find_misquotes(tables["releases"], {name: tables[name] for name in QUOTING}),
        *_find_unsorted_pairs(tables),
        *_find_one_sided(tables),
        *_find_wrong_tallies(tables),
        *find_count_faults(tables, families),
        *_find_lost(tables, n_read),
    )


def _find_missing(tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    missing = [name for name in TABLES if name not in tables]
    if missing:
        yield f"missing tables {', '.join(missing)}"


def _find_shape_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    for name, frame in tables.items():
        try:
            TABLES[name].check(TABLES[name].select(frame))
        except WrongTable as error:
            yield str(error)


def _find_unknown_types(
    tables: Mapping[str, pd.DataFrame], families: Mapping[str, str]
) -> Iterator[str]:
    for name in TYPED:
        unknown = sorted(set(tables[name]["contact_type"]) - set(families))
        if unknown:
            yield f"{name}: contact types that contact_types.yml lacks: {', '.join(unknown)}"


def _find_dangling(tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    for name, table in TABLES.items():
        for other in table.references:
            key = TABLES[other].key[0]
            dangling = tables[name][~is_among(tables[name][key], tables[other][key])]
            if len(dangling):
                yield f"{name}: {len(dangling)} {key} not in {other}, first {dangling[key].iloc[0]}"


def find_misquotes(releases: pd.DataFrame, quoting: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """Yield which tables quote what is not in the texts at its place.

    releases: those with texts that are looked at. quoting: tables that quote them, by name.
    """
    texts = dict(zip(releases["release_id"], releases["text"], strict=True))
    for name, frame in quoting.items():
        rows = frame[["release_id", "span_start", "span_end", "quote"]]
        wrong = [
            f"{release} {start}-{end}"
            for release, start, end, quote in rows.itertuples(index=False)
            if _is_misquoted(texts.get(release), start, end, quote)
        ]
        if wrong:
            yield f"{name}: {len(wrong)} quotes are not the text at their offsets, first {wrong[0]}"


def _is_misquoted(text: object, start: int, end: int, quote: str) -> bool:
    """Tell whether the text at the offsets is another; a build without texts cannot tell."""
    return isinstance(text, str) and text[start:end] != quote


def _find_unsorted_pairs(tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    for name in PAIRED:
        wrong = tables[name][tables[name]["country_a"] >= tables[name]["country_b"]]
        if len(wrong):
            first = "-".join(wrong.iloc[0][["country_a", "country_b"]])
            yield f"{name}: country_a is not before country_b in {len(wrong)} rows, first {first}"


def _find_one_sided(tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    for name in ("contact_mentions", "contacts"):
        frame = tables[name]
        wrong = frame[frame["sides"].map(len) < FEWEST_SIDES]
        if len(wrong):
            yield f"{name}: {len(wrong)} rows with fewer than two sides (WHO-NONE)"


def _find_wrong_tallies(tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    releases = tables["releases"]
    for column, name in (("n_contacts", "contact_mentions"), ("n_claims", "claims")):
        tally = tables[name].groupby("release_id").size()
        expected = releases["release_id"].map(tally).fillna(0)
        n_wrong = int((releases[column] != expected).sum())
        if n_wrong:
            yield f"releases: {column} is not the rows of {name} in {n_wrong} releases"


def _find_lost(tables: Mapping[str, pd.DataFrame], n_read: int) -> Iterator[str]:
    n_coded, n_refused = count_documents(tables)
    if n_read != n_coded + n_refused:
        yield f"{n_read} documents read, but {n_coded} coded and {n_refused} refused"


def count_documents(tables: Mapping[str, pd.DataFrame]) -> tuple[int, int]:
    """Return how many documents are coded, each version for itself, and how many refused.

    A release that was read and refused for coding, as its language cannot be coded yet, is
    refused, though it stands in `releases`.
    """
    releases = tables["releases"]
    is_coded = releases["coding_version"].notna()
    n_coded = int(releases.loc[is_coded, "n_versions"].sum())
    n_not_coded = int(releases.loc[~is_coded, "n_versions"].sum())
    return n_coded, n_not_coded + int(tables["quarantine"]["stage"].isin(DOCUMENT_STAGES).sum())

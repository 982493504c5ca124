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
SIDED = ("contact_mentions", "contacts")
QUOTING = ("contact_mentions", "claims")
FEWEST_SIDES = 2


class UnsoundTables(ValueError):  # noqa: N818 - reads as what it says, like Refused
    """Tables that must not be published; the message lists the faults."""


# What the checks between tables look at; the rest is looked at row by row.
BETWEEN = {
    "releases": ("source_id", "n_versions", "n_contacts", "n_claims", "coding_version"),
    "contact_mentions": ("release_id", "contact_id"),
    "contacts": (
        *("contact_type", "channel", "format", "status", "year", "sides", "encounter_id"),
    ),
    "claims": ("release_id",),
    "meetings_per_year": tuple(TABLES["meetings_per_year"].column_names),
    "bilateral_contact_types": ("n_contacts",),
    "quarantine": ("source_id", "stage"),
}


def list_columns(name: str) -> list[str]:
    """Return the columns of a table that the checks between tables look at, its key among them."""
    wanted = {*TABLES[name].key, *BETWEEN.get(name, ())}
    return [one for one in TABLES[name].column_names if one in wanted]


def check_tables(
    tables: Mapping[str, pd.DataFrame],
    families: Mapping[str, str],
    n_read: int,
    faults_of_rows: Iterable[str] = (),
) -> None:
    """Check what holds between finished tables. Raises UnsoundTables listing every kind of fault.

    tables: with the columns of list_columns(). families: of each contact type. n_read: documents
    and refused rows or files that ingest gave. faults_of_rows: from find_row_faults() and
    find_misquotes(); without any the rest can be relied on.
    """
    faults = tuple(faults_of_rows) or find_faults_between(tables, families, n_read)
    if faults:
        raise UnsoundTables("not published: " + "; ".join(faults))


def find_faults(
    tables: Mapping[str, pd.DataFrame], families: Mapping[str, str], n_read: int
) -> tuple[str, ...]:
    """Return what is wrong with whole tables, nothing when they may be published."""
    shape = list(_find_missing(tables))
    for name, frame in tables.items():
        shape += find_row_faults(name, frame, families)
    if shape:
        # The other checks rely on columns, keys and closed lists.
        return tuple(shape)
    return (
        *find_misquotes(tables["releases"], {name: tables[name] for name in QUOTING}),
        *find_faults_between(tables, families, n_read),
    )


def find_row_faults(name: str, rows: pd.DataFrame, families: Mapping[str, str]) -> tuple[str, ...]:
    """Return what is wrong with rows of a table, each by itself; they may be a part of all."""
    try:
        TABLES[name].check(TABLES[name].select(rows))
    except WrongTable as error:
        return (str(error),)
    return (
        *_find_unknown_types(name, rows, families),
        *_find_unsorted_pairs(name, rows),
        *_find_one_sided(name, rows),
    )


def find_faults_between(
    tables: Mapping[str, pd.DataFrame], families: Mapping[str, str], n_read: int
) -> tuple[str, ...]:
    """Return what does not fit together, in tables whose rows have no faults."""
    return (
        *_find_repeats(tables),
        *_find_dangling(tables),
        *_find_wrong_tallies(tables),
        *find_count_faults(tables, families),
        *_find_lost(tables, n_read),
    )


def _find_missing(tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    missing = [name for name in TABLES if name not in tables]
    if missing:
        yield f"missing tables {', '.join(missing)}"


def _find_repeats(tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    for name, table in TABLES.items():
        n_repeats = int(tables[name].duplicated(list(table.key)).sum()) if table.key else 0
        if n_repeats:
            yield f"{name}: {n_repeats} rows repeat a key of another file or part"


def _find_unknown_types(
    name: str, rows: pd.DataFrame, families: Mapping[str, str]
) -> Iterator[str]:
    unknown = sorted(set(rows["contact_type"]) - set(families)) if name in TYPED else []
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


def _find_unsorted_pairs(name: str, rows: pd.DataFrame) -> Iterator[str]:
    if name in PAIRED:
        wrong = rows[rows["country_a"] >= rows["country_b"]]
        if len(wrong):
            first = "-".join(wrong.iloc[0][["country_a", "country_b"]])
            yield f"{name}: country_a is not before country_b in {len(wrong)} rows, first {first}"


def _find_one_sided(name: str, rows: pd.DataFrame) -> Iterator[str]:
    if name in SIDED:
        n_wrong = int((rows["sides"].map(len) < FEWEST_SIDES).sum())
        if n_wrong:
            yield f"{name}: {n_wrong} rows with fewer than two sides (WHO-NONE)"


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

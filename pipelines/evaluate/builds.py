"""Gains and losses of one build against another: rows added, removed and changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipelines.evaluate.tables import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

# Columns that follow other rows: a contact that moved shows once, not in every telling of it.
_IGNORED = frozenset(
    {"contact_id", "encounter_id", "span_start", "span_end", "n_releases", "reported_by"}
)
_KEYS = {"contacts": "contact_id", "contact_mentions": "mention_id", "claims": "claim_id"}


@dataclass(frozen=True, slots=True)
class Change:
    """One row that two builds do not share.

    kind: "added", "removed" or "changed". before, after: the columns that differ, as text.
    address: of the release that tells it; of a contact, that of its first telling.
    """

    table: str
    kind: str
    row_id: str
    address: str
    quote: str
    what: str
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """What build B has gained and lost against build A.

    counts: number of rows by table and kind, also of the shared ones ("equal").
    """

    counts: Mapping[str, Mapping[str, int]]
    changes: tuple[Change, ...]


def diff(build_a: Path, build_b: Path) -> Difference:
    """Return the contacts, mentions and claims that differ between two builds, sorted by id."""
    tellings = {**_first_tellings(build_a), **_first_tellings(build_b)}
    counts: dict[str, dict[str, int]] = {}
    changes: list[Change] = []
    for table, key in _KEYS.items():
        rows_a = {row[key]: row for row in read_rows(build_a, table, None)}
        rows_b = {row[key]: row for row in read_rows(build_b, table, None)}
        found = list(_compare_rows(table, rows_a, rows_b, tellings))
        kinds = Counter(change.kind for change in found)
        n_equal = len(rows_a.keys() & rows_b.keys()) - kinds["changed"]
        counts[table] = {
            "equal": n_equal,
            **{kind: kinds[kind] for kind in ("added", "removed", "changed")},
        }
        changes.extend(found)
    return Difference(counts, tuple(changes))


def _first_tellings(build: Path) -> dict[str, tuple[str, str]]:
    """Return address and quote by release (no quote) and by contact (its first telling's)."""
    releases = read_rows(build, "releases", ("release_id", "address"))
    tellings = {row["release_id"]: (str(row["address"]), "") for row in releases}
    mentions = read_rows(
        build, "contact_mentions", ("mention_id", "release_id", "contact_id", "quote")
    )
    for row in sorted(mentions, key=lambda row: str(row["mention_id"])):
        address, _ = tellings.get(row["release_id"], ("", ""))
        tellings.setdefault(row["contact_id"], (address, str(row["quote"])))
    return tellings


def _compare_rows(
    table: str,
    rows_a: Mapping[str, dict[str, Any]],
    rows_b: Mapping[str, dict[str, Any]],
    tellings: Mapping[str, tuple[str, str]],
) -> Iterable[Change]:
    for row_id in sorted(rows_a.keys() | rows_b.keys()):
        before, after = rows_a.get(row_id, {}), rows_b.get(row_id, {})
        differing = [
            name
            for name in (before or after)
            if name not in _IGNORED and before.get(name) != after.get(name)
        ]
        if not differing:
            continue
        row = after or before
        address, quote = tellings.get(row.get("release_id") or row_id, ("", ""))
        kind = "changed" if before and after else "added" if after else "removed"
        yield Change(
            table=table,
            kind=kind,
            row_id=row_id,
            address=address,
            quote=str(row.get("quote") or quote),
            what=_describe(row),
            before=_texts(before, differing) if kind == "changed" else {},
            after=_texts(after, differing) if kind == "changed" else {},
        )


def _texts(row: Mapping[str, Any], names: Iterable[str]) -> dict[str, str]:
    return {name: str(row.get(name)) for name in names}


def _describe(row: Mapping[str, Any]) -> str:
    if "n_claimed" in row:
        pair = f"{row['country_a']}, {row['country_b']}"
        return f"{row['qualifier']} {row['n_claimed']} {row['what']} {row['period_edtf']}: {pair}"
    parts = (row["contact_type"], row["status"], row["date_edtf"] or "undated")
    return f"{' '.join(map(str, parts))}: {', '.join(row['sides'])}"

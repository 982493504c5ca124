"""Size of each published table, and how long pandas, DuckDB and Polars take to load it."""

from __future__ import annotations

import time
from importlib.util import find_spec
from typing import TYPE_CHECKING

from benchmarks.archive import write_archive
from benchmarks.measuring import MB, NotMeasured, run_child, scratch, write_table
from pipelines.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

N_RELEASES, N_QUICK = 20_000, 500
TIMES = 5


def measure(*, is_quick: bool = False) -> str:
    """Return the section on tables."""
    if find_spec("polars") is None:
        raise NotMeasured("polars is not installed: pip install -e '.[dev]'")
    n_releases = N_QUICK if is_quick else N_RELEASES
    with scratch() as folder:
        write_archive(folder, n_releases)
        run_child("-m", "benchmarks.one_run", folder, "0")
        build = (folder / "processed" / "latest").resolve()
        rows = [_measure(build, name) for name in TABLES]
    header = ("table", "rows", "MB", "pandas ms", "DuckDB ms", "Polars ms")
    return (
        f"A build of {n_releases:,} synthetic releases; the least of {TIMES}, files in the\n"
        "system's cache. DuckDB into Arrow, pandas with Arrow types.\n\n"
        f"{write_table(header, rows)}"
    )


def _measure(build: Path, name: str) -> tuple[object, ...]:
    import duckdb
    import pandas as pd
    import polars as pl

    is_folder = TABLES[name].is_partitioned
    path = build / name if is_folder else build / f"{name}.parquet"
    pattern = str(path / "*" / "*.parquet") if is_folder else str(path)
    size = sum(one.stat().st_size for one in build.glob(f"{name}*/**/*.parquet")) or (
        path.stat().st_size
    )
    query = f"SELECT * FROM read_parquet('{pattern}')"  # noqa: S608 - our own path
    readers: tuple[Callable[[], object], ...] = (
        lambda: pd.read_parquet(path, dtype_backend="pyarrow"),
        lambda: duckdb.sql(query).to_arrow_table(),
        lambda: pl.read_parquet(pattern),
    )
    n_rows = duckdb.sql(f"SELECT count(*) FROM read_parquet('{pattern}')").fetchall()[0][0]  # noqa: S608
    times = (f"{1000 * _least(read):,.0f}" for read in readers)
    return name, f"{n_rows:,}", f"{size / MB:,.2f}", *times


def _least(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)

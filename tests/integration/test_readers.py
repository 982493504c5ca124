"""Readers in other processes while builds are published: whoever resolves `latest` once sees one.

A reader that goes through the link for each table is shown to mix builds, so that the tests of the
others could fail.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd
import pytest

N_BUILDS = 200
PUBLISHER = Path(__file__).with_name("publisher.py")


def _read_with_pandas(build):
    """Return the numbers that the tables of a build say; each build says one."""
    releases = pd.read_parquet(build / "releases")
    claims = pd.read_parquet(build / "claims.parquet")
    assert len(releases) == len(claims) == 2
    return {*releases["title"].astype(int), *claims["n_claimed"].astype(int)}


def _read_with_duckdb(build):
    # A connection each time: nothing may be remembered from the build before.
    with duckdb.connect() as tables:
        tables.execute(f"SET file_search_path = '{build}'")
        rows = tables.execute(
            "SELECT CAST(title AS INT), n_claimed FROM 'releases/*/*.parquet' "
            "JOIN 'claims.parquet' USING (release_id)"
        ).fetchall()
    assert len(rows) == 2
    return {number for row in rows for number in row}


READERS = [_read_with_pandas, _read_with_duckdb]


@contextmanager
def _publishing(folder, n_builds):
    """Publish builds in another process while the block runs; yield the process.

    The first one is published when the block begins.
    """
    command = [sys.executable, str(PUBLISHER), str(folder), str(n_builds)]
    process = subprocess.Popen(command)  # noqa: S603 - our own publisher
    try:
        while not (folder / "latest").exists():
            assert process.poll() is None
        yield process
    finally:
        process.kill()
        process.wait()


def test_readers_that_resolve_latest_once_see_one_build_whole(tmp_path):
    """Two hundred publications, and not one reading of two builds or of half of one."""
    seen = {read: set() for read in READERS}
    with _publishing(tmp_path, N_BUILDS) as process:
        while process.poll() is None:
            for read in READERS:
                numbers = read((tmp_path / "latest").resolve())
                assert len(numbers) == 1, numbers
                seen[read] |= numbers
        assert process.returncode == 0
    for read in READERS:
        assert read((tmp_path / "latest").resolve()) == {N_BUILDS - 1}
        # It did read while builds came and went.
        assert len(seen[read]) > 10


@pytest.mark.parametrize("read", READERS)
def test_readers_that_go_through_the_link_can_mix_builds(tmp_path, read):
    """Why the README resolves it: here a reading of two builds is found within the same time."""
    is_mixed = False
    with _publishing(tmp_path, N_BUILDS) as process:
        while process.poll() is None and not is_mixed:
            is_mixed = len(read(tmp_path / "latest")) > 1
    assert is_mixed

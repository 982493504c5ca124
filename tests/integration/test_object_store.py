"""Releases on an S3-compatible server on loopback: put by hand, fetched, coded."""

from __future__ import annotations

from pathlib import Path

import pytest
from fetched_sites import Office, page_of, put_pages
from loopback import run_site

from pipelines import jobs, storage
from pipelines.cli.options import open_folder
from pipelines.jobs import Settings
from pipelines.storage.raw import SIDECAR

moto = pytest.importorskip("moto.server", reason="no S3 server: install the extra s3test")
pytest.importorskip("s3fs", reason="no S3 client: install the extra s3test")

# Libraries of the store's client leave sockets to the garbage collector and use old names of time.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def bucket():
    """Run the server; yield the address of an empty bucket."""
    import boto3

    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        }.items():
            patch.setenv(name, value)
        client = boto3.client("s3", endpoint_url=f"http://{host}:{port}")
        client.create_bucket(Bucket="releases")
        client.close()
        yield "s3://releases"
    server.stop()


def _upload(folder, to):
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            (to / path.relative_to(folder).as_posix()).write_bytes(path.read_bytes())


def test_sample_on_an_object_store_gives_the_same_tables(bucket, project, tmp_path):
    """Where releases lie is nothing that a table may show."""
    raw = open_folder(f"{bucket}/sample")
    _upload(project / "data" / "raw", raw)
    tables = []
    for n, place in enumerate((raw, project / "data" / "raw")):
        settings = Settings(raw=place, processed=tmp_path / f"processed{n}")
        jobs.run(settings)
        build = storage.find_latest(settings.processed)
        tables.append({one.name: one.read_bytes() for one in build.glob("*.parquet")})
    assert tables[0] == tables[1]


def test_fetched_releases_are_kept_on_an_object_store(bucket, tmp_path):
    """Once, with sidecars, and each version beside the others."""
    office = Office(tmp_path)
    office.settings = Settings(
        raw=open_folder(f"{bucket}/fetched"),
        processed=tmp_path / "processed",
        reference=office.reference,
    )
    with run_site() as site:
        put_pages(site, range(3))
        office.add("aaa_mfa", f"{site.address}/feed", more="  overlap_days: 30\n")
        (first,) = office.fetch()
        site.put("/news/1.html", page_of(1, "Changed."))
        (second,) = office.fetch()
    assert (first.n_new, first.failure, second.n_revised, second.failure) == (3, None, 1, None)
    stored = [path.name for path in (office.settings.raw / "aaa_mfa" / "2023").iterdir()]
    assert len([name for name in stored if name.endswith(SIDECAR)]) == 4
    summary = jobs.run(office.settings)
    assert summary.n_read == 4


def test_path_without_a_scheme_is_a_path_of_this_machine(tmp_path):
    """Only those can be locked."""
    assert isinstance(open_folder(str(tmp_path)), Path)

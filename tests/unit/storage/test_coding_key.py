"""The coding key changes with everything that decides coding, and with nothing else."""

from __future__ import annotations

import pytest

from pipelines.storage import coding_key, coding_version

CODE = (
    "parse/html.py",
    "normalize/dates.py",
    "normalize/holders.py",
    "normalize/holder_names.py",
    "coding/contacts.py",
    "build/counts.py",
    "reference/source.py",
    "reference/holder.py",
    "storage/rows.py",
    "dataset.py",
    "text.py",
    "jobs.py",
)
REFERENCE = (
    "languages/en.yml",
    "sides/ru.csv",
    "sources/aaa_mfa.yml",
    "states.csv",
    "places.csv",
    "formats.csv",
    "contact_types.yml",
    "offices.csv",
    "identity.csv",
    "corrections.yml",
)


@pytest.fixture
def folders(tmp_path):
    """Return a reference folder and a package folder with one line in each file."""
    reference, package = tmp_path / "reference", tmp_path / "pipelines"
    for folder, names in ((reference, REFERENCE), (package, CODE)):
        for name in names:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"# {name}\n", encoding="utf-8")
    return reference, package


@pytest.mark.parametrize(
    ("where", "name", "changes"),
    [
        (1, "parse/html.py", True),
        (1, "normalize/dates.py", True),
        (1, "coding/contacts.py", True),
        (1, "reference/source.py", True),
        (1, "storage/rows.py", True),
        (1, "dataset.py", True),
        (1, "text.py", True),
        (0, "languages/en.yml", True),
        (0, "sides/ru.csv", True),
        (0, "sources/aaa_mfa.yml", True),
        (0, "states.csv", True),
        (0, "places.csv", True),
        (0, "formats.csv", True),
        (0, "contact_types.yml", True),
        (1, "normalize/holders.py", False),
        (1, "normalize/holder_names.py", False),
        (1, "reference/holder.py", False),
        (1, "build/counts.py", False),
        (1, "jobs.py", False),
        (0, "offices.csv", False),
        (0, "identity.csv", False),
        (0, "corrections.yml", False),
    ],
)
def test_the_key_changes_with_what_is_read_while_coding(folders, where, name, changes):
    """A new president recodes nothing; a changed cue recodes everything."""
    before = coding_key(*folders)
    path = folders[where] / name
    path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    assert (coding_key(*folders) != before) is changes


def test_a_new_file_changes_the_key(folders):
    """A language that was added can change what was refused before."""
    before = coding_key(*folders)
    (folders[0] / "languages" / "ru.yml").write_text("", encoding="utf-8")
    assert coding_key(*folders) != before


def test_a_line_that_moves_to_the_next_file_changes_the_key(folders):
    """Files are hashed each for itself, and not as one stream."""
    first, second = folders[1] / "coding" / "a.py", folders[1] / "coding" / "b.py"
    first.write_text("xy", encoding="utf-8")
    second.write_text("z", encoding="utf-8")
    before = coding_key(*folders)
    first.write_text("x", encoding="utf-8")
    second.write_text("yz", encoding="utf-8")
    assert coding_key(*folders) != before


def test_what_python_leaves_behind_does_not_count(folders):
    """Compiled files differ between machines."""
    before = coding_key(*folders)
    cache = folders[1] / "parse" / "__pycache__"
    cache.mkdir()
    (cache / "html.cpython-311.pyc").write_bytes(b"x")
    assert coding_key(*folders) == before


def test_the_version_is_the_short_form_of_the_key(folders):
    """It stands in every row of `releases`."""
    key = coding_key(*folders)
    assert len(key) == 64
    assert coding_version(key) == key[:12]

"""Modules that were compiled never run once their source has changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig

import pytest

from pipelines import compiled

COMPILER = shutil.which(str(sysconfig.get_config_var("CC")).split()[0])
TINY = ("__init__.py", "compiled.py", "quick_record.py", "records.py")
ASK = "from pipelines import records; print(records.__file__, records.Span(1, 4).overlaps"
SPANS = "(records.Span(3, 5)))"


@pytest.fixture
def package(tmp_path):
    """Return a package of two files."""
    (tmp_path / "coding").mkdir()
    for name in ("text.py", "coding/contacts.py"):
        (tmp_path / name).write_text(f"# {name}\n", encoding="utf-8")
    return tmp_path


def _changed(path):
    path.write_text("# changed\n", encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda folder: _changed(folder / "coding" / "contacts.py"), id="changed"),
        pytest.param(lambda folder: _changed(folder / "coding" / "title.py"), id="added"),
        pytest.param(lambda folder: (folder / "text.py").unlink(), id="removed"),
        pytest.param(lambda folder: (folder / "text.py").rename(folder / "a.py"), id="renamed"),
    ],
)
def test_the_digest_changes_with_the_source(package, change):
    """A module that is gone would still be found compiled."""
    digest = compiled.source_digest.__wrapped__(package)
    assert compiled.source_digest.__wrapped__(package) == digest
    change(package)
    assert compiled.source_digest.__wrapped__(package) != digest


def test_a_build_of_other_source_is_refused_with_the_remedy():
    """Whoever pulls a change and compiles nothing would otherwise run what was there before."""
    compiled.refuse_stale(compiled.source_digest(compiled.PACKAGE))
    with pytest.raises(compiled.StaleBuild, match="changed since `make compiled`: run that again"):
        compiled.refuse_stale("0" * 64)


def test_what_is_compiled_is_watched():
    """A file that were compiled and not hashed could change unseen."""
    names = compiled.list_compiled(compiled.PACKAGE)
    assert {"records.py", "text.py", "coding/contacts.py", "normalize/dates.py"} <= {*names}
    assert "normalize/holders.py" not in names
    for name in names:
        assert any((compiled.PACKAGE / name).match(one) for one in compiled.WATCHED), name


@pytest.mark.skipif(COMPILER is None, reason="no C compiler")
def test_a_compiled_module_runs_until_its_source_changes(tmp_path):
    """One small module, compiled as `make compiled` does."""
    project = compiled.PACKAGE.parent
    shutil.copytree(project / "compiling", tmp_path / "compiling")
    shutil.copy(project / "pyproject.toml", tmp_path)
    (tmp_path / "pipelines").mkdir()
    for name in TINY:
        shutil.copy(compiled.PACKAGE / name, tmp_path / "pipelines")
    built = _python(tmp_path, "-m", "compiling")
    assert built.returncode == 0, built.stderr
    told = _python(tmp_path, "-c", ASK + SPANS)
    assert told.stdout.split()[1:] == ["True"]
    assert not told.stdout.split()[0].endswith(".py")
    source = tmp_path / "pipelines" / "records.py"
    source.write_text(source.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    told = _python(tmp_path, "-c", ASK + SPANS)
    assert told.returncode == 1
    assert "StaleBuild: the source has changed since `make compiled`" in told.stderr


def _python(folder, *arguments):
    command = [sys.executable, *arguments]
    return subprocess.run(  # noqa: S603 - our own
        command,
        cwd=folder,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

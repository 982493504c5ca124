"""Compiles the modules that `pipelines.compiled` lists and puts each beside its source.

The source that is compiled stands in build/compiled, where tracebacks find it.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import sysconfig
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

from mypyc.build import mypycify
from setuptools import Distribution

from compiling.native import QUICK_RECORD, write_native
from pipelines.compiled import list_compiled, source_digest

if TYPE_CHECKING:
    from setuptools import Extension

PROJECT = Path(__file__).resolve().parent.parent
STAGE = PROJECT / "build" / "compiled"
SUFFIX = str(sysconfig.get_config_var("EXT_SUFFIX"))


def main() -> None:
    """Compile, and put nothing in place before all is compiled."""
    refuse_without_compiler()
    digest = source_digest(PROJECT / "pipelines")
    names = list_compiled(PROJECT / "pipelines")
    print(f"compiling {len(names)} modules: some five minutes", flush=True)
    shutil.rmtree(STAGE, ignore_errors=True)
    stage(names, digest)
    built = compile_modules([STAGE / "pipelines" / name for name in names])
    put_in_place(built)
    print("compiled: `make pure` goes back to plain Python")


def refuse_without_compiler() -> None:
    """End where the machine cannot compile for this Python."""
    compiler = str(sysconfig.get_config_var("CC")).split()[0]
    if shutil.which(compiler) is None:
        sys.exit(f"no C compiler {compiler!r}: install it (Debian, Ubuntu: apt install gcc)")
    if not Path(sysconfig.get_path("include"), "Python.h").exists():
        sys.exit("no headers of Python: install them (Debian, Ubuntu: apt install python3-dev)")


def stage(names: list[str], digest: str) -> None:
    """Write the package as it is compiled, all of it, as mypy reads what is imported, too."""
    ignored = shutil.ignore_patterns("__pycache__", "*.csv", "*.yml", f"*{SUFFIX}")
    shutil.copytree(PROJECT / "pipelines", STAGE / "pipelines", ignore=ignored)
    (STAGE / "pipelines" / "quick_record.pyi").write_text(QUICK_RECORD, encoding="utf-8")
    for name in names:
        source = write_native(PROJECT / "pipelines" / name, PROJECT, digest)
        (STAGE / "pipelines" / name).write_text(source, encoding="utf-8")


def compile_modules(paths: list[Path]) -> Path:
    """Return the folder with the modules compiled from those at the paths."""
    os.chdir(STAGE)  # where mypy looks for what is imported
    extensions = write_c([f"--config-file={PROJECT / 'pyproject.toml'}", *map(str, paths)])
    distribution = Distribution({"name": "pipelines", "ext_modules": extensions})
    command = distribution.get_command_obj("build_ext")
    command.build_lib, command.build_temp = str(STAGE / "built"), str(STAGE / "objects")
    command.ensure_finalized()
    command.run()
    return STAGE / "built"


def write_c(arguments: list[str]) -> list[Extension]:
    """Return what is to be compiled of the C that mypyc writes.

    What it says is shown where it fails; else it only names each generator that it makes a list.
    """
    said = io.StringIO()
    try:
        with redirect_stdout(said):
            return mypycify(
                arguments,
                group_name="pipelines",
                target_dir=str(STAGE / "c"),
                debug_level="0",
            )
    except SystemExit:
        print(said.getvalue())
        raise


def put_in_place(built: Path) -> None:
    """Copy the compiled modules to their sources, last the library that all of them need.

    Without it none can be imported, so that no half of a build runs beside plain Python.
    """
    library = built / f"pipelines__mypyc{SUFFIX}"
    for path in built.rglob(f"*{SUFFIX}"):
        if path != library:
            shutil.copy2(path, PROJECT / path.relative_to(built))
    shutil.copy2(library, PROJECT)


if __name__ == "__main__":
    main()

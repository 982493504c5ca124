"""What of the last build can be taken as it is: files that would be the same, and are checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines import storage
from pipelines.jobs.looking_back import look_at_program

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.jobs.settings import Settings
    from pipelines.storage import BuiltFile


@dataclass(frozen=True, slots=True)
class LastBuild:
    """The last build of the same code, reference files and options, and its files.

    Without a folder there is none, and nothing of it.
    """

    folder: Path | None = None
    files: tuple[BuiltFile, ...] = ()

    def find(self, path: str) -> BuiltFile | None:
        """Return the file of a path, None where there is none."""
        return next((file for file in self.files if file.path == path), None)

    def link(self, path: str, folder: Path) -> BuiltFile:
        """Take a file as it is into another build. Raises KeyError where there is none."""
        file = self.find(path)
        if self.folder is None or file is None:
            raise KeyError(path)
        return storage.stage_link(folder, self.folder, file)

    def has(self, file: BuiltFile) -> bool:
        """Tell whether it has the very file, which was checked before it was published."""
        own = self.find(file.path)
        return own is not None and own.sha256 == file.sha256


def find_last(settings: Settings) -> LastBuild:
    """Return the last build, if it was made as this run makes its own and is whole."""
    finished = storage.read_finished(settings.processed)
    if finished is None or finished.program != look_at_program(settings):
        return LastBuild()
    folder = settings.processed / storage.BUILDS / finished.build_id
    if not (folder / storage.MANIFEST).is_file():
        return LastBuild()
    files = tuple(storage.BuiltFile(**one) for one in storage.read_manifest(folder)["files"])
    if not storage.is_whole(folder, [(one.path, one.n_bytes) for one in files]):
        return LastBuild()
    return LastBuild(folder, files)

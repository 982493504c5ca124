"""Options that several commands share, with their defaults."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class Folders:
    """Where releases and tables lie."""

    raw: Annotated[Path, Parameter(help="Folder of releases, with one folder a source.")] = Path(
        "data/raw"
    )
    processed: Annotated[Path, Parameter(help="Folder of coded parts and published tables.")] = (
        Path("data/processed")
    )


HERE = Folders()

Json = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON.")]

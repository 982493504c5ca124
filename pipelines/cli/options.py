"""Options that several commands share, with their defaults."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

from cyclopts import Parameter, Token

from pipelines.cli.errors import WrongUse

if TYPE_CHECKING:
    from pipelines.ingest.http import Manners


def open_folder(text: str) -> Path:
    """Return a folder by its path, or by an address that fsspec reaches, such as s3://bucket/raw.

    Raises WrongUse for an address of which the library is not installed.
    """
    if "://" not in text:
        return Path(text)
    from upath import UPath

    try:
        folder = UPath(text)
        folder.exists()  # only this loads the library
    except (ImportError, ValueError) as error:
        raise WrongUse(f"'{text}' cannot be reached: {error}") from error
    # It has the methods of a path that are used here, and is none: what only local disks can do
    # (locks, renames) asks for the type.
    return cast("Path", folder)


def _convert(_: object, tokens: Sequence[Token]) -> Path:
    return open_folder(tokens[0].value)


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class Folders:
    """Where releases and tables lie."""

    raw: Annotated[
        Path,
        Parameter(
            help="Folder of releases, with one folder a source; also s3://bucket/folder.",
            converter=_convert,
        ),
    ] = Path("data/raw")
    processed: Annotated[Path, Parameter(help="Folder of coded parts and published tables.")] = (
        Path("data/processed")
    )


HERE = Folders()

Contact = Annotated[
    str,
    Parameter(
        env_var="COMMUNIQUE_CONTACT",
        help="Your mail address or a link, told to every site that is asked.",
    ),
]


def read_manners(contact: str) -> "Manners":
    """Return how sites are asked; raises WrongUse where nobody could complain."""
    from pipelines.ingest.http import Manners

    if not contact.strip():
        raise WrongUse(
            "--contact is missing: give the sites a mail address or a link to complain to, or set "
            "COMMUNIQUE_CONTACT"
        )
    return Manners(" ".join(contact.split()))


Json = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON.")]

"""Commands about one release: code, explain."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from pipelines.cli.console import out, write_error
from pipelines.cli.errors import WrongUse
from pipelines.cli.options import HERE, Folders, Json

if TYPE_CHECKING:
    import pandas as pd

STDIN = "-"
SHOWN = {
    "contact_mentions": (
        "contact_type", "status", "told_as", "date_edtf", "sides", "persons", "host_country",
        "rule_id", "quote",
    ),
    "claims": ("country_a", "country_b", "period_edtf", "qualifier", "n_claimed", "what", "quote"),
    "quarantine": ("stage", "reason", "detail", "quote"),
}  # fmt: skip


def code(  # noqa: PLR0913 - the options of a command are its parameters
    file: Annotated[str, Parameter(allow_leading_hyphen=True)],
    *,
    publisher: str = "",
    published: Annotated[str | None, Parameter(show_default=False)] = None,
    language: str = "en",
    source: str | None = None,
    folders: Folders = HERE,
    as_json: Json = False,
) -> None:
    """Code one release and print its contacts; nothing is kept.

    Example: communique code release.txt --publisher TKM --published 2023-05-08

    Args:
        file: Text of the release; `-` reads it from stdin. With a source also a name in its
            raw folder.
        publisher: Code of the side that published it: what "the President" alone means.
        published: Day of publication, YYYY-MM-DD; read from the text where not given.
        language: Tag of its language.
        source: Read the file as one of this source, HTML or XML for example.
    """
    from pipelines.jobs.pasted import Pasted, code_pasted
    from pipelines.reference import load_reference

    day = _parse_day(published)
    reference = load_reference()
    if source is not None and source not in reference.sources:
        known = ", ".join(reference.sources)
        raise WrongUse(f"--source {source}: there is no such source; there are {known}")
    if publisher and publisher not in {state.code for state in reference.states}:
        raise WrongUse(f"--publisher {publisher}: no code of a side; a state's is as in RUS, TKM")
    pasted = Pasted(
        content=sys.stdin.buffer.read()
        if file == STDIN
        else _find_file(file, source, folders).read_bytes(),
        address="stdin" if file == STDIN else Path(file).name,
        publisher=publisher,
        language=language,
        published=day,
        source=reference.sources[source] if source else None,
    )
    tables = code_pasted(pasted, reference)
    refused = set(tables["quarantine"]["reason"])
    if not publisher and source is None and "sides not resolved" in refused:
        write_error("a side is missing: give --publisher CODE, whose release it is")
    if as_json:
        print(json.dumps(_as_rows(tables), ensure_ascii=False, indent=1))
    else:
        _print_tables(tables)


def _find_file(file: str, source: str | None, folders: "Folders") -> Path:
    """Return the file as named, else the one of that name in the source's raw folder."""
    in_raw = folders.raw / source / file if source else None
    return in_raw if in_raw and in_raw.is_file() and not Path(file).exists() else Path(file)


def _parse_day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongUse(f"--published {text}: give a day as YYYY-MM-DD") from error


def _as_rows(tables: "dict[str, pd.DataFrame]") -> dict[str, Any]:
    """Return what was coded as plain values, by table."""
    return {
        name: json.loads(tables[name].to_json(orient="records", date_format="iso"))
        for name in (*SHOWN, "participants")
    }


def _print_tables(tables: "dict[str, pd.DataFrame]") -> None:
    for name, columns in SHOWN.items():
        frame = tables[name]
        print(f"{name}: {len(frame) or 'none'}")
        for row in frame[list(columns)].astype("object").to_dict("records"):
            print()
            for column, value in row.items():
                told = ", ".join(value) if isinstance(value, list) else value
                if isinstance(told, str | int) and told != "":
                    print(f"  {column:<14}{told}")
        print()


def explain(release: str, *, folders: Folders = HERE, html: Path | None = None) -> None:
    """Print a release with every finding marked, and why a sentence gave nothing.

    It is coded afresh by the rules as they are now.

    Example: communique explain turkmenistan_mfa/001_call_with_moscow.txt --html call.html

    Args:
        release: Address, id or file of a release, such as its link or kremlin_en/sample.csv#3.
        html: Write the explanation as one HTML page into this file, and print the file's name.
    """
    from pipelines.explain import explain_release, print_explanation, write_page

    explanation = explain_release(release, folders.raw, folders.processed)
    if html is None:
        print_explanation(explanation, out())
        return
    write_page(explanation, html)
    print(html)

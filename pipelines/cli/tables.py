"""Commands that read the published tables: tables, codebook, show, score."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from pipelines.cli.console import out
from pipelines.cli.errors import WrongUse
from pipelines.cli.options import HERE, Folders, Json

CODEBOOK = "CODEBOOK.md"


def tables(
    *,
    folders: Folders = HERE,
    path: Annotated[bool, Parameter(negative="")] = False,
    csv: Path | None = None,
) -> None:
    """List the published tables, tell where they lie, or write them as CSV.

    Readers of several tables should resolve the folder once, so that all are of one build.

    Example: communique tables --csv tables_for_excel

    Args:
        path: Print the folder of the published build and nothing else.
        csv: Write each table as CSV into this folder, with texts that look like formulas defused.
    """
    build = find_build(folders)
    if path:
        print(build)
        return
    from pipelines.schema import TABLES
    from pipelines.storage import read_manifest, read_table

    if csv is not None:
        from pipelines.report import write_csv

        for name in TABLES:
            for written in write_csv({name: read_table(build, name)}, csv):
                print(written)
        return
    rows = read_manifest(build)["rows"]
    for name, table in TABLES.items():
        print(f"{name:<24}{rows[name]:>9}  {table.one_row_is}")
    print(build)


def codebook(*, folders: Folders = HERE) -> None:
    """Print the codebook of the published tables; before the first run, of tables to come.

    Example: communique codebook > CODEBOOK.md
    """
    from pipelines.storage import find_latest

    build = find_latest(folders.processed)
    if build is not None and (build / CODEBOOK).exists():
        print((build / CODEBOOK).read_text(encoding="utf-8"), end="")
        return
    from pipelines.reference import load_reference
    from pipelines.report import write_codebook

    reference = load_reference()
    print(write_codebook(reference.contact_types, reference.rules), end="")


def show(
    country_a: str, country_b: str, *, folders: Folders = HERE, year: int | None = None
) -> None:
    """Unfold the counts of a pair into meetings, contacts, quotes and addresses.

    What was not counted as a meeting is told with the reason.

    Example: communique show RUS TKM --year 2022

    Args:
        country_a: Code of a side, such as RUS, TKM or UN.
        country_b: Code of the other side.
        year: Only this year, and what belongs to no year.
    """
    from pipelines.show import print_pair, show_pair

    if country_a.upper() == country_b.upper():
        raise WrongUse(f"{country_a} {country_b}: give the codes of two different sides")
    print_pair(show_pair(find_build(folders), country_a, country_b, year), out())


def score(
    *labels: Path,
    folders: Folders = HERE,
    baseline: Annotated[bool, Parameter(negative="")] = False,
    as_json: Json = False,
) -> None:
    """Compare the published tables with labels that were made by reading.

    Example: communique score ../shared/gold

    Args:
        labels: Files named <source_id>.json or with a source in each record, or folders of them.
        baseline: Score keywords and names of sides in the titles instead of what was coded.
    """
    from pipelines import evaluate
    from pipelines.evaluate import printed
    from pipelines.reference import load_reference
    from pipelines.reference.holder import spellings_of

    if not labels:
        raise WrongUse("score needs labels: a file <source_id>.json, or a folder of them")
    missing = [path for path in labels if not path.exists()]
    if missing:
        raise WrongUse(f"{missing[0]}: no such file or folder of labels")
    reference = load_reference()
    if baseline:
        names = {name: state.code for state in reference.states for name in state.strong}
        result = evaluate.score_baseline(find_build(folders), labels, names)
    else:
        spellings = spellings_of(reference.holders)
        result = evaluate.score(find_build(folders), labels, spellings=spellings)
    if as_json:
        print(printed.as_json(result))
    else:
        printed.print_score(result, out())


def find_build(folders: Folders) -> Path:
    """Return the folder of the published build; raises WrongUse before the first run."""
    from pipelines.storage import find_latest

    build = find_latest(folders.processed)
    if build is None:
        raise WrongUse(f"{folders.processed}: no tables are published there: communique run first")
    return build

"""The command about single texts: normalize."""

import sys


def normalize() -> None:
    """Find dates, sides and persons in texts: JSON lines from stdin, JSON lines to stdout.

    A line has `id` and `text`, and may have `published` (a day as 2023-05-08, by which relative
    dates and offices without a name are resolved), `order` of dates in digits (DMY or MDY),
    `language` (en) and `publisher` (the code of the side that speaks). Each gives a line with
    `dates`, `sides` and `persons`; a name that may be several officials' is in `unresolved` with
    the candidates, a day that no calendar has in `impossible`. A language without a file gives
    empty lists and `"refused": "language"`.

    Example: communique normalize < texts.jsonl
    """
    from pipelines.jobs.normalizing import normalize_lines
    from pipelines.reference import load_reference

    lines = (line.decode("utf-8") for line in sys.stdin.buffer)
    for line in normalize_lines(lines, load_reference()):
        sys.stdout.buffer.write(f"{line}\n".encode())
    sys.stdout.buffer.flush()

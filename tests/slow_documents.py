"""Coding that takes its time, or that dies of a document, in processes that tests start."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from prefect_processes import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

# Imported by every Python that has the folder on its path. A document that kills its process stands
# for one that takes all memory; waiting stands for long texts, so that a kill comes in between.
SITECUSTOMIZE = """
import os, time
from pipelines.jobs import coding
code_document = coding.code_document
def code(document, *arguments):
    if b"POISON" in document.content:
        os._exit(9)
    time.sleep(float(os.environ.get("TEST_SECONDS_A_DOCUMENT", "0")))
    return code_document(document, *arguments)
coding.code_document = code
"""


def slow_down(folder: Path, seconds: float) -> dict[str, str]:
    """Return settings with which documents take so many seconds each, and POISON kills."""
    site = folder / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(SITECUSTOMIZE, encoding="utf-8")
    path = f"{site}{os.pathsep}{PROJECT}"
    return {"PYTHONPATH": path, "TEST_SECONDS_A_DOCUMENT": str(seconds)}

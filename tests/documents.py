"""Reads what the documents contain: code blocks with their output, names in code, links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parent.parent
README = PROJECT / "README.md"
DOCUMENTS = [
    README,
    PROJECT / "CONTRIBUTING.md",
    PROJECT / "CHANGELOG.md",
    *sorted((PROJECT / "docs").glob("*.md")),
]

# Matches "```sh" and its block; not "`sh`".
_FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")  # matches "`run`"; not "``"
_LINK = re.compile(r"\]\(([^)\s]+)\)")  # matches "](docs/a.md#b)"; not "](a b)"
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)  # matches "## A heading"; not "#no"
_COMMAND = "communique"
_OUTPUT = "text"


@dataclass(frozen=True, slots=True)
class Block:
    """One code block; output: the block of text that follows it at once, as what it prints."""

    language: str
    text: str
    line: int
    output: str | None = None

    @property
    def commands(self) -> list[str]:
        """The lines that are commands."""
        return [line for line in self.text.splitlines() if line.strip()]


def read_blocks(document: Path) -> list[Block]:
    """Return the code blocks of a document in their order, without outputs as own blocks."""
    text = document.read_text(encoding="utf-8")
    blocks: list[Block] = []
    end = 0
    for found in _FENCE.finditer(text):
        language, body = found["language"], found["text"]
        is_output = language == _OUTPUT and blocks and not text[end : found.start()].strip()
        if is_output:
            last = blocks.pop()
            blocks.append(Block(last.language, last.text, last.line, body))
        else:
            blocks.append(Block(language, body, text.count("\n", 0, found.start()) + 1))
        end = found.end()
    return blocks


def read_prose(document: Path) -> str:
    """Return a document without its code blocks."""
    return _FENCE.sub("", document.read_text(encoding="utf-8"))


def read_names(document: Path) -> list[str]:
    """Return what a document's prose sets as code."""
    return _SPAN.findall(read_prose(document))


def read_commands(document: Path) -> Iterator[str]:
    """Yield every use of the command line that a document shows, in blocks and in prose."""
    lines = [line for one in read_blocks(document) for line in one.commands]
    for text in (*lines, *read_names(document)):
        if text.split()[0] == _COMMAND:
            yield text


def read_links(document: Path) -> list[str]:
    """Return the targets of a document's links."""
    return _LINK.findall(read_prose(document))


def read_anchors(document: Path) -> set[str]:
    """Return the anchors of a document's headings, as GitHub makes them."""
    kept = (re.sub(r"[^\w\- ]", "", one.lower()) for one in _HEADING.findall(read_prose(document)))
    return {heading.replace(" ", "-") for heading in kept}

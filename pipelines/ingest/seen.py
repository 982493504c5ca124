"""Which addresses a run has met: a set that stays small in memory, whatever it holds."""

from __future__ import annotations

import sqlite3
import weakref


class Seen:
    """The texts that were added, in a file of SQLite's own that goes with the set."""

    def __init__(self) -> None:
        """Begin empty."""
        self._texts = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._texts.close)
        self._texts.execute("PRAGMA journal_mode = OFF")
        self._texts.execute("CREATE TABLE seen (text TEXT PRIMARY KEY) WITHOUT ROWID")

    def add(self, text: str) -> bool:
        """Add a text; return whether it was not there before."""
        done = self._texts.execute("INSERT OR IGNORE INTO seen VALUES (?)", (text,))
        return done.rowcount == 1

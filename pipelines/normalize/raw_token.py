"""A token before actors are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.quick_record import quick_record
from pipelines.records import Token

if TYPE_CHECKING:
    from pipelines.normalize.lexicon import Entry


@quick_record
class RawToken(Token):
    """A token before actors are put together; entry: of a known form, None for any other word.

    A word that is put together with no other is a token of its sentence as it is.
    """

    entry: Entry | None = None

"""A frame as the key of what is made of it, so that this is made once and not for each batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


class AsKey:
    """A frame that is the same key as long as it is the same object; no frame is ever changed."""

    __slots__ = ("frame",)

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AsKey) and self.frame is other.frame

    def __hash__(self) -> int:
        return id(self.frame)

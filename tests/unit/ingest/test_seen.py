"""Addresses that a run has met are known again, at a memory that does not grow with them."""

from __future__ import annotations

import tracemalloc

from pipelines.ingest.seen import Seen


def test_text_is_new_once_and_sets_are_apart():
    """Two lists of a source name a page twice; another source's run has its own."""
    seen, other = Seen(), Seen()
    added = [seen.add(text) for text in ("a", "b", "a", "A", "")]
    assert added == [True, True, False, True, True]
    assert other.add("a")


def test_memory_of_python_does_not_grow_with_the_texts():
    """A set of as many texts takes over twenty megabytes."""
    seen = Seen()
    tracemalloc.start()
    try:
        for n in range(100_000):
            seen.add(f"https://mfa.example/news/{n}.html")
        assert tracemalloc.get_traced_memory()[1] < 500_000
    finally:
        tracemalloc.stop()

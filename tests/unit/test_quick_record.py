"""Tests of records that are made fast."""

from __future__ import annotations

import dataclasses

import pytest

from pipelines.quick_record import replace
from pipelines.records import Span, Token


def test_a_record_is_replaced_as_dataclasses_replace_it() -> None:
    """The quick way copies every field but those that are given."""
    token = Token("P", Span(3, 8), "Paris", country="FRA")
    told = {"symbol": "$", "country": None}
    assert replace(token, **told) == dataclasses.replace(token, **told)
    assert replace(token) == token


def test_a_field_that_no_record_has_is_refused() -> None:
    """A name that is mistyped changes nothing unseen."""
    with pytest.raises(KeyError, match="symbool"):
        replace(Token("P", Span(3, 8), "Paris"), symbool="$")

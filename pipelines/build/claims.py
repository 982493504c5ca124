"""The table of claims: what releases say of how often a pair met, each with its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.build.ids import hash_with_ordinal

if TYPE_CHECKING:
    import pandas as pd

_KEY = ["release_id", "country_a", "country_b", "period_edtf", "what", "n_claimed"]


def build_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the claims of shown releases with claim_id [claim_id]."""
    told = claims[_KEY].astype("str").fillna("").assign(span_start=claims["span_start"])
    return claims.assign(claim_id=hash_with_ordinal("claim", told, _KEY, ["span_start"]))

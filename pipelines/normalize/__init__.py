"""Dates, sides and persons as a specialist would read them."""

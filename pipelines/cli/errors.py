"""Errors of the command line itself."""


class WrongUse(ValueError):  # noqa: N818 - it says what happened, as WrongReference does
    """An argument that cannot be meant; the message names it, its value and the remedy."""

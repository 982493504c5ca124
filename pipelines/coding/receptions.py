"""Places receptions in the state of whoever received, where no other place is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pipelines.records import ContactMention, Participant

_RECEIVED = frozenset({"meeting", "consultations"})
_HELD_OR_COMING = frozenset({"held", "planned"})


def place_receptions(
    mentions: Sequence[ContactMention],
    text: str,
    *,
    beside: Sequence[str],
    bodies: Collection[str],
) -> list[ContactMention]:
    """Return the mentions with the host of those who were received, or called on, or accredited.

    text: of the release. beside: phrases before a gathering ("on the sidelines of"), at which
    officials receive abroad. bodies: codes of organisations, which have no state.
    """
    homes = [_home_of(mention) for mention in mentions]
    if not any(homes) or _is_any_in(beside, text.lower()):
        return list(mentions)
    return [
        replace(mention, host_country=home)
        if home
        and home not in bodies
        and not any(_is_elsewhere(other, mention, home) for other in mentions)
        else mention
        for mention, home in zip(mentions, homes, strict=True)
    ]


def _is_any_in(phrases: Sequence[str], text: str) -> bool:
    return any(phrase in text for phrase in phrases)


def _home_of(mention: ContactMention) -> str | None:
    """Return the side that received the others at a place not told, None without just one."""
    if mention.host_country is not None or mention.status not in _HELD_OR_COMING:
        return None
    if mention.contact_type == "credentials":
        homes = {_side_of(p) for p in mention.participants if p.level != "ambassador"}
    elif mention.contact_type in _RECEIVED and mention.channel == "in_person":
        homes = {_side_of(p) for p in mention.participants if p.is_host}
    else:
        return None
    return homes.pop() if len(homes) == 1 else None


def _side_of(participant: Participant) -> str | None:
    return participant.country or participant.candidate


def _is_elsewhere(other: ContactMention, mention: ContactMention, home: str) -> bool:
    """Tell whether the release tells of something else, told alike, at another or an open place."""
    is_alike = other.told_as == mention.told_as
    is_away = other.host_country is not None and other.host_country != home
    is_open = other.host_country is None and other.contact_type == "multilateral_meeting"
    return is_alike and (is_away or is_open)

"""The words of the synthetic archive: how a release tells of an event, and what fills it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date
    from random import Random

    from benchmarks.archive_facts import Event, Side

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

# Title and lead of each kind. own, other: sides as their publisher sees them; me, you: their
# presidents; host: where it is. `on` is "On March 7, ", or nothing where it is the day itself.
TOLD = {
    "call": (
        ("Telephone conversation with {you_full}", "{on}{me} spoke by telephone with {you_full}."),
        (
            "{me} had a telephone conversation with {you_full}",
            "{on}{me_full} had a telephone conversation with {you_full}.",
        ),
    ),
    "meeting": (
        ("Meeting with {you_full}", "{on}{me} met with {you_full} in {place}."),
        ("{me} meets with {you_full}", "{on}{me_full} met with {you_full} in {place}."),
    ),
    "talks": (
        ("Talks with {you_full}", "{on}{me} held talks with {you_full} in {place}."),
        (
            "{me} and {you} held talks",
            "{on}{me_full} held talks in {place} with {you_full}.",
        ),
    ),
    "visit": (
        (
            "Official visit of {guest_full}",
            "{on}{guest_full} arrived in {host_name} on an official visit.",
        ),
    ),
    "plan": (
        (
            "{guest_full} will visit {host_name}",
            "On {day}, {guest_full} will come to {host_name} on a working visit.",
        ),
    ),
    "congratulation": (
        (
            "Congratulations to {you_full}",
            "{me} sent a message of congratulations to {you_full} on the national holiday.",
        ),
    ),
    "condolence": (
        (
            "Condolences to {you_full}",
            "{me} sent a message of condolences to {you_full} over the victims of the floods.",
        ),
    ),
    "video": (
        (
            "Video conference with {you_full}",
            "{on}{me} held a video conference with {you_full}.",
        ),
    ),
    "summit": (
        (
            "Trilateral summit in {place}",
            "{on}{me_full}, {you_full} and {third_full} held a trilateral summit in {place}.",
        ),
    ),
    "nothing": (
        ("Session on the state of {topic}", "{me} chaired a session on {topic} in {region}."),
        ("{me} inspected a site of {topic}", "{me_full} was shown {topic} in {region}."),
        ("State awards for {topic}", "{me} presented awards to those who work for {topic}."),
    ),
}
RECALLED = "The two presidents recalled their meeting in {month} {year}."
CLAIMED = "In {year} the two presidents met {n} times."

TOPICS = (
    *("rural schools", "flood protection", "the railway network", "forestry", "bread prices"),
    *("vaccination", "the harvest", "student housing", "river ports", "small business"),
    *("the power grid", "water supply", "museums", "road safety", "pension payments"),
)
REGIONS = (
    *("the northern districts", "the coastal area", "the lake region", "the hill country"),
    *("the second largest town", "the eastern plain", "the mining area", "the old town"),
)
# Number {n}, topic {t}, region {r}: no two releases have the same sentences.
FILLER = (
    "Spending on {t} in {r} grew by {n} percent and will be looked at once more.",
    "Some {n} households in {r} wait for better {t}, as the ministry reported.",
    "According to the statistical office {n} people work in {t}, most of them in {r}.",
    "A fund of {n} million is to be set aside for {t} before the end of the term.",
    "Experts proposed {n} measures for {t}, of which some concern {r} alone.",
    "The governor said that {t} had cost {n} thousand less than was planned.",
    "It is not only a matter of {t}; {r} also lacks {n} trained engineers.",
    "Prices for {t} fell in {r}, while the number of applications rose to {n}.",
    "The audit lists {n} objections to the way in which {t} was managed in {r}.",
    "Young families, of which there are {n} in {r}, ask for more {t}.",
    "In the opinion of the council {t} deserves a programme of {n} years.",
    "Work on {t} has been under way in {r} for {n} weeks.",
)
# With words that also tell of contacts, and without another state: known negatives.
NEAR_MISSES = (
    "The President met with {n} teachers from {r} and answered their questions on {t}.",
    "The Government held a meeting on {t}, at which {n} reports were heard.",
    "A letter of {n} residents of {r} on {t} was read out.",
    "The Minister of Finance will visit {r} to look into {t} and its {n} projects.",
    "The commission on {t} held talks with {n} companies from {r}.",
    "During his visit to {r} the Minister of Health opened {n} wards.",
    "Congratulations went to the {n} winners of the contest for {t}.",
)
SHARE_NEAR_MISSES = 0.15
SENTENCES_A_PARAGRAPH = 4


@dataclass(frozen=True, slots=True)
class Wording:
    """One release in words; lead is the sentence that tells of the event."""

    title: str
    lead: str
    extra: tuple[str, ...]


def word_event(event: Event, teller: Side, random: Random) -> Wording:
    """Return how one of the sides tells of an event."""
    names = _names(event, teller, random)
    title, lead = random.choice(TOLD[event.kind])
    extra = []
    if event.recalled:
        day = event.recalled
        extra.append(RECALLED.format(month=MONTHS[day.month - 1], year=day.year))
    if event.claimed:
        extra.append(CLAIMED.format(year=event.day.year - 1, n=event.claimed))
    return Wording(title.format(**names), lead.format(**names), tuple(extra))


def _names(event: Event, teller: Side, random: Random) -> dict[str, Any]:
    other = event.guest if teller is event.host else event.host
    is_late = event.told != event.day
    # "On March 7" is said whenever it is not the day of publication, and else half of the time.
    on = f"On {write_day(event.day)}, " if is_late or random.random() < 1 / 2 else ""
    return {
        "on": on,
        "day": write_day(event.day),
        "me": president(teller, event.names_day),
        "me_full": write_full(teller, event.names_day),
        "you": president(other, event.names_day),
        "you_full": write_full(other, event.names_day),
        "guest_full": write_full(event.guest, event.names_day),
        "third_full": write_full(event.third, event.names_day) if event.third else "",
        "host_name": event.host.name,
        "place": event.host.capital,
        "topic": random.choice(TOPICS),
        "region": random.choice(REGIONS),
    }


def president(side: Side, day: date) -> str:
    """Return the name of a side's president on a day; raises ValueError where none is known."""
    name = side.president_on(day)
    if name is None:
        raise ValueError(f"no president of {side.name} is known on {day}")
    return name


def write_full(side: Side, day: date) -> str:
    """Return "President of Finland Sauli Niinistö"."""
    return f"President of {side.name} {president(side, day)}"


def write_day(day: date) -> str:
    """Return "March 7"."""
    return f"{MONTHS[day.month - 1]} {day.day}"


def fill_up(n_characters: int, random: Random) -> list[str]:
    """Return paragraphs of about so many characters that tell of no contact."""
    paragraphs, sentences, n_left = [], [], n_characters
    while n_left > 0:
        choice = NEAR_MISSES if random.random() < SHARE_NEAR_MISSES else FILLER
        pick = random.random()
        sentence = choice[int(pick * len(choice))].format(
            n=int(random.random() * 9_000) + 11,
            t=TOPICS[int(random.random() * len(TOPICS))],
            r=REGIONS[int(random.random() * len(REGIONS))],
        )
        sentences.append(sentence)
        n_left -= len(sentence) + 1
        if len(sentences) == SENTENCES_A_PARAGRAPH:
            paragraphs.append(" ".join(sentences))
            sentences = []
    return [*paragraphs, " ".join(sentences)] if sentences else paragraphs

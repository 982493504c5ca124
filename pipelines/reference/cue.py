"""A word that may tell of a contact, as a language file gives it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that may tell of a contact.

    form: in lower case. channel: None leaves it to the contact type. needs: "object" or "body",
    without which the noun tells nothing, "attendance", told right before it, "name", in which it
    stands, "goal", to which somebody leaves, "delegation", which somebody leads to a state,
    "ending", of the name of a body whose session somebody attends ("European Council").
    tenses: of a verb's form; empty for a noun. "future" is a form that alone tells what is
    coming, "participle" alone one that is always passive.
    subject_role, object_role: rule WHO-ROLE. after: symbols that may stand before the object.
    takes_place: the object may be a place, which stands for its state. is_each: several of them,
    one for each partner ("telephone conversations with A and B"). is_verb: the form is a verb's.
    """

    form: str
    sense: str
    contact_type: str
    channel: str | None = None
    needs: str | None = None
    tenses: frozenset[str] = frozenset()
    subject_role: str = "participant"
    object_role: str = "participant"
    after: tuple[str, ...] = ()
    takes_place: bool = False
    is_each: bool = False
    is_verb: bool = field(init=False)

    def __post_init__(self) -> None:
        # Asked a hundred times a release: a property was a hundredth of all coding.
        object.__setattr__(self, "is_verb", bool(self.tenses))

"""Human verdicts on identity go before every rule."""

from __future__ import annotations

import pytest

from pipelines.build import find_stale_verdicts

CALL = "telephone_conversation"


def tell_calls(story, *days):
    """Tell calls of May 2023 and return the ids of the mentions."""
    for day in days:
        story.tell(story.release("RUS", "2023-06-01"), CALL, f"2023-05-{day:02d}")
    mentions = story.build().mentions
    return mentions.sort_values(["first_day", "release_id"])["mention_id"].tolist()


def judge(story, a, verdict, b):
    """Add a verdict on two mentions."""
    row = {"mention_id_a": a, "mention_id_b": b, "verdict": verdict}
    story.verdicts.append(row | {"reason": "read", "by": "a reader", "day": "2023-06-01"})


def test_mentions_judged_the_same_are_one_contact(story):
    """Verdict same: the rules would keep two days apart."""
    first, second = tell_calls(story, 7, 17)
    judge(story, first, "same", second)
    assert story.contact().n_releases == 2


def test_mentions_of_other_sides_judged_the_same_are_one_contact(story):
    """Verdict same: also across sides and families."""
    story.tell(story.release("RUS"), CALL, "2023-05-07")
    nobody = ("unknown", None, None)
    story.tell(story.release("RUS"), "meeting", "2023-06-07", {"RUS": nobody, "KAZ": nobody})
    judge(story, *_with("same", story.build().mentions["mention_id"].tolist()))
    assert story.contact().sides == ["KAZ", "RUS", "TKM"]


def test_mentions_judged_different_are_two_contacts(story):
    """Verdict different: the rules would join the same day."""
    first, second = tell_calls(story, 7, 7)
    judge(story, first, "different", second)
    assert len(story.contacts()) == 2


def test_a_third_telling_does_not_join_two_judged_different(story):
    """Verdict different: it holds whatever else is told of the day."""
    first, second, _ = tell_calls(story, 7, 7, 7)
    judge(story, first, "different", second)
    assert len(story.contacts()) == 2


def test_verdicts_that_contradict_one_another_stop_the_build(story):
    """A person was wrong once; which of them cannot be known."""
    first, second, third = tell_calls(story, 7, 17, 27)
    judge(story, first, "same", second)
    judge(story, second, "same", third)
    judge(story, first, "different", third)
    with pytest.raises(ValueError, match="remove the wrong one"):
        story.build()


def test_an_unknown_verdict_stops_the_build(story):
    """No default for an unknown category."""
    first, second = tell_calls(story, 7, 17)
    judge(story, first, "perhaps", second)
    with pytest.raises(ValueError, match="'perhaps'"):
        story.build()


def test_a_verdict_on_a_mention_that_is_gone_is_told_and_does_nothing(story):
    """Other raw folders, or better rules, may lack the mention."""
    first, second = tell_calls(story, 7, 17)
    judge(story, first, "same", second)
    judge(story, first, "same", "0123456789abcdef")
    built = story.build()
    stale = find_stale_verdicts(story.frames().verdicts, built.mentions["mention_id"])
    assert stale["mention_id_b"].tolist() == ["0123456789abcdef"]
    assert len(built.contacts) == 1


def _with(verdict, pair):
    return pair[0], verdict, pair[1]

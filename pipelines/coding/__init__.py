"""Which contacts a release tells of: cues, arguments, status, day and place, put together.

cue_hits finds the words; arguments, participants, implied, references, side_told, anaphora, ours,
greeted and coming say who; status, setting, event_day and event_place say whether, when and where;
findings codes a sentence and neighbours settles what stands in it; carrying, settling, agreement,
merge and contacts put the whole release together; heads, stays and completion add what other
sentences tell of its contacts; claims finds what only counts contacts.
"""

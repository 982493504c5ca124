"""Which contacts a release tells of: cues, arguments, status, day and place, put together.

cue_hits finds the words; arguments, participants and references say who; status, setting say
whether, when and where; findings codes a sentence; settling, merge and contacts put the whole
release together; heads and completion add what other sentences tell of its contacts; claims
finds what only counts contacts.
"""

"""Which contacts a release tells of: cues, arguments, status, day and place, put together.

cue_hits finds the words; arguments, participants and references say who; status, setting say
whether, when and where; findings codes a sentence, merge and contacts the whole release; claims
finds what only counts contacts.
"""

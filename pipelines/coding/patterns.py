"""The constructions of official prose, as patterns over the marks of a sentence's tokens."""

from __future__ import annotations

import re

# Patterns over marks: @ officials, $ sides, = compound, P place, D date, t article, h/i pronouns,
# w with, b between, o of, y to, l in/at/on, g by, c and, r who/which, K/V/B cues, x other words.
# An item is an official or side with its words before and a bracket after: "the incoming @ (of $)",
# "their Majesties, the @".
# "his counterpart, the @"
ITEM = r"(?:H,?(?=t))?(?:H,)?(?:hT,?(?:H,?)?(?=t?@))?(?:[th]?[xXdH]{0,3})[@$](?:\([^()@]{0,6}\))?"
# "with A, B, C." without an "and", or with others behind it who are not named
LIST = rf"{ITEM}(?:,{ITEM}){{2,}}(?=[.;]|,?cx{{1,3}}(?:[.;,]|$)|$)"
# "with A, B and other ministers", of whom the last are nobody in particular
NAMED = rf"{ITEM}(?:,{ITEM})+(?=,?c[xXd]{{0,4}}[UT])"
GROUP = rf"(?:{LIST}|{NAMED}|{ITEM}(?:(?:,?{ITEM})*,?c[wybgq]?{ITEM}|{ITEM})*)"
FILL = r"(?:[xXtDPNdcg,=]|oD|lt?\$|ot?[NXxd]{1,4}|l|\([XND]\)){0,12}?"
GROUPS = re.compile(GROUP)
# "A, Minister of Chile; B, Minister of Peru; and C": a list after its cue, of no further clause
SEMIS = rf"{ITEM}(?:,?;{ITEM})*,?;c?{ITEM}(?=[.(l]|$|,(?![KVBx@]))"
OBJECTS = rf"(?:{SEMIS}|{GROUP})"
# "between the delegations of $ and $", "with the National Leader of the people of $", "between the
# Ministries of Foreign Affairs of $ and $", too.
WITH = re.compile(
    rf"{FILL}[wbq](?:t?[xXA]?[UX]o|t?[xXT]{{1,3}}ot?xo|t?[xX]{{1,2}}ox{{0,4}}|t?dNo"
    rf"|t?[xXN]{{1,2}}o[xXd]{{1,3}}o)?:?(?P<group>{OBJECTS})"
)
# "a meeting, on the sidelines of the General Assembly in $, with @"
WITH_APART = re.compile(rf"[^;:@KVBr]{{0,10}}?,?lt?xo[^;:@Vr]{{1,14}}?w(?P<group>{GROUP})")
WITH_BEHIND = re.compile(rf"m[txX]{{1,3}}w(?P<group>{GROUP})")  # "a talk about this with @"
# The discussions that somebody had, with or without "that" before it.
HAD = re.compile(
    rf"[rx]?(?P<who>[ij]|@{{1,2}}),?x[xD]{{0,2}}(?:l[P$]|l?D){{0,2}}w(?P<group>{GROUP})"
)
# "received by @, with whom @ later held official", up to "talks"
WITH_WHOM = re.compile(rf"(?P<group>@),?wr(?P<who>{ITEM})[xXtd]{{1,4}}$")
WHICH_WHO = re.compile(r"r(?:tx?)?(?P<group>@)")
# "the summit, which $ will host", up to the verb
HOSTED = re.compile(rf",?r(?P<host>{ITEM})x{{0,3}}(?=[VB])")
# "the participation of $ in the G20 ", "$'s participation in the G20 "
PARTAKING = re.compile(
    rf"(?:(?P<who>{ITEM})'[xX]?(?P<noun>x)|(?P<of>x)o(?P<whose>{ITEM}))lt?[xXdDN$@]{{0,5}}$"
)
ACCEPTED = re.compile(rf"{FILL}[oq](?P<group>{GROUP})")  # "the credentials of @"
# "received their", "received today at the palace a copy of the", up to "credentials"
RECEIVING = re.compile(
    r"(?P<verb>[xV])(?:,?(?:l?D|l[th]?[NXxP]{1,3})(?=[,tlhx])){0,3},?[txXhe]{0,3}(?:(?<=x)ot?)?$"
)
# "two cables on the occasion of $'s Independence Day from @"
FROM = re.compile(rf"(?:lt?xo[^@;:.KVBq]{{1,10}}?)?{FILL}q:?(?P<group>{OBJECTS})")
# "spoke by telephone today with"; not "spoke about trade with".
SOON = (
    r"(?:[xDPt]|oD|f[txXc]{1,6}|g[tx]|lt?[xXNPA@$D]{1,4}"
    r"|,[P$]?,?|,[^,;:@KVB]{1,8},|\([xXND]{1,4}\)){0,6}?"
)
CONVEYED = re.compile(rf"[^,;:.@]*g(?P<group>{ITEM})y(?P<invitee>{ITEM})")
OF = re.compile(rf"o(?P<group>{GROUP})")
# "the Joint Commission on Trade and Economic Cooperation of $ and $"
OF_JOINT = re.compile(r"lt?[xXNd]{1,4}(?:,?c[xXNd]{1,3})?o(?P<group>t?\$(?:,?ct?\$))")
# "the visit to $ from 6 to 12 November of @"
OF_VISITOR = re.compile(rf"(?:y[txX]{{0,2}}[P$])?(?:,?[lq]?t?D,?)?o(?P<group>{GROUP})")
VISITED = re.compile(r"o(?P<place>[$P])(?=g)")  # "visit of Australia by @"
# "cable of condolences to @", "condolences on the death of @ to @"
TO = re.compile(rf"(?:ot?K)?[xXtDolcNdA]{{0,12}}?(?:@[xXtDolcNd]{{0,6}})?y(?P<group>{GROUP})")
# "message of condolence from @ to @", "telegram by @ to @"
FROM_TO = re.compile(rf"(?:ot?K)?[xX]{{0,2}}[qg](?P<sender>{ITEM})y(?P<group>{GROUP})")
# "presented a letter to @ from @"
TO_FROM = re.compile(rf"y(?P<group>{ITEM})q(?P<sender>[th]?[xXdH]{{0,3}}@)")
CALLED = re.compile(rf"D?y(?P<group>{GROUP})")  # "the call to @", "phone calls today to @"
# "courtesy call by @ on @", "on @ by @", "of @", "today in $, at the Ministry of Trade, on @"
CALL_PAID = re.compile(
    rf"(?:,?(?:l?D|lt?[xXNPd$]{{1,4}}(?:ot?[xXNd]{{1,3}})?),?){{0,3}}(?:l(?P<on>{ITEM}),?)?(?:[go](?P<guest>{ITEM}),?)?(?:[ly](?P<host>{ITEM}))?(?![@$'])"
)
SAYING_TO = re.compile(rf"(?P<verb>[Vx])(?P<group>{GROUP})")  # "a message wishing @"
# "thanked @ for his letter", up to what he is thanked for
THANKED = re.compile(rf"(?P<verb>x)y?(?P<who>{ITEM})f[th]?[xXd]{{0,3}}$")
# "will host @ on a working visit", "on his first", up to the visit
ON_VISIT = re.compile(rf"(?P<verb>V)(?P<group>{GROUP}),?[lf][th]?[xX]{{0,2}}$")
AFTER_VERB = {s: re.compile(rf"{SOON}{s}:?(?P<group>{OBJECTS})") for s in "yl"}
# "talked about this with @"; "spoke with friends of $ - @ and @", "with many leaders: @ and @"; not
# "spoke about trade with $".
# "met on 2 March in Zagreb, on the margins of the meeting of ministers, with @"
_APART = r"(?:,?ltxo(?:[^;:Vr]{1,14}?,|[^;:VrK@$]{1,8}?)(?=w))?"
AFTER_VERB["w"] = re.compile(
    rf"{SOON}{_APART}(?:w(?:[tx]{{1,2}}o[$]-|[tx]{{0,2}}U[-:]|[ex]?H?:|(?P<of>xo)(?=t?@))?(?P<group>{OBJECTS})"
    rf"|m[txD]{{1,3}}w(?P<told>{GROUP}))"
)
# "discussed the situation in $ with @"
AFTER_VERB["topic"] = re.compile(rf"[^;:.@KVBr\"]{{0,16}}?w(?P<group>{GROUP})")
# "talks with @, @, @."; "will meet with @, @, leaders of business"
LISTED = re.compile(
    rf"{FILL}w(?:[ex]?H:)?{LIST}|(?:{FILL}w)?{ITEM}(?:,{ITEM})+,c?[xXd]{{0,3}}U"
    rf"|{SOON}(?:[tx]{{0,2}}U)?w?:?{SEMIS}"
)
WELCOMED_TO = re.compile(rf"{GROUP}y[txX]{{0,2}}(?P<place>[P$])")  # "welcomed @ to Chile"
TAKING_PART = re.compile(rf"[^;:.]*?wt?xo(?P<group>{GROUP})")  # "with the participation of @"
# "chaired by @", "hosted in his honour by @"
CHAIRED = re.compile(rf"[^;:.]*?(?P<verb>[xV])(?:lhx|m)?(?P<by>g)(?P<group>{ITEM}(?:,?c{ITEM})?)")
INVITED_TO = re.compile(r"y[xt]{0,2}[BV]?[ytx]{0,2}(?P<place>[P$])")  # "an invitation to visit $"
INVITED = re.compile(rf"[xX]{{0,2}}[fy](?P<group>{GROUP})")
# "A told B during their", up to "talks"
TOLD_IN = re.compile(rf"(?P<who>{ITEM})x{{1,3}}(?P<whom>{ITEM}),?[lm]e[xXd]{{0,3}}$")
# "A dinner" up to "was given on Tuesday by A in honour of B", "will be hosted by A for B"
GIVEN_FOR = re.compile(
    rf"(?:,?l?D,?)?x{{0,3}}[xV](?:l?D)?g(?P<host>{ITEM})(?:l?D|lt?[xXNPd$]{{1,4}})?,?"
    rf"(?:f|lxo)(?P<guest>{ITEM})(?!')"
)
# "with A and then with B"; "with A, B."; "with Envoy A for the Sahel and with B"
CHAIN = re.compile(rf"(?:ft?[xXNPd$=]{{1,3}})?(?:,?c?[xX]{{0,2}}w|,(?=@[.,;]))(?P<group>{GROUP})")
# "was received in Bern by @"; "will be hosted to dinner by @"; "the visit to be made in May by @"
BY = re.compile(rf"(?:y(?:[txX]{{0,2}}[P$K]|x{{2}}))?{FILL}g(?P<group>{GROUP})(?!X?')")
# "received on Sunday at the Elysee Palace the President", "received in audience, in the Hall, @",
# "met members of @", "met, on the margins of the summit, @"; "received a delegation led by @"; not
# the owner in "met @'s wife".
_BEFORE_WHOM = (
    r"[lx]?D|,|(?<=,)[xm]{1,4}(?=,)|l(?:t?[XNP]{1,3}|h[xX]{1,2}|tx'[xX]{1,2})(?=[tH@lD]|,l)|lt?[xXNP]{1,4}(?:ot?[xXNP]{1,3})?(?=,t?@|,l?D,t?@)"
    r"|,l[^;:.@KVBr]{1,14},(?=[tH@])"
    r"|,lt?xot?[@$](?:lP)?,(?=[tH@])"  # ", at the headquarters of the Secretariat in Jeddah, @"
    r"|y[txX]{0,2}[PX]X?(?=t?@)"  # "welcomed to Montego Bay the Prime Minister"
    # "at the airport the President", "at Vale Royal the", though it reads as a name
    r"|l(?:t[xXNP]{1,4}(?:lP)?|@)(?=t@)"
    r"|(?<=,)l(?=t?@)"  # "paid a call on Tuesday, at the Foreign Ministry, on @"
)
DIRECT = re.compile(
    rf"(?:{_BEFORE_WHOM}){{0,5}}"
    rf"(?:(?P<of>t?[xX]{{1,3}}o)|(?P<led>t?[xX]{{0,2}}[TUx]xg))?:?(?P<group>{OBJECTS})"
    r"(?!'|[xXd]{0,2}K)"
)
# "talks in $ at the level of advisers of $ and $"
AT_LEVEL = re.compile(rf"(?:lt?P)?ltxo(?P<group>{GROUP})")
FOR_GUEST = re.compile(
    rf"(?:,?l[txX]{{0,2}}P|,?l?D){{0,2}}(?:f|lxo|lD?f)(?:[VB](?=@))?(?P<group>{ITEM})(?!')"
)  # "a dinner for @", "in Bern on 5 May in honour of @"
MET = re.compile(rf"[tH]{{0,3}}(?P<group>{GROUP})")  # "to meeting @"
# "the visit of @ on D to $"
# "the visit she is paying to $", "the visit that @ paid to $"
DESTINATION = re.compile(
    r"(?:[xXtDoh]|l(?=D)|r@?|@(?=x{1,3}y)|[go][tH]{0,3}@,?){0,6}?[yl][txX]{0,2}(?P<place>[P$])"
)
# The places that one journey leads to: "to $, $ and $", "to $ in May and $ in June".
GOALS = re.compile(
    rf"{DESTINATION.pattern}(?:\([XN]\))?"
    r"(?:(?:[lq]?t?D)?(?:,?ct?|,t?)[P$](?:\([XN]\))?(?!'))*(?:[lqb]?t?D(?=[,.;]|$))?"
)
# "is in Russia on a working visit": the place stands before.
# "was in Riga for her first visit", "will be in Riga tomorrow, 5 May, on an official visit"
# "in Bern, where she is on a two-day", "in Bern, where he is paying an official"
GOAL_BEFORE = re.compile(
    r"(?:[lyq][txX]{0,2}|V)(?P<place>[P$])(?:,[P$])?(?:,?(?:[lq]?t?D|[(]D[)]))*"
    r"(?:,?rt?[@hxe]?[xV]{1,3}(?:D,?)?[lf]?|,?[lwf])[th]?[xXN=]{0,2}$"
)
# "arrived in Munich", "arrived on Sunday in Munich"; not "at the Munich Security Conference".
# Also "flew from Bern this morning to Paris".
GOAL = re.compile(r"(?:,?q[P$])?(?:,?l?D,?)?(?:ly|[ylx])?[txX]{0,2}(?P<place>[P$])(?![XNK]|x?K)")
# "left Bern on Monday for Lima", "departed from Bern by plane today for Lima", "leaves today for an
# official visit to Chile", "departed the country today to Lima"; not "for Lima, where he will meet
# A", who is met on another day
LEAVING = re.compile(
    r"(?:t?[P$]|tx|q[txXNP$@]{1,5})?,?(?:g[xX]{1,3})?,?(?:[lm]?D(?:,D)?)?,?(?:g[xX]{1,3})?"
    r",?(?:f|(?<=[D,])(?:xx)?y)(?:[ht]?[xX]{0,3}[KBx]y)?[txX]{0,2}(?P<place>[P$])(?![XNK]|x?K)(?P<where>,r)?"
)
# "an invitation to visit Chile was handed to A by B"
HANDED = re.compile(rf"[^,;:.@]*y(?P<invitee>{ITEM})g(?P<group>{ITEM})")
# "led a delegation of five, including two ministers, to Munich"; not "to the Chile summit".
LED_TO = re.compile(r"[^;:.KVBy]{1,40}?y[txX]{0,2}(?P<place>[P$])(?![XNK]|x?K)")
# Matches "=xK" ("Ukrainian-Russian peace talks"), "=XU'K" ("Trilateral Foreign Ministers'
# Meeting"), "$ - $ Joint Commission" up to the cue; not "=, xK".
COMPOUND = re.compile(r"(?P<pair>=|(?<![$=,c-])[$]-[$])[xXdN]{0,2}(?:U')?$")
FORMER = re.compile(r"t(?P<which>[Fx])'[xXd]{0,3}$")  # "the former's working", up to "visit"
# "The last visit by a president to $ was by @": up to whose it was
WAS_BY = re.compile(rf"(?:g(?:{ITEM}))?(?:y[txX]{{0,2}}[P$])?xg(?P<group>{GROUP})")
# "During a conversation held at his initiative, A and B discussed": the subject follows.
CLAUSE_AFTER = re.compile(rf"[^,;:.@KVB]*(?:lt?@[^,;:.@KVB]*)?,(?P<group>{ITEM}(?:,?c{ITEM})+)")
# "In his message to A, B noted": what opens a phrase in front, and the subject after its comma.
FRONT = frozenset("lmfqX")
# also "During the visit to $, starting from D, @"; "In talks with @, including @ and @, @"
SUBJECT_AFTER = re.compile(
    rf"(?:ot?[xXdD]{{0,3}}K)?[^,;:.KVB]*(?:,r?[xqlgt]{{0,4}}D|,x{{1,2}}t?@[^,;:.KVB]*)?,(?P<group>{GROUP})(?![',.;]|$)"
)
# "In talks with @ in $" and "with @ on 5 May", up to "@ will raise", without a comma
SUBJECT_NEXT = re.compile(rf"{FILL}w{ITEM}(?:l[P$]|l?t?D)+(?P<group>@)(?=x)")
# "With @, the @ will", "Today with @, she", up to "discuss"
WITH_IN_FRONT = re.compile(rf"^(?:D,?)?w(?P<group>{ITEM})(?:l[P$])?,?(?P<subject>{ITEM})x{{0,2}}$")
# "During the talks", "At the meeting in $", up to "@ briefed @", "@ warmly congratulated @"
TOLD_DURING = re.compile(r"(?:l[P$])?,?t?(?P<group>@)x?(?P<verb>[xV])[th]?(?P<who>@)(?!')")
# "the APEC summit", "the Supreme Eurasian Economic Council meeting"; not "in Russia the summit".
# Also "the Caribbean Community (CARICOM) Foreign Ministers' meeting".
BODY = re.compile(r"(?P<group>[$@])(?:\([$XN]\)(?:U'?)?)?'?[xXdN]{0,3}$")
SAYING = re.compile(r"[xNX]yt?@,")  # "According to the President, "
RECIPIENT = re.compile(
    r"(?<=x)(?P<group>[tH]{0,2}[@$](?:,?ct?[@$])*)t?[xX]{0,2}$"
)  # "sent @ a message"
# "conveyed to @ his heartfelt condolences"
GIVEN_TO = re.compile(
    r"(?P<verb>x)y(?P<group>[tHh]{0,3}[@$](?:\([^()@]{0,6}\))?(?:,?ct?[@$])*)[htexXu]{0,4}$"
)
BODY_AFTER = re.compile(r"[xX]{0,2}[ol][tx]{0,4}(?P<group>\$)")
# "the session of the Assembly of Heads of State of the $"; not "of the $ Convention"
BODY_OF_ORGAN = re.compile(
    r"(?:[of]t?[xXNdUBK]{1,4}(?:c[xXd]{1,3})?(?:\([XN]\))?){1,3}ot?(?P<group>[$@])(?![XN])"
)
# "@ and @'s recent"; not "@ noted that @'s"
POSSESSIVE = re.compile(rf"(?P<group>{ITEM}(?:(?:,?{ITEM})*,?c[wyb]?{ITEM})?)'[xXd]{{0,3}}$")
PRONOUN = re.compile(r"(?P<word>[he])[xXd]{0,3}$")

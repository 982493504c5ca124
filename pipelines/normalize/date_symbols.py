"""The symbols of the words and numbers of dates, and what a form can be made of."""

from __future__ import annotations

# One symbol for each role of a word, and for each shape of number.
SYMBOLS = {
    "month": "m", "weak_month": "w", "short_month": "b", "weekday": "k", "short_weekday": "K",
    "season": "s", "day_word": "r", "day_at_pause": "R", "holiday": "h", "part_of_day": "t",
    "unit": "u", "units": "v", "weekend": "W", "year_word": "Y", "quarter": "q",
    "quarter_code": "Q", "half_code": "V", "decade": "D", "half": "H", "modifier": "x",
    "past": "P", "several": "L", "year_mark": "G", "sooner": "E", "spelled": "O", "count": "c",
    "hedge": "l",
    "ago": "g", "part": "p", "in": "i", "since": "S", "until": "U", "from": "F", "to": "T",
    "between": "B", "and": "&", "of": "f", "the": "e", "vague": "~", "numbered": "#", "day": "d",
    "day_pair": "J", "onward": "j", "this_year": "z",
    "number": "n", "ordinal_day": "o", "year": "y", "year_first": "I", "digits": "A",
    "digit_days": "N",
    "digit_decade": "D", "year_pair": "Z",
}  # fmt: skip
# Words without which no form is a date; with any number they are looked for first.
ANCHORS = frozenset("mwbkKsrRhtuvWYqQVD")
# The same with the numbers that may be a date alone.
CORES = ANCHORS | frozenset("yIAZN")
_DAY, _MONTH = "(?:[kK],?)?e?[do]", "[mwb]"


def _several(item: str, last: str = ",?&") -> str:
    # One, "5 and 7", "5, 6 and 9-11", "Monday 5 to Friday 9"; days without "and" are no list.
    # Bounded, hence linear.
    span = f"{item}(?:(?:,?[-T]|U){item})?"
    return f"(?:{span}(?:,{span}){{0,8}}{last})?{span}"


# What a form may name beyond the roles.
ELEMENTS = {
    "month": _MONTH, "full_month": "m", "days": _several(_DAY), "months": _several(_MONTH),
    "long_months": _several("[mw]"), "years": _several("y", ",?&?"), "year_range": "y-y",
    "unit": "[uYqW]", "units": "[uvYq]", "of_year": "[YvG]", "any_weekday": "[kK],?",
    "part": "p-?", "ordinal": "[oO]", "count": "[cdn]", ",": ",", "-": "-",
}  # fmt: skip
# Parts of a form that only glue it.
GLUE = (",", "-", "of", "the")

# Numbers of a date; no part of a bigger number, code or clock time.
LEFT = r"(?<![\w.:/+#$\u20ac\u00a3\u2116])(?<!\d,)"
RIGHT = r"(?![\w%+\u00b0]|[.:/]\d|,(?!\d{4}\b)\d)"
# "25.-27", "25.11.-27": the first day of a range and the number of the last
_DAYS = r"\d{1,2}(?:[./]\d{1,2})?\.? ?[-\u2013] ?\d{1,2}"
SHAPES = {
    # 2023-05-07, 2023/5/7 and 2023-05-07T10:30; not 2023-05-071
    "year_first": (
        rf"{LEFT}\d{{4}}(?P<sep1>[-./])\d{{1,2}}(?P=sep1)\d{{1,2}}"
        r"(?![\d/-]|[^\W\dT_]|\.\d)"
    ),
    # 08/05/2023, 7.05.2023, 07.05.2023g.; not 8/5-2023
    "digits": (
        rf"{LEFT}\d{{1,2}}(?P<sep2>[-./])\d{{1,2}}(?P=sep2)\d{{4}}"
        r"(?![\d/]|-\d{1,2}\b(?![-./])|\.\d|[^\W\d_](?!\.))"
    ),
    # 25.-27.11.2025, 25-27/11/2025, 25.11.-27.11.2025, 26. 11. 2025; in brackets at the end
    # of a line also (20-21.2);
    # not 25-27.11, nor 8-11-2025
    "digit_days": (
        rf"{LEFT}(?:{_DAYS}(?P<sep3>[./]) ?\d{{1,2}}(?P=sep3) ?\d{{4}}"
        rf"|\d{{1,2}}\. \d{{1,2}}\. \d{{4}})(?![\d/]|-\d|\.\d|[^\W\d_](?!\.))"
        rf"|(?<=\()(?:{_DAYS}[./]\d{{1,2}}\.?|\d{{1,2}}\. ?\d{{1,2}}\.)(?=\)(?:\n|$))"
    ),
    # 2021/22, 2021/2022, 2021-22; not 2021/223 or 2021-2022, which is two years
    "year_pair": rf"{LEFT}[12]\d{{3}}(?:/(?:[12]\d)?|[-\u2013])\d\d(?!-){RIGHT}",
    # 2022; not 22022, 2,022 or 2022/3
    "year": (
        r"(?<![\w.:/+#$\u20ac\u00a3\u2116])(?<!\d,\d)[12]\d{3}"
        r"(?!\d|[^\W\d_](?!\.)|[_%+\u00b0]|[.,:/]\d)"
    ),
    # 7, 31; not 7%, 10:30 or 3.5
    "day": rf"{LEFT}(?:0?[1-9]|[12]\d|3[01]){RIGHT}",
    # 28/29 before a word; not 28/29 alone, nor 28/29/30
    "day_pair": rf"{LEFT}(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01])(?= [^\W\d_])",
    # 32, 75
    "number": rf"{LEFT}[3-9]\d{RIGHT}",
}

"""What stands behind a pair's counts.

records.py    what is shown
reading.py    a pair's contacts and claims from the tables, and why a contact is no meeting
pair.py       show_pair(): all of it by year
printed.py    that as text, or as a tree for a terminal
"""

from pipelines.show.pair import show_pair
from pipelines.show.printed import print_pair

__all__ = ["print_pair", "show_pair"]

"""How good the tables are: scores against labels made by reading, and one build against another.

dates.py      EDTF strings of the coding rules to intervals of days
labels.py     labelled releases, and the form in which told and coded contacts are compared
tables.py     rows of published tables, and coded releases in that same form
persons.py    whether two names are one person's
matching.py   which coded contact is which labelled one
figures.py    precision, recall, accuracy and false alarms, with intervals over releases
scoring.py    score(): all of it, by source and part
baseline.py   what a regular expression over titles finds, for comparison
builds.py     diff(): what one build has gained and lost against another
printed.py    all that as text, as tables for a terminal, or as JSON
"""

from pipelines.evaluate.baseline import score_baseline
from pipelines.evaluate.builds import diff
from pipelines.evaluate.scoring import score

__all__ = ["diff", "score", "score_baseline"]

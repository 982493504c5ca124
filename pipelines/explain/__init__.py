"""What was read in one release, and why the rest of it gave nothing.

records.py    what is explained
locate.py     the release by address, id or file, among the raw files and the published build
explaining.py explain_release(): coded afresh, with every step kept
contacts.py   the contacts with their participants, as the holders' table resolves them
readings.py   what each cue gave
reasons.py    why a cue gave no contact, in words
marks.py      the marked places of a sentence
layout.py     the text cut into marked pieces
wording.py    what both printers say in the same words
printed.py    print_explanation(): coloured on a terminal, plain elsewhere
page.py       write_page(): one HTML page; its frame is in page_frame.py, its style in page_style.py
"""

from pipelines.explain.explaining import explain_release
from pipelines.explain.locate import ReleaseNotFound
from pipelines.explain.page import write_page
from pipelines.explain.printed import print_explanation

__all__ = ["ReleaseNotFound", "explain_release", "print_explanation", "write_page"]

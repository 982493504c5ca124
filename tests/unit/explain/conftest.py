"""A raw folder of a few releases in our own words, and an explanation of one of them."""

from __future__ import annotations

import pytest

from pipelines.explain import explain_release

TITLE = "Telephone conversation with the President of Russia"
CALL = (
    "On May 7, 2023, President of Turkmenistan Serdar Berdimuhamedov had a telephone conversation "
    "with President of Russia Vladimir Putin."
)
WISH = (
    "President of Turkmenistan Serdar Berdimuhamedov expressed the hope to hold a meeting with "
    "President of Kazakhstan Kassym-Jomart Tokayev."
)
OWN = "The President of Turkmenistan also held a meeting with the Turkmen Minister of Finance."
PLAIN = "Trade is growing <b>fast</b> & well."
TEXT = f" date 2023-05-10 {TITLE}\n\n08/05/2023\n\n{CALL}\n\n{WISH} {OWN}\n\n{PLAIN}\n"


@pytest.fixture
def raw(tmp_path):
    """Return a raw folder of three sources: texts, a broken text, and two tables."""
    folder = tmp_path / "raw"
    texts = folder / "turkmenistan_mfa"
    texts.mkdir(parents=True)
    (texts / "call.txt").write_text(TEXT, encoding="utf-8")
    (texts / "broken.txt").write_bytes(b"no text in \xe9 any encoding")
    for source, host in (("kremlin_en", "en.kremlin.example"), ("kremlin_ru", "kremlin.example")):
        (folder / source).mkdir()
        (folder / source / "sample.csv").write_text(_table_of(source, host), encoding="utf-8")
    return folder


def _table_of(source, host):
    if source == "kremlin_ru":
        return (
            "title,date,place,summary,article_full_text_1,url\n"
            "Встреча министров,2022-12-21,Москва,Беседа,Министры встретились утром.,"
            f"http://{host}/1\n"
        )
    rows = "".join(
        f"http://{host}/{n},Meeting with the Governor,2022-02-0{n}T10:00:00Z,The Kremlin,"
        "A working meeting was held.,They spoke about the region.\n"
        for n in (1, 2)
    )
    return f"link,headline,date,location,summary,body\n{rows}"


@pytest.fixture
def processed(tmp_path):
    """Return a folder with no build in it."""
    return tmp_path / "processed"


@pytest.fixture
def call(raw, processed):
    """Return the explanation of a call, a wish, and a meeting inside one state."""
    return explain_release("call.txt", raw, processed)

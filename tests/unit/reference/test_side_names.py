"""Names of sides in other languages."""

from __future__ import annotations

import pytest

from pipelines.reference import load_reference
from pipelines.reference.files import WrongReference
from pipelines.reference.side_names import LOOK_ALIKE, SIDE_NAME_COLUMNS, read_side_names

CODES = {"RUS", "KAZ"}
FORMATS = {"Pair": ("KAZ", "RUS")}


@pytest.fixture(scope="module")
def russian():
    """Return the project's Russian names, by code."""
    names = load_reference().side_names["ru"]
    return {" ".join(one.codes): one for one in names}


@pytest.fixture
def read(tmp_path):
    """Return a function that reads a file of the rows given as mappings."""

    def run(*rows):
        lines = [",".join({**dict.fromkeys(SIDE_NAME_COLUMNS, ""), **row}.values()) for row in rows]
        text = "\n".join(["# written by a test", ",".join(SIDE_NAME_COLUMNS), *lines, ""])
        (tmp_path / "xx.csv").write_text(text, encoding="utf-8")
        return read_side_names(tmp_path, CODES, FORMATS)["xx"]

    return run


def test_format_has_its_members_and_a_look_alike_none(read):
    """A format stands for its members; what only looks like a side stands for nobody."""
    pair, none = read({"code": "Pair", "names": "Пара"}, {"code": LOOK_ALIKE, "names": "Океан"})
    assert (pair.codes, none.codes) == (("KAZ", "RUS"), ())


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        pytest.param([{"code": "XXX"}], "no side", id="unknown-code"),
        pytest.param([{"code": "RUS"}, {"code": "RUS"}], "repeated", id="repeated"),
        pytest.param(
            [{"code": "RUS", "names": "Россия"}, {"code": "KAZ", "seats": "Россия"}],
            "is of RUS and of KAZ",
            id="name-of-two",
        ),
    ],
)
def test_wrong_row_is_refused_with_its_line(read, rows, words):
    """A name that two sides share would be given to the first of them."""
    with pytest.raises(WrongReference, match=words) as refusal:
        read(*rows)
    assert f"xx.csv:{len(rows) + 2}:" in str(refusal.value)


def test_every_side_has_a_russian_name(russian):
    """A side added to states.csv needs a row in sides_supplement_ru.csv, too."""
    codes = {state.code for state in load_reference().states}
    assert codes - {code for code, names in russian.items() if names.names or names.weak} == set()


@pytest.mark.parametrize(
    ("code", "kind", "forms"),
    [
        pytest.param("BIH", "names", ["Боснии и Герцеговины", "Боснию и Герцеговину"], id="pair"),
        pytest.param("KAZ", "names", ["Республики Казахстан", "Казахстаном"], id="apposition"),
        pytest.param("MDA", "names", ["Республики Молдова", "Республики Молдовы"], id="either"),
        pytest.param("GNB", "names", ["Гвинеи-Бисау", "Гвинеей-Бисау"], id="first-part"),
        pytest.param("CIV", "names", ["Кот-д'Ивуара"], id="apostrophe"),
        pytest.param("PHL", "names", ["Филиппин", "Филиппинами"], id="plural"),
        pytest.param("USA", "names", ["США", "Соединённых Штатов", "Соединенных Штатов"], id="ё"),
        pytest.param("TKM", "adjectives", ["туркменская", "туркменскими"], id="adjective"),
        pytest.param("BLR", "seats", ["Минск", "Минску", "Минском"], id="seat"),
        pytest.param("BLR", "seats_of", ["Минска", "Минске"], id="seat-elsewhere"),
        pytest.param("JPN", "seats_of", ["Токио"], id="seat-without-cases"),
    ],
)
def test_names_stand_in_all_their_cases(russian, code, kind, forms):
    """Running text has a name in the nominative but rarely."""
    assert set(forms) <= set(getattr(russian[code], kind))

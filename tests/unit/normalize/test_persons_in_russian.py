"""Officials in Russian prose: titles and names in every case, initials, surnames after a name."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.normalized import make_phrase, normalize_phrases
from pipelines.reference import load_reference


@pytest.fixture(scope="module")
def reference():
    """Return the project's own reference data."""
    return load_reference()


@pytest.fixture
def read(reference):
    """Return a function that gives person, side and level of each official that a text names."""

    def run(text, day=date(2022, 5, 8), publisher="RUS"):
        phrase = make_phrase(text, published=day, language="ru", publisher=publisher)
        (found,) = normalize_phrases([phrase], reference)
        return [(one["person"], one["country"], one["level"]) for one in found["persons"]]

    return run


PUTIN = ("Vladimir Putin", "RUS", "head_of_state")
LAVROV = ("Sergey Lavrov", "RUS", "foreign_minister")
TOKAYEV = ("Kassym-Jomart Tokayev", "KAZ", "head_of_state")
SON = ("Serdar Berdimuhamedov", "TKM", "head_of_state")


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        pytest.param("Состоялись переговоры с К.-Ж.К.Токаевым.", [TOKAYEV], id="initials"),
        pytest.param("Сергей Лавров, В.В.Путин", [LAVROV, PUTIN], id="without-a-title"),
        pytest.param("Визит Президента Казахстана в Москву", [TOKAYEV], id="office"),
        pytest.param("Казахстанский лидер прибыл.", [TOKAYEV], id="adjective"),
        pytest.param("В Сочи были президенты России и Казахстана.", [PUTIN, TOKAYEV], id="plural"),
        pytest.param("Беседа с Сердаром Бердымухамедовым", [SON], id="son"),
        pytest.param("Глава МИД России выступил.", [LAVROV], id="body"),
        pytest.param("С послом Франции в Москве П.Леви",
                     [("П.Леви", "FRA", "ambassador")], id="post-abroad"),
        pytest.param("Председатель КНР прислал письмо.",
                     [("Xi Jinping", "CHN", "head_of_state")], id="chair-of-a-state"),
        pytest.param("Председатель Еврокомиссии Урсула фон дер Ляйен",
                     [("Ursula von der Leyen", "EU", "head_of_organisation")], id="particles"),
        pytest.param("Председатель Сената Казахстана Маулен Ашимбаев",
                     [("Маулен Ашимбаев", "KAZ", "speaker_of_parliament")], id="parliament"),
        pytest.param("Госсекретарю США Э.Блинкену вручена нота.",
                     [("Antony Blinken", "USA", "foreign_minister")], id="own-title"),
        pytest.param("Верховный представитель ЕС по иностранным делам и политике безопасности "
                     "Ж.Боррель", [("Josep Borrell", "EU", "head_of_organisation")],
                     id="portfolio-after-the-side"),
        pytest.param("Ж.Боррелем Сергей Лавров недоволен.",
                     [("Josep Borrell", "EU", "head_of_organisation"), LAVROV],
                     id="two-names-without-a-comma"),
        pytest.param("Визит Рустама Минниханова", [], id="unknown-person-without-an-office"),
    ],
)  # fmt: skip
def test_officials_are_read_in_every_case(read, text, persons):
    """Only the nominative stands in tables; prose mostly has other cases."""
    assert read(text) == persons


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Тем не менее работа идёт.", id="conjunction"),
        pytest.param("Идём дальше. Второе: семьи.", id="short-words"),
        pytest.param("Александр открыл выставку.", id="given-name-of-a-monarch"),
        pytest.param("Доклад председателя Высшего совета мудрецов", id="adjective"),
        pytest.param("После визита прошёл концерт.", id="after-is-no-ambassador"),
    ],
)
def test_words_that_sound_like_a_name_are_none(read, text):
    """A name is compared by its sound, and short words sound alike."""
    assert [one for one in read(text) if one[0] is not None] == []


def test_father_and_son_stay_two(read):
    """One surname, and a patronymic that is the other's name."""
    father = read("Гурбангулы Бердымухамедову вручили орден.", day=date(2020, 5, 8))
    son = read("Сердару Бердымухамедову вручили орден.")
    assert [father[0][0], son[0][0]] == ["Gurbanguly Berdimuhamedov", "Serdar Berdimuhamedov"]


def test_minister_is_not_the_leader_whose_surname_he_has(read):
    """Who holds an office that the table does not list is as written, not somebody alike."""
    (found,) = read("Министр обороны Вьетнама Фан Ван Занг прибыл.")
    assert found == ("Фан Ван Занг", "VNM", "minister")


def test_surname_in_another_case_is_the_person_named_before(read):
    """Whom no table has is known from the text alone."""
    text = "Посол Японии Хироси Токияма прибыл. Беседа с Токиямой длилась час."
    assert read(text) == [("Хироси Токияма", "JPN", "ambassador")] * 2


def test_counterpart_of_a_name_has_the_office_that_the_table_tells(read):
    """The text names no office at all."""
    found = read("Сергей Лавров и его китайский коллега подписали план.")
    assert found == [LAVROV, ("Wang Yi", "CHN", "foreign_minister")]

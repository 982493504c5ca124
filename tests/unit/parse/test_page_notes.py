"""What a site sets into the middle of a text is taken off, and nothing else."""

from __future__ import annotations

import pytest

from pipelines.parse.page_notes import without_cards, without_links

DAY = "13 марта 2025 года"


@pytest.mark.parametrize(
    ("body", "left"),
    [
        pytest.param(
            "Ильхам Алиев Алиев Ильхам Гейдарович Президент Азербайджана рассказал о планах.",
            "Ильхам Алиев Президент Азербайджана рассказал о планах.",
            id="nominative",
        ),
        pytest.param(
            "Звонок с Ильхамом Алиевым Алиев Ильхам Гейдарович Президент Азербайджана .",
            "Звонок с Ильхамом Алиевым Президент Азербайджана .",
            id="other-case",
        ),
        pytest.param(
            "С докладом выступил Алиев Ильхам Гейдарович.",
            "С докладом выступил Алиев Ильхам Гейдарович.",
            id="named-once",
        ),
        pytest.param(
            "Ильхам Алиев и Никол Пашинян встретились.",
            "Ильхам Алиев и Никол Пашинян встретились.",
            id="no-card",
        ),
    ],
)
def test_a_card_is_taken_off_beside_its_name(body, left):
    """Told twice, one person would be read as two."""
    listed = "Алиев Ильхам Гейдарович Пашинян Никол Воваевич"
    assert without_cards(body, listed) == left


@pytest.mark.parametrize(
    ("body", "left"),
    [
        pytest.param(
            f"Начало. Смотрите также Переговоры в Минске {DAY} Список участников {DAY} Далее.",
            "Начало. Далее.",
            id="two-links",
        ),
        pytest.param(
            f"Смотрите также Встреча с А.Г.Лукашенко {DAY} Далее.", "Далее.", id="initials"
        ),
        pytest.param(
            f"Начало. Переговоры прошли {DAY} в Минске.",
            f"Начало. Переговоры прошли {DAY} в Минске.",
            id="a-date-of-the-text",
        ),
        pytest.param(
            "Смотрите также раздел сайта. Далее.", "Смотрите также раздел сайта. Далее.", id="none"
        ),
    ],
)
def test_links_are_taken_off_up_to_their_date(body, left):
    """The title of another page would be coded as this page's."""
    assert without_links(body, ["Смотрите также"], DAY) == left

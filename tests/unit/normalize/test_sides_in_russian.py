"""Sides in Russian prose: names in every case, capitals that act, look-alikes left out."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.normalized import make_phrase, normalize_phrases
from pipelines.reference import load_reference


@pytest.fixture(scope="module")
def reference():
    """Return the project's own reference data."""
    return load_reference()


def _sides(reference, text):
    phrase = make_phrase(text, published=date(2023, 5, 8), language="ru", publisher="RUS")
    (found,) = normalize_phrases([phrase], reference)
    return [side["country"] for side in found["sides"]]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        pytest.param("Берлин и Париж договорились о встрече в Минске.", ["DEU", "FRA"], id="pair"),
        pytest.param("Тбилиси и Баку обменялись нотами.", ["GEO", "AZE"], id="pair-without-cases"),
        pytest.param("Позиция Анкары известна.", ["TUR"], id="what-a-state-has"),
        pytest.param("Проект приняли по инициативе Еревана.", ["ARM"], id="initiative"),
        pytest.param("Связи между Москвой и Веной крепнут.", ["RUS", "AUT"], id="between"),
        pytest.param("Стороны просили официальный Лондон о помощи.", ["GBR"], id="official"),
        pytest.param("Усилилось давление на Белград.", ["SRB"], id="pressure"),
        pytest.param("В Кремле считают иначе.", ["RUS"], id="thinking"),
        pytest.param("Помощь, обещанная Вашингтоном, не пришла.", ["USA"], id="agent"),
        pytest.param("Он прибыл в Вену из Берна.", [], id="destination"),
        pytest.param("Построят дорогу от Москвы до Минска.", [], id="from-to"),
        pytest.param("Гости посетили Бишкек.", [], id="visited"),
        pytest.param("Мэр Москвы открыл парк.", [], id="city-office"),
        pytest.param("Москва, 7 мая 2023 года", [], id="dateline"),
        pytest.param("14:55 Москва, Кремль", [], id="place-line"),
    ],
)
def test_capital_that_acts_is_a_side_and_another_is_a_place(reference, text, sides):
    """Its case and what stands before it tell them apart."""
    assert _sides(reference, text) == sides


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        pytest.param("Граждане Нигера и Нигерии живут рядом.", ["NER", "NGA"], id="niger"),
        pytest.param("Гвинея, Гвинея-Бисау и Папуа — Новая Гвинея.", ["GIN", "GNB", "PNG"],
                     id="guineas"),
        pytest.param("Экваториальной Гвинее помогли.", ["GNQ"], id="equatorial-guinea"),
        pytest.param("Республика Корея и КНДР молчат.", ["KOR", "PRK"], id="koreas"),
        pytest.param("Республика Конго и ДРК", ["COG", "COD"], id="congos"),
        pytest.param("Форум США, ФРГ, ООН, ЕС, СНГ, ОДКБ и ШОС",
                     ["USA", "DEU", "UN", "EU", "CIS", "CSTO", "SCO"], id="abbreviations"),
        pytest.param("РЕСПУБЛИКА КАЗАХСТАН", ["KAZ"], id="capitals"),
        pytest.param("казахстанско-китайско-российский форум", ["KAZ", "CHN", "RUS"],
                     id="compound-of-three"),
        pytest.param("Встреча стран Балтии", ["EST", "LVA", "LTU"], id="closed-format"),
        pytest.param("Индийский океан, озеро Чад, Персидский залив", [], id="waters"),
        pytest.param("Герой Советского Союза", [], id="decoration"),
        pytest.param("Южноамериканский форум и латиноамериканцы", [], id="inside-a-word"),
        pytest.param("Франко Фраттини и Индо", [], id="first-part-without-a-second"),
    ],
)  # fmt: skip
def test_look_alikes_are_told_apart(reference, text, sides):
    """One name is often a part of another's."""
    assert _sides(reference, text) == sides

"""Records that are written out for mypyc are the records that their decorators make."""

from __future__ import annotations

import dataclasses
import sys
from types import ModuleType

import pytest

from compiling import native
from pipelines import compiled
from pipelines.quick_record import replace

DIGEST = compiled.source_digest(compiled.PACKAGE)
RECORDS = '''
"""Two records, and what extends one."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.quick_record import ordered_record, quick_record

_NEAR = 3


@ordered_record
class Place:
    """A place."""

    start: int
    end: int = _NEAR

    @property
    def length(self) -> int:
        """Its length."""
        return self.end - self.start


@quick_record
class Word:
    """A word, and what is kept of it."""

    place: Place
    written: str = ""
    seen: list[str] = field(default_factory=list, compare=False)
    _small: str | None = field(default=None, init=False, repr=False, compare=False)


@dataclass(frozen=True, eq=False)
class Kind:
    """Equal to itself alone."""

    name: str
    is_long: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_long", len(self.name) > _NEAR)
'''.lstrip()
NAMED = '''
"""A word with more to it."""

from __future__ import annotations

from pipelines.quick_record import quick_record
from pipelines.words import Word


@quick_record
class Named(Word):
    """A word that is a name."""

    of: str | None = None
'''.lstrip()


@pytest.fixture(params=["as it is", "as compiled"])
def words(request, tmp_path, monkeypatch):
    """Return the two modules as one, from their source and from what is compiled of it."""
    (tmp_path / "pipelines").mkdir()
    told = {}
    for name, text in (("words", RECORDS), ("named", NAMED)):
        path = tmp_path / "pipelines" / f"{name}.py"
        path.write_text(text, encoding="utf-8")
        is_native = request.param == "as compiled"
        source = native.write_native(path, tmp_path, DIGEST) if is_native else text
        assert ("@quick_record" in source) != is_native
        module = ModuleType(f"pipelines.{name}")
        monkeypatch.setitem(sys.modules, module.__name__, module)
        exec(compile(source, path, "exec"), module.__dict__)  # noqa: S102 - our own lines
        told |= vars(module)
    return told


def test_a_record_is_made_shown_and_compared_alike(words):
    """What is compiled must code each release as the source does."""
    place, word = words["Place"], words["Word"]
    one = word(place(1), written="a")
    assert repr(one) == "Word(place=Place(start=1, end=3), written='a', seen=[])"
    assert one == word(place(1, 3), "a", ["kept"])
    assert hash(one) == hash((place(1, 3), "a"))
    assert one != word(place(1, 4), "a")
    assert one != "a"
    assert one.seen is not word(place(1)).seen
    assert place(1).length == 2


def test_an_ordered_record_is_sorted_alike(words):
    """Spans are sorted by where they start."""
    place = words["Place"]
    assert sorted([place(2, 5), place(1, 9), place(1, 4)]) == [
        place(1, 4),
        place(1, 9),
        place(2, 5),
    ]
    assert place(1, 4) <= place(1, 4) < place(2) > place(1)


def test_a_record_that_extends_another_is_made_with_both_fields(words):
    """A raw token is a token with its entry, and is no token without one."""
    place, word, named = words["Place"], words["Word"], words["Named"]
    one = named(place(1), "a", of="b")
    assert repr(one) == "Named(place=Place(start=1, end=3), written='a', seen=[], of='b')"
    assert isinstance(one, word)
    assert one != word(place(1), "a")


def test_the_fields_of_a_record_are_told_alike(words):
    """Records are replaced and turned into rows by their fields."""
    place, word = words["Place"], words["Word"]
    assert [field.name for field in dataclasses.fields(word)] == [
        "place", "written", "seen", "_small",
    ]  # fmt: skip
    assert replace(place(1, 4), start=2) == place(2, 4)
    assert dataclasses.replace(place(1, 4), start=2) == place(2, 4)
    assert dataclasses.asdict(place(1, 4)) == {"start": 1, "end": 4}


def test_a_record_that_is_equal_to_itself_alone_stays_so(words):
    """It may be a key that is looked up by what it is."""
    kind = words["Kind"]
    one = kind("Paris")
    assert one.is_long
    assert one == one  # noqa: PLR0124 - that is the question
    assert one != kind("Paris")


def test_each_module_asks_whether_its_source_has_changed_before_anything_else():
    """No way to import it passes that by."""
    project = compiled.PACKAGE.parent
    for name in compiled.list_compiled(compiled.PACKAGE):
        source = native.write_native(compiled.PACKAGE / name, project, "0" * 64)
        body = source.partition("from __future__ import annotations\n")[2]
        asked, _, rest = body.partition(f'refuse_stale("{"0" * 64}")\n')
        assert {line.split()[1] for line in asked.splitlines()} == {"typing", "pipelines.compiled"}
        assert rest, name

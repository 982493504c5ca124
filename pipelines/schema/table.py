"""Column and Table: one declaration of a published table, from which all its forms derive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa
import pyarrow.compute as pc
from pandera.errors import SchemaErrors

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

TEXT = pa.string()
DAY = pa.date32()
FLAG = pa.bool_()
YEAR = pa.int16()
COUNT = pa.int32()
TEXTS = pa.list_(pa.string())

KINDS = {
    TEXT: "text",
    DAY: "day",
    FLAG: "yes or no",
    YEAR: "whole number",
    COUNT: "whole number",
    TEXTS: "list of texts",
}

# How many failures of one table an error message names.
SHOWN_FAILURES = 5


class WrongTable(ValueError):  # noqa: N818 - reads as what it says, like Refused and WrongReference
    """A frame that is not the table it should be; the message names table, column and value."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its Arrow type, what it means, and what it may hold.

    closed: the closed list of its values, empty when it has none. nullable: may hold nulls.
    """

    name: str
    type: pa.DataType
    about: str
    unit: str | None = None
    nullable: bool = False
    closed: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The type in words: text, day, yes or no, whole number, list of texts."""
        return KINDS[self.type]

    def field(self) -> pa.Field:
        """Return the Arrow field, with description and unit in its metadata."""
        metadata = {"description": self.about} | ({"unit": self.unit} if self.unit else {})
        return pa.field(self.name, self.type, nullable=self.nullable, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Table:
    """One published table.

    key: the columns that tell its rows apart; empty when two rows may be alike.
    order: the columns it is sorted by; the key when empty.
    references: tables of which each row names a row, by their key column, which it has too.
    is_partitioned: written as a folder with one file a published year, a key that is no column.
    """

    name: str
    one_row_is: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    is_partitioned: bool = False

    @property
    def column_names(self) -> list[str]:
        """The names of the columns in their published order."""
        return [column.name for column in self.columns]

    def arrow_schema(self) -> pa.Schema:
        """Return the Arrow schema, with the table's sentence in its metadata."""
        description = f"One row is {self.one_row_is}."
        metadata = {"title": self.name, "description": description}
        return pa.schema([column.field() for column in self.columns], metadata=metadata)

    def empty(self) -> pd.DataFrame:
        """Return the table without rows."""
        return self.select(pd.DataFrame(columns=self.column_names))

    def no_rows(self) -> pa.Table:
        """Return the table without rows as Arrow."""
        return self.arrow_schema().empty_table()

    def select(
        self, frame: pd.DataFrame, only: Collection[str] | None = None, *, sorts: bool = True
    ) -> pd.DataFrame:
        """Return exactly the table's columns in order, with its dtypes, sorted, without index.

        only: columns to return instead of all, in their order, by the key where that is among them.
        sorts: False where rows are put in order later, together with others.

        An empty string in a nullable text column becomes null: one spelling for "nothing told".
        Raises WrongTable when a column is missing or holds what its type cannot.
        """
        wanted = [c for c in self.columns if only is None or c.name in only]
        missing = [c.name for c in wanted if c.name not in frame.columns]
        if missing:
            raise WrongTable(f"{self.name}: missing columns {', '.join(missing)}")
        columns = {c.name: self._convert(c, frame[c.name]) for c in wanted}
        selected = pd.DataFrame(columns, index=frame.index)
        by = list(self.order or self.key)
        if sorts and by and columns.keys() >= set(by) and not _is_sorted(selected, by):
            selected = selected.sort_values(by, kind="stable", na_position="last")
        return selected.reset_index(drop=True)

    def to_arrow(self, frame: pd.DataFrame) -> pa.Table:
        """Return the selected frame as Arrow, with this schema's metadata and none of pandas'."""
        schema = self.arrow_schema()
        table = pa.Table.from_pandas(frame, schema=schema, preserve_index=False, safe=True)
        return table.replace_schema_metadata(schema.metadata)

    def check(self, frame: pd.DataFrame) -> None:
        """Check columns, dtypes, nulls, closed lists and the key of a selected frame.

        Raises WrongTable naming the first failures of each kind.
        """
        try:
            self.pandera_schema().validate(frame, lazy=True)
        except SchemaErrors as error:
            raise WrongTable(f"{self.name}: {_tell_failures(error.failure_cases)}") from error
        if self.key:
            # Not pandera's own, which says nothing where the key has a null in it.
            twice = frame[frame.duplicated(list(self.key))]
            if len(twice):
                first = ", ".join(str(value) for value in twice.iloc[0][list(self.key)])
                raise WrongTable(f"{self.name}: {len(twice)} rows repeat a key, first {first}")

    def pandera_schema(self) -> pandera.DataFrameSchema:
        """Return the pandera schema: dtypes, nulls, closed lists, and no other column."""
        return pandera.DataFrameSchema(
            {column.name: _pandera_column(column) for column in self.columns},
            strict=True,
            ordered=True,
        )

    def _convert(self, column: Column, values: pd.Series) -> pd.Series:
        try:
            return _CONVERTERS[column.type](values, column.nullable)
        except (ValueError, TypeError) as error:
            message = f"{self.name}.{column.name}: cannot be {column.type}: {error}"
            raise WrongTable(message) from error


def _is_sorted(frame: pd.DataFrame, by: list[str]) -> bool:
    """Tell whether a frame is known to be sorted: of texts in one column, looked at by Arrow.

    Tables are selected again where they are written and read, and are sorted then.
    """
    if len(by) > 1 or not isinstance(frame[by[0]].dtype, pd.StringDtype):
        return False
    texts = pa.array(frame[by[0]], pa.large_string(), from_pandas=True)
    if texts.null_count:
        return False
    return bool(pc.all(pc.less_equal(texts[:-1], texts[1:]), min_count=0).as_py())


def _to_text(values: pd.Series, nullable: bool) -> pd.Series:  # noqa: FBT001 - one shape for all
    text = values.astype("str")
    # To look for one costs a tenth of making all anew.
    is_blank = (text == "") if nullable else None
    return text if is_blank is None or not is_blank.any() else text.mask(is_blank)


def _to_day(values: pd.Series, _nullable: bool) -> pd.Series:  # noqa: FBT001
    return pd.to_datetime(values).astype("datetime64[s]")


def _to_flag(values: pd.Series, nullable: bool) -> pd.Series:  # noqa: FBT001
    # Through "boolean", because bool(nan) is True and a null would turn into a yes.
    flags = values.astype("boolean")
    return flags if nullable else flags.astype("bool")


def _to_texts(values: pd.Series, _nullable: bool) -> pd.Series:  # noqa: FBT001
    # Arrow gives numpy arrays, which compare by element and print without commas. Of 150,000 pairs
    # of sides list() took 0.25 s, and this half of it.
    texts = [
        v.tolist() if isinstance(v, np.ndarray) else list(v) if isinstance(v, tuple) else v
        for v in values
    ]
    return pd.Series(texts, index=values.index, dtype="object")


def _to_integer(bits: int) -> Callable[[pd.Series, bool], pd.Series]:
    def convert(values: pd.Series, nullable: bool) -> pd.Series:  # noqa: FBT001
        name = f"Int{bits}" if nullable else f"int{bits}"
        return values.astype(pd.api.types.pandas_dtype(name))

    return convert


_CONVERTERS: dict[pa.DataType, Callable[[pd.Series, bool], pd.Series]] = {
    TEXT: _to_text,
    DAY: _to_day,
    FLAG: _to_flag,
    YEAR: _to_integer(16),
    COUNT: _to_integer(32),
    TEXTS: _to_texts,
}


def _pandera_column(column: Column) -> pandera.Column:
    checks = [pandera.Check.isin(list(column.closed))] if column.closed else []
    if column.type == TEXTS:
        checks.append(pandera.Check(_is_sorted_texts, element_wise=True, name="a sorted list"))
    dtype = _CONVERTERS[column.type](pd.Series([], dtype="object"), column.nullable).dtype
    return pandera.Column(dtype, checks, nullable=column.nullable)


def _is_sorted_texts(value: object) -> bool:
    """Tell whether the value is a list of different texts in order: one spelling for one set."""
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        return False
    return value == sorted(set(value))


def _tell_failures(failures: pd.DataFrame) -> str:
    """Say what failed, the first few rows of it, and how many more there are."""
    told = [
        f"{row.column}: {row.check} fails for {row.failure_case!r} in row {row.index}"
        for row in failures.head(SHOWN_FAILURES).itertuples(index=False)
    ]
    more = len(failures) - len(told)
    return "; ".join(told) + (f"; and {more} more" if more else "")

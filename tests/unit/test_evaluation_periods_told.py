"""Data by period, whole: which figure each operand gets, what stays as it is, and every finding with its values."""

from __future__ import annotations

from typing import Any

import pytest

import kinerja_formula as kf
from kinerja_formula.evaluation.figures import Operand
from kinerja_formula.evaluation.periods import figures_of_period, wants_period

TEXT = "PDRB"


def operand(text: str, *others: str) -> Operand:
    return Operand(text.casefold(), text, (0, len(text)), (text.casefold(), *others), text)


P, T, LAST = operand("PDRB"), operand("PDRB[t]"), operand("PDRB[t-1]")
MONTH_BEFORE, YEAR_BEFORE, LEGEND = operand("Inflasi bulan lalu"), operand("PDRB tahun lalu"), operand("X", "pdrb[t-1]")
YEARS = {"2023": 1, "2024": 2}


@pytest.mark.parametrize(
    ("operands", "data", "periode", "changed"),
    [
        ([P], {"PDRB": YEARS}, "2024", {"PDRB": 2}),
        ([P], {"PDRB": YEARS}, "tahun 2023", {"PDRB": 1}),
        ([P], {"PDRB": {2024: 7, 2023: 6}}, 2024, {"PDRB": 7}),
        ([P], {"PDRB": {"a": 1, "2024": 2}}, "2024", {"PDRB": 2}),
        ([P], {"pdrb ": YEARS}, "2024", {"pdrb ": 2}),
        ([P], {"PDRB": {"a": 1}}, "2024", {}),
        ([P], {"PDRB": {}}, "2024", {}),
        ([P], {"PDRB": 5}, "2024", {}),
        ([P], {"PDRB": "2024"}, "2024", {}),
        ([P], {"PDRB": b"2024"}, "2024", {}),
        ([P], {"PDRB": 2.5}, "2024", {}),
        ([P], {"PDRB": [1, 2]}, "2024", {}),
        ([P], {5: 1, None: 2, "PDRB": YEARS}, "2024", {"PDRB": 2}),
        ([P], {"Lain": YEARS}, "2024", {}),
        ([T, LAST], {"PDRB": YEARS}, "2024", {"PDRB[t]": 2, "PDRB[t-1]": 1}),
        ([T, LAST], {"PDRB": YEARS, "PDRB[t-1]": 9}, "2024", {"PDRB[t]": 2}),
        ([T, LAST], {"PDRB": YEARS, "PDRB[t-1]": {"2024": 9}}, "2024", {"PDRB[t]": 2, "PDRB[t-1]": 9}),
        ([T, LAST], {"pdrb": YEARS, "PDRB": 5}, "2024", {"PDRB[t]": 2, "PDRB[t-1]": 1}),
        ([T, LAST], {"PDRB": 5}, "2024", {}),
        ([LEGEND, P], {"PDRB": YEARS}, "2024", {"X": 1, "PDRB": 2}),
        ([YEAR_BEFORE], {"PDRB": YEARS}, "2024", {"PDRB tahun lalu": 1}),
        ([YEAR_BEFORE], {"PDRB tahun lalu": YEARS}, "2024", {"PDRB tahun lalu": 2}),
        ([MONTH_BEFORE], {"Inflasi": {"2024-01": 1, "2024-02": 2}}, "2024-02", {"Inflasi bulan lalu": 1}),
    ],
)
def test_the_figure_of_a_period(operands: list[Operand], data: dict[Any, Any], periode: Any, changed: dict[str, Any]):
    assert figures_of_period(operands, data, periode) == {**data, **changed}


@pytest.mark.parametrize("data", [5, None, "PDRB", [1], {1}])
def test_what_is_no_data_stays(data: Any):
    assert figures_of_period([P], data, "2024") is data
    assert wants_period([T], data) == ()


MANY = {str(year): year for year in range(1990, 2014)}
LISTED = ", ".join(MANY)


@pytest.mark.parametrize(
    ("operands", "data", "periode", "told"),
    [
        ([P], {"PDRB": YEARS}, "2025", [("KF350", "PDRB", {"wanted": "2025", "periods": "2023, 2024"})]),
        (
            [P],
            {"PDRB": {"2024": 1, "2022": 2}},
            "2025",
            [("KF350", "PDRB", {"wanted": "2025", "periods": "2022, 2024"})],
        ),
        ([P], {"PDRB": MANY}, "2025", [("KF350", "PDRB", {"wanted": "2025", "periods": LISTED})]),
        (
            [P],
            {"PDRB": {**MANY, "2014": 1}},
            "2025",
            [("KF350", "PDRB", {"wanted": "2025", "periods": f"{LISTED}, …"})],
        ),
        (
            [T, LAST],
            {"PDRB": {"2022": 1}},
            "2024",
            [
                ("KF350", "PDRB[t]", {"wanted": "2024", "periods": "2022"}),
                ("KF350", "PDRB[t-1]", {"wanted": "2023", "periods": "2022"}),
            ],
        ),
        (
            [MONTH_BEFORE],
            {"Inflasi": {"2024": 1}},
            "2024",
            [("KF350", "Inflasi bulan lalu", {"wanted": "2024 −1 bulan", "periods": "2024"})],
        ),
        (
            [MONTH_BEFORE],
            {"Inflasi": {"TW I": 1}},
            "TW I",
            [("KF350", "Inflasi bulan lalu", {"wanted": "TW I −1 bulan", "periods": "TW I"})],
        ),
        ([LAST], {"PDRB": {"TW I": 1}}, "TW I", [("KF350", "PDRB[t-1]", {"wanted": "TW I −1", "periods": "TW I"})]),
        ([P], {"PDRB": {"2024": 1, "Tahun 2024": 2}}, "2024", [("KF303", "PDRB", {"keys": ("2024", "Tahun 2024")})]),
        (
            [P, operand("X")],
            {"PDRB": {"2023": 1}, "X": {2024: 1, "Tahun 2024": 2}},
            "2024",
            [
                ("KF303", "X", {"keys": ("2024", "Tahun 2024")}),
                ("KF350", "PDRB", {"wanted": "2024", "periods": "2023"}),
            ],
        ),
    ],
)
def test_a_period_without_its_figure(operands: list[Operand], data: dict[str, Any], periode: str, told: list[Any]):
    error = kf.InvalidDataError if told[0][0] == "KF303" else kf.MissingDataError
    with pytest.raises(error) as refused:
        figures_of_period(operands, data, periode, TEXT)
    places = {one.text: one.span for one in operands}
    found = [(one.code, one.span, dict(one.values)) for one in refused.value.diagnostics]
    assert found == [
        (code, places[name], {"name": name, **values, **({"reason": "tidak-ada"} if code == "KF350" else {})})
        for code, name, values in told
    ]
    assert refused.value.text == TEXT


@pytest.mark.parametrize("periode", ["x", "", None, 12, "TW V 2024", object()])
def test_a_period_that_is_none(periode: Any):
    with pytest.raises(kf.InvalidDataError) as refused:
        figures_of_period([P], {"PDRB": YEARS}, periode, TEXT)
    [found] = refused.value.diagnostics
    assert (found.code, found.span, found.values["reason"]) == ("KF350", (0, 0), "tak-terbaca")
    assert refused.value.text == TEXT
    assert set(found.values) == {"wanted", "reason"}
    assert str(found.values["wanted"])[:9] == repr(periode)[:9]


@pytest.mark.parametrize(
    ("operands", "data", "told"),
    [
        ([T, LAST], {"PDRB": YEARS}, ["PDRB[t]", "PDRB[t-1]"]),
        ([T, LAST], {"PDRB": YEARS, "PDRB[t-1]": 9}, ["PDRB[t]"]),
        ([LEGEND], {"PDRB": YEARS}, ["X"]),
        ([YEAR_BEFORE], {"PDRB tahun lalu": YEARS}, ["PDRB tahun lalu"]),
        ([P], {"PDRB": YEARS}, []),
        ([T], {"PDRB": 5}, []),
        ([T], {"PDRB": {"a": 1}}, []),
        ([T], {"tahun": [2023, 2024], "PDRB": [1, 2]}, ["PDRB[t]"]),
    ],
)
def test_who_asks_for_a_period(operands: list[Operand], data: dict[str, Any], told: list[str]):
    places = {one.text: one.span for one in operands}
    found = [(one.code, one.span, dict(one.values)) for one in wants_period(operands, data)]
    assert found == [("KF350", places[name], {"name": name, "periods": "2023, 2024"}) for name in told]


class Column:
    def __init__(self, cells: list[Any]) -> None:
        self.cells = cells

    def tolist(self) -> list[Any]:
        return self.cells


class Series(Column):
    def to_list(self) -> list[Any]:
        return self.cells

    def tolist(self) -> list[Any]:
        raise AssertionError


class Frame:
    """A table as other libraries have it."""

    def __init__(self, columns: dict[str, Any]) -> None:
        self._columns = columns
        self.columns = list(columns)

    def __getitem__(self, name: str) -> Any:
        return self._columns[name]


class ByIndex:
    """A series with an index of periods."""

    index = ("2023", "2024")

    def items(self) -> Any:
        return iter(YEARS.items())


@pytest.mark.parametrize(
    ("columns", "periode", "figure"),
    [
        ({"tahun": [2023, 2024], "PDRB": [1, 2]}, "2024", 2),
        ({"tahun": (2023, 2024), "PDRB": (1, 2)}, "2023", 1),
        ({"tahun": Column([2023, 2024]), "PDRB": Series([1, 2])}, "2024", 2),
        ({"tahun": ["a", "2024"], "PDRB": [1, 2]}, "2024", 2),
        ({"tahun": [2023, 2024], "triwulan": ["I", "II"], "PDRB": [1, 2]}, "TW II 2024", 2),
        ({"triwulan": [1, 2], "tahun": ["2023", 2024], "PDRB": [1, 2]}, "TW II 2024", 2),
        ({"bulan": ["Januari", "Februari"], "tahun": [2024, 2024], "PDRB": [1, 2]}, "Februari 2024", 2),
        ({"bulan": [1, 2], "PDRB": [1, 2]}, "Februari", 2),
        ({"semester": ["I", "II"], "PDRB": [1, 2]}, "Semester II", 2),
        ({"Periode": ["TW I 2024", "TW II 2024"], "PDRB": [1, 2]}, "TW II 2024", 2),
        ({"Periode": ["TW I", "TW II"], "tahun": [2024, 2024], "PDRB": [1, 2]}, "TW II 2024", 2),
        ({"Periode": ["Januari", "Februari"], "tahun": ["2024", "2024"], "PDRB": [1, 2]}, "2024-02", 2),
    ],
)
def test_a_column_beside_its_periods(columns: dict[str, Any], periode: str, figure: int):
    for data in (columns, Frame(columns)):
        found = figures_of_period([P], data, periode)
        assert found["PDRB"] == figure
        assert set(found) == set(columns)


@pytest.mark.parametrize(
    "data",
    [
        {"tahun": ["a", "b"], "PDRB": [1, 2]},
        {"tahun": 5, "PDRB": [1, 2]},
        {"tahun": [2023, 2024], "PDRB": [1, 2, 3]},
        {"tahun": [], "PDRB": []},
        {"tahun": "2024", "PDRB": [1]},
    ],
)
def test_what_is_no_column_of_periods(data: dict[str, Any]):
    assert figures_of_period([P], data, "2024") == data


def test_a_head_that_is_a_name_of_the_formula_is_no_column_of_periods():
    data = {"Tahun": [2023, 2024], "PDRB": [1, 2]}
    assert figures_of_period([operand("Tahun"), P], data, "2024") == data
    assert figures_of_period([P], data, "2024") == {**data, "PDRB": 2}


def test_a_series_with_an_index_of_periods():
    assert figures_of_period([P], {"PDRB": ByIndex()}, "2024")["PDRB"] == 2


class Failing:
    columns = ("tahun",)

    def __getitem__(self, name: str) -> Any:
        raise RuntimeError


class FailingSeries(ByIndex):
    def items(self) -> Any:
        raise RuntimeError


def test_foreign_types_that_fail_stay_as_they_are():
    failing = Failing()
    assert figures_of_period([P], failing, "2024") is failing
    data = {"PDRB": FailingSeries()}
    assert figures_of_period([P], data, "2024") == data

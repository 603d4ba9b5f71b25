"""A catalogue of indicators: its entries by their ids, and the door to all that can be done with them.

The form of the file is the form of the data: :meth:`Katalog.to_json` is what stands in the TOML.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NoReturn

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import KATALOG_ATURAN
from kinerja_formula.dokumen.model import Dokumen, by_jabatan
from kinerja_formula.files.tempat import NOWHERE
from kinerja_formula.pengatalogan.entry import IndikatorKatalog, entry_of_data
from kinerja_formula.pengatalogan.misfits import (
    MOST_INDICATORS,
    SHOWN,
    faults_of_each_id,
    faults_of_head,
    faults_of_ids,
    misfit,
    unknown_fields,
)
from kinerja_formula.penilaian import DEFAULT
from kinerja_formula.plain_text import plain

if TYPE_CHECKING:
    from kinerja_formula.pengatalogan.changes import Banding
    from kinerja_formula.pengatalogan.results import HasilKatalog
    from kinerja_formula.pengisian.bacaan import Bacaan
    from kinerja_formula.tinjauan.review import Tinjauan

__all__ = ["SCHEMA", "Katalog"]

SCHEMA: Final = "kinerja-formula/katalog/1"
_HEAD: Final = ("schema", "judul", "aturan", "catatan", "indikator")
_DEFAULT_FILE: Final = "JSON"
LineOf = Callable[[tuple[str, ...]], int]


def _placed(found: Diagnostic, prefix: str, file: str, line_of: LineOf | None) -> Diagnostic:
    field = f"{prefix}{found.values['field']}".removesuffix(".–")
    line = str(line_of(tuple(field.split(".")))) if line_of is not None else "–"
    return Diagnostic(found.rule, (0, 0), (), **{**found.values, "file": file, "line": line, "field": field})


class Katalog(Mapping[str, IndikatorKatalog]):
    """Indicators by their ids, in the order of the file: a mapping that can be evaluated, checked and compared.

    ``judul`` is its title, ``aturan`` the rule set of entries that name none, ``berkas`` the file it was read from,
    ``diagnostics`` what was found while it was made.

    Raises InvalidDataError KF520 for two entries of one id, too many of them, or an unknown rule set.

    >>> hadir = IndikatorKatalog(
    ...     id="hadir", nama="Persentase hadir", rumus="Jumlah hadir / Jumlah undangan × 100%", target={"": "90"}
    ... )
    >>> katalog = Katalog([hadir], judul="IKU")
    >>> hasil = katalog.evaluate({"Jumlah hadir": 18, "Jumlah undangan": 20})
    >>> str(hasil["hadir"].result), str(hasil["hadir"].capaian)
    ('90,00%', '100,00%')
    """

    __slots__ = ("_by_id", "aturan", "berkas", "catatan", "diagnostics", "judul")
    _by_id: dict[str, IndikatorKatalog]
    judul: str
    aturan: str
    catatan: str
    berkas: str
    diagnostics: tuple[Diagnostic, ...]

    def __init__(
        self,
        indikator: Iterable[IndikatorKatalog] = (),
        *,
        judul: str = "",
        aturan: str = "",
        catatan: str = "",
        berkas: str = "",
        diagnostics: tuple[Diagnostic, ...] = (),
    ) -> None:
        entries = tuple(indikator)
        faults = list(faults_of_head(judul, aturan, catatan))
        faults += faults_of_ids([one.id for one in entries])
        if faults:
            raise InvalidDataError(tuple(faults))
        for field, value in (
            ("judul", judul),
            ("aturan", aturan),
            ("catatan", catatan),
            ("berkas", berkas),
            ("diagnostics", tuple(diagnostics)),
            ("_by_id", {one.id: one for one in entries}),
        ):
            object.__setattr__(self, field, value)

    @classmethod
    def from_dokumen(
        cls,
        dokumen: Dokumen,
        lama: Katalog | None = None,
        *,
        aturan: str = "",
        bacaan: Iterable[Bacaan] = (),
    ) -> Katalog:
        """Return the catalogue of a document that was read, renewed from an older one (``lama``) if it is given.

        Lines of ``bacaan`` are confirmed by a person; those that the program was sure of are ``terbaca``; all others
        are ``belum diperiksa``, and so the catalogue says. Of the older one come ids, owners, remarks, rule sets,
        targets of other periods, and confirmed lines of cells that still say the same; ``diagnostics`` tell what was
        left out.

        Raises InvalidDataError KF520 for too many indicators, or an unknown ``aturan``.

        >>> from kinerja_formula.dokumen.reader import read
        >>> found = Katalog.from_dokumen(read("examples/kecamatan/iku.html"))
        >>> found["nilai-sakip-kecamatan"].rumus, found["nilai-sakip-kecamatan"].target["2025"]
        ('`Nilai evaluasi SAKIP oleh Inspektorat`', '74')
        """
        from kinerja_formula.pengatalogan.from_document import katalog_of

        return katalog_of(dokumen, lama, aturan=aturan, bacaan=bacaan)

    def __setattr__(self, field: str, value: object) -> NoReturn:
        raise AttributeError("Katalog is immutable")

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (tuple(self.values()), self.judul, self.aturan, self.catatan, self.berkas, self.diagnostics)

    def __getitem__(self, id: str) -> IndikatorKatalog:  # noqa: A002 - what the field is called
        return self._by_id[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Katalog) and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        return hash((self.judul, tuple(self)))

    def __repr__(self) -> str:
        return f"<Katalog {plain(self.judul or self.berkas)[:SHOWN]!r}: {len(self)} indikator>"

    @property
    def dokumen(self) -> Dokumen:
        """The catalogue as a document: what any document can do, reports and forms, a catalogue can do."""
        rows = [(one.jabatan, NOWHERE, one.to_indikator()) for one in self.values()]
        return Dokumen(self.judul, by_jabatan(rows), self.berkas, (*self.diagnostics, *self._findings()))

    def _findings(self) -> tuple[Diagnostic, ...]:
        """Tell which rule sets the entries name: a report is told its rule set with an option, and knows one."""
        named = tuple(dict.fromkeys([self.aturan_of(one) for one in self.values()]))
        return (Diagnostic(KATALOG_ATURAN, (0, 0), (), names=named),) if named and named != (DEFAULT,) else ()

    def aturan_of(self, one: IndikatorKatalog) -> str:
        """Return the id of the rule set of an entry: its own, that of the catalogue, the usual one."""
        return one.aturan or self.aturan or DEFAULT

    def check(self) -> Tinjauan:
        """Return what is wrong or doubtful about the entries, as ``kinerja periksa`` finds it.

        >>> katalog = Katalog([IndikatorKatalog(id="a", nama="Persentase arsip", rumus="`Arsip` / `Arsip` × 100%")])
        >>> [one.code for row in katalog.check().rows for one in row.diagnostics]
        ['KF124']
        """
        from kinerja_formula.tinjauan.review import review

        return review(self.dokumen)

    def evaluate(
        self, data: Any, *, periode: int | str | None = None, satuan: Mapping[str, str] | None = None
    ) -> HasilKatalog:
        """Return every indicator calculated from one record of figures: a mapping from ids to results.

        An indicator that has no value never stops the others: it says why (``status``, ``diagnostics``).

        Args:
            data: figures by name, as :meth:`Formula.evaluate` takes them; of several units of government, one.
            periode: the period whose targets are meant; figures by period are taken of it, too.
            satuan: units of operands by name.
        """
        from kinerja_formula.pengatalogan.evaluation import evaluate

        return evaluate(self, data, periode=periode, satuan=satuan)

    def evaluate_table(
        self,
        frame: Any,
        *,
        periode: int | str | None = None,
        ids: Iterable[str] | None = None,
        columns: Mapping[str, str] | None = None,
        satuan: Mapping[str, str] | None = None,
    ) -> Any:
        """Return a table with the indicators of every row, calculated by the table's own engine.

        Each adds the columns ``<id>_nilai``, ``<id>_status``, and with a target ``<id>_capaian``, ``<id>_predikat``:
        see :func:`kinerja_formula.evaluate_table`. ``ids`` are the indicators that are asked for, by default all
        that have something to calculate.

        Raises KeyError for an unknown id, and what :func:`kinerja_formula.evaluate_table` raises: a column that is
        missing for one of them is an error that names all of them (KF460).
        """
        from kinerja_formula.pengatalogan.evaluation import evaluate_table

        return evaluate_table(self, frame, periode=periode, ids=ids, columns=columns, satuan=satuan)

    def evaluate_long(
        self,
        frame: Any,
        *,
        by: Sequence[str] = ("unit", "periode"),
        periode: int | str | None = None,
        kolom_periode: str | None = "periode",
        nama: str = "nama",
        nilai: str = "nilai",
        satuan: Mapping[str, str] | None = None,
    ) -> Any:
        """Return the indicators of a long table, a row a figure, by group; ``indikator`` holds their ids.

        See :func:`kinerja_formula.evaluate_long`, for errors too. Where ``kolom_periode`` is a column of ``by`` and no
        ``periode`` is given, every row has the target of its own period: the engine is asked which periods there are.
        """
        from kinerja_formula.pengatalogan.evaluation import evaluate_long

        return evaluate_long(
            self,
            frame,
            by=by,
            periode=periode,
            kolom_periode=kolom_periode,
            nama=nama,
            nilai=nilai,
            satuan=satuan,
        )

    def to_sql(
        self,
        table: str | Sequence[str],
        *,
        dialect: str = "duckdb",
        view: str | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> str:
        """Return a query that gives each row of a table the values of the indicators, as columns called by their ids.

        With ``view`` it is the statement that creates this view. ``table`` is its name; a sequence is a path such as
        ``("public", "isian")``. ``columns`` maps names of operands to columns. What can't be written as an expression
        over a row is left out and told in a comment.

        Raises what :meth:`Formula.to_sql` raises of the whole: KF361 an operand without a column, KF403, ValueError.
        """
        from kinerja_formula.pengatalogan.evaluation import to_sql

        return to_sql(self, table, dialect=dialect, view=view, columns=columns)

    def banding(self, lain: Katalog) -> Banding:
        """Return what another catalogue, usually of a later year, says otherwise: in meaning, not in letters.

        >>> one = Katalog([IndikatorKatalog(id="a", nama="A", rumus="`B` / `C` × 100%", target={"2025": "90"})])
        >>> other = Katalog([IndikatorKatalog(id="a", nama="A", rumus="100% × `B` / `C`", target={"2025": "95 %"})])
        >>> [(found.jenis, found.periode, found.baru) for found in one.banding(other).perubahan]
        [('target', '2025', '95 %')]
        """
        from kinerja_formula.pengatalogan.comparison import compare

        return compare(self, lain)

    def to_toml(self) -> str:
        """Return the catalogue as TOML in its one canonical form: a field a line, always in the same order."""
        from kinerja_formula.pengatalogan.toml_text import katalog_toml

        return katalog_toml(self.to_json())

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write :meth:`to_toml` to a file. Comments of a file that was there are lost: ``catatan`` is for them.

        Raises InvalidDataError KF481 where the file can't be written.
        """
        from kinerja_formula.files.whole_file import write_whole

        write_whole(path, self.to_toml().encode("utf-8"))

    def to_json(self) -> dict[str, Any]:
        """Return the catalogue as plain data, schema ``kinerja-formula/katalog/1``; the TOML holds the same."""
        told = {"judul": self.judul, "aturan": self.aturan, "catatan": self.catatan}
        return {
            "schema": SCHEMA,
            **{field: value for field, value in told.items() if value},
            "indikator": [one.to_json() for one in self.values()],
        }

    @classmethod
    def from_json(cls, data: Any, *, berkas: str = "", line_of: LineOf | None = None) -> Katalog:
        """Return the catalogue that :meth:`to_json` wrote.

        ``line_of`` gives the line of a field, ``("indikator", "2", "target", "2025")``; the reader of TOML knows it.

        Raises InvalidDataError KF520, KF521 with every fault that there is.
        """
        file = os.path.basename(berkas) or _DEFAULT_FILE
        if not isinstance(data, Mapping):
            raise InvalidDataError(
                _placed(misfit("–", reason="bukan-tabel", expected=", ".join(_HEAD)), "", file, line_of)
            )
        faults = [_placed(one, "", file, line_of) for one in unknown_fields(data, _HEAD, "")]
        if data.get("schema") != SCHEMA:
            reason = "pilihan-lain" if "schema" in data else "bidang-hilang"
            faults.append(_placed(misfit("schema", reason=reason, expected=f'schema = "{SCHEMA}"'), "", file, line_of))
        rows = data.get("indikator", [])
        if not isinstance(rows, list) or len(rows) > MOST_INDICATORS:
            reason = "terlalu-banyak-bidang" if isinstance(rows, list) else "bukan-daftar"
            expected = f"≤ {MOST_INDICATORS}" if isinstance(rows, list) else "[[indikator]]"
            faults.append(_placed(misfit("indikator", reason=reason, expected=expected), "", file, line_of))
            rows = []
        entries: list[IndikatorKatalog] = []
        places: list[str] = []
        for number, row in enumerate(rows, 1):
            place = f"indikator.{number}"
            try:
                baris = line_of((*place.split("."), "rumus")) if line_of is not None else 0
                entries.append(entry_of_data(row, baris))
                places.append(place)
            except InvalidDataError as error:
                faults += [_placed(one, f"{place}.", file, line_of) for one in error.diagnostics]
        for place, found in zip(places, faults_of_each_id([one.id for one in entries]), strict=True):
            faults += [_placed(one, f"{place}.", file, line_of) for one in found]
        head = {field: data.get(field, "") for field in ("judul", "aturan", "catatan")}
        faults += [_placed(one, "", file, line_of) for one in faults_of_head(**head)]
        if faults:
            raise InvalidDataError(tuple(sorted(faults, key=_line)))
        return cls(entries, **head, berkas=berkas)


def _line(found: Diagnostic) -> int:
    told = str(found.values["line"])
    return int(told) if told.isdecimal() else 0


def _rebuilt(
    entries: tuple[IndikatorKatalog, ...],
    judul: str,
    aturan: str,
    catatan: str,
    berkas: str,
    diagnostics: tuple[Diagnostic, ...],
) -> Katalog:
    return Katalog(entries, judul=judul, aturan=aturan, catatan=catatan, berkas=berkas, diagnostics=diagnostics)

"""What each extra is for, done once: ``python main_jobs.py [EXTRA …]`` in an environment that has these extras alone.

The job of an extra that is named works; that of any other is refused with KF403 and the line that installs it. Runs
with nothing but the package and what its extras bring, and an engine of tables for ``tables``.
"""

from __future__ import annotations

import asyncio
import io
import os
import sys
import tempfile
from collections.abc import Callable
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest import mock

import kinerja_formula as kf

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
RATIO = "Jumlah hadir / Jumlah undangan x 100%"


def without_any() -> None:
    """Formulas, their algebra, a decree as CSV and its report as text: what the package does by itself."""
    assert kf.evaluate(RATIO, {"Jumlah hadir": 18, "Jumlah undangan": "20 orang"}).value == 90
    assert kf.parse(RATIO).solve("Jumlah hadir", "95%", {"Jumlah undangan": 40}).value == 38
    assert kf.parse("A / B").equals(kf.parse("A x 1 / B"))
    assert kf.capaian(90, "94%").value == Fraction(9000, 94)
    assert kf.Formula.from_json(kf.parse(RATIO).to_json()) == kf.parse(RATIO)
    assert "90,00%" in report().to_markdown()


def report() -> kf.Laporan:
    return kf.laporan(EXAMPLES / "pelayanan.csv", EXAMPLES / "pelayanan-realisasi.csv")


def excel(folder: Path) -> None:
    kf.isian(EXAMPLES / "pelayanan.csv", EXAMPLES / "pelayanan-realisasi.csv").save(folder / "isian.xlsx")
    laporan = kf.laporan(EXAMPLES / "pelayanan.csv", folder / "isian.xlsx")
    assert laporan.counts == report().counts
    laporan.save(folder / "laporan.xlsx")


def excel_read(folder: Path) -> None:
    laporan = kf.laporan(EXAMPLES / "pelayanan.csv", EXAMPLES / "kecamatan" / "2025" / "Kecamatan Utara.xlsx")
    assert len(laporan.rows) == 4


def word(folder: Path) -> None:
    assert len(kf.read(EXAMPLES / "sambutan-2023.docx")) == 87


def word_written(folder: Path) -> None:
    report().save(folder / "laporan.docx")
    assert (folder / "laporan.docx").stat().st_size > 10_000


def pdf(folder: Path) -> None:
    cells = [(72, "Indikator"), (232, "Formula"), (472, "Target"), (72, "Kehadiran"), (232, RATIO), (472, "94%")]
    shown = [f"BT /F1 9 Tf {x} {720 - 20 * (place // 3)} Td ({text}) Tj ET" for place, (x, text) in enumerate(cells)]
    lines = [f"{x} 693 m {x} 733 l S" for x in (68, 228, 468, 530)] + [f"68 {y} m 530 {y} l S" for y in (693, 713, 733)]
    (folder / "iku.pdf").write_bytes(_one_page("\n".join([*lines, *shown]).encode()))
    (jabatan,) = kf.read(folder / "iku.pdf").jabatan
    (indikator,) = jabatan.indikator
    assert indikator.formula == kf.parse(RATIO)


def _one_page(content: bytes) -> bytes:
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 6 0 R>>endobj",
        b"4 0 obj<</Length %d>>stream\n%b\nendstream endobj" % (len(content), content),
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj",
        b"6 0 obj<</Font<</F1 5 0 R>>>>endobj",
    ]
    out, places = b"%PDF-1.4\n", []
    for part in parts:
        places.append(len(out))
        out += part + b"\n"
    table = b"xref\n0 7\n0000000000 65535 f \n" + b"".join([b"%010d 00000 n \n" % place for place in places])
    return out + table + b"trailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def html(folder: Path) -> None:
    assert len(kf.read(EXAMPLES / "kecamatan" / "iku.html", tahun=2025)) == 5


def report_page(folder: Path) -> None:
    assert "<svg" in report().to_html()


def report_pdf(folder: Path) -> None:
    report().to_pdf(folder / "laporan.pdf")
    assert (folder / "laporan.pdf").read_bytes().startswith(b"%PDF")


def report_chart(folder: Path) -> None:
    chart = kf.chart(report(), "jabatan")
    assert chart.svg().startswith("<svg") and chart.png().startswith(b"\x89PNG")


def tables(folder: Path) -> None:
    try:
        import pyarrow as pa
    except ImportError:
        table: Any = object()
    else:
        table = pa.table({"Jumlah hadir": [18, 5, None], "Jumlah undangan": [20, 0, 7]})
    found = kf.evaluate_table(table, RATIO, target="94%")
    assert found["nilai"].to_pylist() == [90.0, None, None]
    assert found["status"].to_pylist() == ["ok", "penyebut-nol", "data-hilang"]


def sql(folder: Path) -> None:
    assert "NULLIF" in kf.parse(RATIO).to_sql(dialect="postgres")


def web(folder: Path) -> None:
    from kinerja_formula.layanan import ServiceSettings, make_app
    from kinerja_formula.layanan.serving import make_server

    assert make_server(ServiceSettings(workers=1))
    body = b'{"rumus": "A / B", "data": {"A": 0.1, "B": 3}}'
    status, answer = asyncio.run(_answered(make_app(ServiceSettings(workers=1)), body))
    assert status == 200 and b'"1/30"' in answer, (status, answer)


async def _answered(app: Any, body: bytes) -> tuple[int, bytes]:
    """The answer to one request, by the protocol of ASGI itself: the extra brings no client."""
    lifespan: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    begun, ended = asyncio.Event(), asyncio.Event()

    async def told(message: dict[str, Any]) -> None:
        assert message["type"] in ("lifespan.startup.complete", "lifespan.shutdown.complete"), message
        (begun if "startup" in message["type"] else ended).set()

    running = asyncio.ensure_future(app({"type": "lifespan", "asgi": {"version": "3.0"}}, lifespan.get, told))
    await lifespan.put({"type": "lifespan.startup"})
    await begun.wait()
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    requests: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    await requests.put({"type": "http.request", "body": body, "more_body": False})
    head = [(b"host", b"localhost"), (b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http"}
    scope |= {"path": "/hitung", "raw_path": b"/hitung", "query_string": b"", "root_path": "", "headers": head}
    scope |= {"client": ("127.0.0.1", 1), "server": ("localhost", 80)}
    await app(scope, requests.get, send)
    await lifespan.put({"type": "lifespan.shutdown"})
    await ended.wait()
    await running
    return sent[0]["status"], b"".join([message.get("body", b"") for message in sent])


def testing(folder: Path) -> None:
    from kinerja_formula.testing import data_for, formulas  # isort: split
    from hypothesis import find  # after what refuses to go on without it

    formula = find(formulas(), lambda found: len(found.names) == 2)
    assert formula.evaluate(find(data_for(formula), lambda data: True)).value > 0


def terminal() -> None:
    """Without rich the same lines have no colours: nothing is refused."""
    from kinerja_formula.pelaporan.writers.terminal import _coloured

    with mock.patch.dict(os.environ, {"TERM": "xterm-256color", "FORCE_COLOR": "1"}):
        os.environ.pop("NO_COLOR", None)
        assert "\x1b[32m90,00%" in _coloured([[("90,00%", "green")]], io.StringIO())


JOBS: dict[str, list[Callable[[Path], None]]] = {
    "excel": [excel, excel_read],
    "word": [word, word_written],
    "pdf": [pdf],
    "html": [html],
    "report": [report_page, report_pdf, report_chart],
    "tables": [tables],
    "sql": [sql],
    "web": [web],
    "testing": [testing],
}
"""By extra; each of the jobs needs it."""


def refused(job: Callable[[Path], None], extra: str, folder: Path) -> None:
    try:
        job(folder)
    except kf.InvalidDataError as error:
        caught = error
    else:
        raise AssertionError(f"{job.__name__} works without {extra}")
    assert caught.code == "KF403", caught
    named = caught.diagnostics[0].values["extra"]
    assert named == extra, (job.__name__, named)
    assert f'pip install "kinerja-formula[{named}]"' in caught.diagnostics[0].hint, caught


def comes_along(extra: str, installed: list[str]) -> bool:
    """Tell whether an extra works because a library of another one brings what it needs: new altair brings narwhals."""
    return extra == "tables" and "report" in installed and find_spec("narwhals") is not None


def main(installed: list[str]) -> int:
    unknown = set(installed) - {*JOBS, "terminal"}
    assert not unknown, unknown
    with tempfile.TemporaryDirectory() as folder:
        without_any()
        for extra, jobs in JOBS.items():
            for job in jobs:
                if extra in installed:
                    job(Path(folder))
                elif not comes_along(extra, installed):
                    refused(job, extra, Path(folder))
        if "terminal" in installed:
            terminal()
    print(f"{len(installed)} works, {len(JOBS) - len([one for one in installed if one in JOBS])} refused")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

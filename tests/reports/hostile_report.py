"""A report whose every text would like to be more than a text: a script, a formula, a steering sign, a link."""

from __future__ import annotations

import kinerja_formula as kf
from kinerja_formula.dokumen.model import PEMBANDING
from kinerja_formula.files.tempat import Tempat
from kinerja_formula.pengisian.figures_table import Figure, Figures

HOSTILE = (
    "<script>injected = 1</script>",
    "\"><img src=x onerror='injected=1'>",
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\u202egnitset\u202c",
    "merah \x1b[31m\x07",
    "| a | b |",
    "](http://example.test) **b** `c`",
    "</style></details></table>",
    "{{ 1 + 1 }} ${x} &amp;",
)


def hostile() -> kf.Laporan:
    """A report whose every text is one that would like to be more."""
    posts = []
    for number, text in enumerate(HOSTILE, 1):
        wanted = kf.Indikator(
            nama=text,
            teks=f"`A {text.replace('`', '')}` / `B {number}` x 100%",
            sasaran=text,
            sumber_data=text,
            target="90%",
            kode=text,
            realisasi={"2 tahun lalu": text, "tahun lalu": "80%"},
            pembanding=dict.fromkeys(PEMBANDING, text) | {"anggaran": "Rp 2 juta", "realisasi anggaran": "1000000"},
            tempat=Tempat(number, 0, text),
        )
        unread = kf.Indikator(nama=f"{text} 2", teks=text, sasaran=text, target=text)
        posts.append(kf.Jabatan(f"{text} {number}", (wanted, unread)))
    given = [Figure(f"A {text.replace('`', '')}", 9) for text in HOSTILE]
    given += [Figure(f"B {number}", 10) for number in range(1, len(HOSTILE), 2)]
    given += [Figure(text, text, jabatan=text, indikator=text) for text in HOSTILE]
    return kf.laporan(
        kf.Dokumen(HOSTILE[0], tuple(posts), HOSTILE[1]), Figures(given, path=HOSTILE[2], title=HOSTILE[1])
    )

"""Print docs/panduan/arti-temuan.md: what every finding means for those who fill in forms and sign reports.

`python tests/docs/make_arti_temuan.py --write` writes the page; a test checks that the page is what this prints. The
words are those of data/messages/id.toml, what varies in them is shown as an ellipsis.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

from kinerja_formula.diagnostics import CATALOGUE  # noqa: E402

PAGE = ROOT / "docs" / "panduan" / "arti-temuan.md"
MESSAGES = ROOT / "src" / "kinerja_formula" / "data" / "messages" / "id.toml"
HEAD = Path(__file__).with_name("arti_temuan_head.md")

GROUPS = {
    "KF0": "Teks rumus dan batasnya",
    "KF1": "Membaca dan memeriksa rumus",
    "KF2": "Satuan",
    "KF3": "Angka, hasil, dan capaian",
    "KF4": "Dokumen, lembar isian, dan laporan",
    "KF5": "Layanan dan katalog",
}


def shown(text: str) -> str:
    """Return a message with an ellipsis for what varies, fit for a cell."""
    varied = re.sub(r"\s*…(?:\s*…)+", " …", re.sub(r"\{\w+\}", "…", text))
    return re.sub(r"…\.$", "…", varied).replace("|", "\\|").replace("\n", " ").strip()


def row(code: str, texts: dict[str, str], severity: str) -> str:
    """A code whose words depend on what was found has its title alone here."""
    one_message = "message" in texts and not any(key.startswith("message_") for key in texts)
    told = f"**{texts['title']}.**" + (f" {shown(texts['message'])}" if one_message else "")
    hint = texts.get("hint_empty") or texts.get("hint") or "lihat saran yang tertulis"
    return f"| [{code}](../errors/{code}.md) | {severity} | {told} | {shown(hint)} |"


def page() -> Iterator[str]:
    messages = tomllib.loads(MESSAGES.read_text(encoding="utf-8"))
    yield HEAD.read_text(encoding="utf-8")
    for start, title in GROUPS.items():
        codes = [code for code in sorted(CATALOGUE) if code.startswith(start)]
        if codes:
            yield f"### {title}\n\n| kode | tingkat | artinya | yang dilakukan |\n| --- | --- | --- | --- |"
            yield from (row(code, messages[code], messages["severity"][CATALOGUE[code].severity]) for code in codes)
            yield ""


def main() -> None:
    assert {code[:3] for code in CATALOGUE} <= GROUPS.keys()
    text = "\n".join(page()).rstrip() + "\n"
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()

"""The pages for people: templates and words of the package, and the few files that they load from the service."""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from typing import Any, Final, NamedTuple

from starlette.requests import Request

from kinerja_formula.data_files import DATA, read_toml
from kinerja_formula.page_templates import render
from kinerja_formula.penilaian import DEFAULT, aturan

__all__ = ["Asset", "assets", "language_of", "words_of", "written_page"]

_FOLDER: Final = os.path.join(DATA, "layanan")
_LANGUAGES: Final = ("id", "en")
_MEDIA: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


class Asset(NamedTuple):
    """A file that a page loads."""

    media: str
    content: bytes
    etag: str


@cache
def assets() -> dict[str, Asset]:
    """Return the files that pages load, by their names: those and no others are there."""
    found = {}
    folder = os.path.join(_FOLDER, "aset")
    for name in sorted(os.listdir(folder)):
        media = _MEDIA.get(os.path.splitext(name)[1])
        if media is not None:
            with open(os.path.join(folder, name), "rb") as file:
                content = file.read()
            found[name] = Asset(media, content, f'"{hashlib.sha256(content).hexdigest()[:16]}"')
    return found


def words_of(language: str) -> dict[str, Any]:
    """Return the words of the pages in a language."""
    return read_toml(os.path.join(_FOLDER, f"{language}.toml"))


def language_of(request: Request) -> str:
    """Return the language of an answer: ``?bahasa=``, else the first of ours in Accept-Language, else ``id``."""
    asked = request.query_params.get("bahasa")
    if asked in _LANGUAGES:
        return asked
    for one in request.headers.get("accept-language", "")[:400].lower().split(","):
        language = one.partition(";")[0].strip().partition("-")[0]
        if language in _LANGUAGES:
            return language
        if language in ("in", "ms"):  # the old code of Indonesian, and a reader of Malay
            return "id"
    return "id"


def written_page(name: str, language: str) -> str:
    """Return a page: ``rumus`` or ``berkas``."""
    rules = [{"id": one.id, "nama": one.nama, "bawaan": one.id == DEFAULT} for one in aturan()]
    words = words_of(language)
    return _written(name, language, json.dumps(words["skrip"], ensure_ascii=False), tuple(map(_frozen, rules)))


def _frozen(rule: dict[str, Any]) -> tuple[str, str, bool]:
    return rule["id"], rule["nama"], rule["bawaan"]


@cache
def _written(name: str, language: str, script_words: str, rules: tuple[tuple[str, str, bool], ...]) -> str:
    return render(
        f"layanan/{name}.html",
        language=language,
        words=words_of(language)["halaman"],
        script_words=script_words,
        rules=[{"id": one, "nama": told, "bawaan": standard} for one, told, standard in rules],
        here=name,
    )

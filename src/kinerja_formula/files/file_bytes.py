"""The bytes of a file within limits, as text or as an archive, and the errors of files that can't be read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import MISSING_EXTRA, UNREADABLE_TABLE

__all__ = [
    "DEFAULT_FILE_LIMITS",
    "FileLimits",
    "decode_text",
    "is_locked",
    "missing_extra",
    "read_bytes",
    "unreadable",
    "weigh",
]

_MOST_ENTRIES: Final = 20_000


class FileLimits(NamedTuple):
    """How large a file may be: bytes on disk, bytes after unpacking (XLSX is a zip file), rows."""

    size: int = 20_000_000
    unpacked: int = 200_000_000
    rows: int = 50_000


DEFAULT_FILE_LIMITS: Final = FileLimits()


def unreadable(path: object, reason: str, **facts: object) -> InvalidDataError:
    """Return the error KF401 for a file; ``reason`` is a stable slug."""
    return InvalidDataError(Diagnostic(UNREADABLE_TABLE, (0, 0), (), path=str(path), reason=reason, **facts))


def is_locked(raw: bytes) -> bool:
    """Tell whether the bytes of an older Office file hold one that is locked by a password.

    >>> is_locked("EncryptedPackage".encode("utf-16-le"))
    True
    """
    return "EncryptedPackage".encode("utf-16-le") in raw


def missing_extra(package: str, extra: str, purpose: str) -> InvalidDataError:
    """Return the error KF403 for a library that is not installed, with the extra that brings it."""
    return InvalidDataError(Diagnostic(MISSING_EXTRA, (0, 0), (), package=package, extra=extra, purpose=purpose))


def read_bytes(path: str | Path, limits: FileLimits = DEFAULT_FILE_LIMITS) -> bytes:
    """Return what a file holds. Raises InvalidDataError KF401."""
    try:
        with open(path, "rb") as file:
            raw = file.read(limits.size + 1)
    except FileNotFoundError:
        raise unreadable(path, "berkas-tidak-ada") from None
    except IsADirectoryError:
        raise unreadable(path, "berkas-folder") from None
    except PermissionError:
        raise unreadable(path, "berkas-terlarang") from None
    except (OSError, ValueError):  # ValueError: a zero byte in the name
        raise unreadable(path, "berkas-gagal-dibaca") from None
    if len(raw) > limits.size:
        raise unreadable(path, "berkas-terlalu-besar", limit=limits.size)
    if not raw.strip():
        raise unreadable(path, "berkas-kosong")
    return raw


def decode_text(path: str | Path, raw: bytes) -> str:
    """Return the text of a file: UTF-8 or UTF-16 by their marks, else UTF-8, else the code page of older Windows."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeError:
            continue
        if "\0" not in text:
            return text
    raise unreadable(path, "bukan-teks-berkas")


def weigh(path: str | Path, raw: bytes, limits: FileLimits) -> dict[str, int]:
    """Look at the sizes in an archive before anything is unpacked; return the size of each file in it by name.

    Raises InvalidDataError KF401 for more than is allowed, and for an archive that is broken off.
    """
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        raise unreadable(path, "arsip-rusak") from None
    if sum(entry.file_size for entry in entries) > limits.unpacked or len(entries) > _MOST_ENTRIES:
        raise unreadable(path, "berkas-terlalu-besar", limit=limits.unpacked)
    return {entry.filename: entry.file_size for entry in entries}

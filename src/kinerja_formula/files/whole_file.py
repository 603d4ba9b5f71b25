"""The one writer of files: a file is there whole or not at all.

The content is written beside its place, brought to the disk, and put there by a rename; a process that is killed at any
moment leaves the old file as it was. What killed processes left beside their files is removed by the next write there.
"""

from __future__ import annotations

import errno
import hashlib
import os
import platform
import secrets
import stat
import time
from contextlib import suppress
from functools import lru_cache
from typing import Final

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import UNWRITABLE_FILE

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["REASONS", "unwritable", "write_whole"]

_REASONS: Final = {
    errno.ENOENT: "folder-tidak-ada",
    errno.ENOTDIR: "folder-tidak-ada",
    errno.EACCES: "tulis-terlarang",
    errno.EPERM: "tulis-terlarang",
    errno.EROFS: "hanya-baca",
    errno.ENOSPC: "ruang-penuh",
    errno.EDQUOT: "ruang-penuh",
    errno.EFBIG: "ukuran-terbatas",
    errno.EISDIR: "berkas-folder",
    errno.EBUSY: "berkas-dipakai",
    errno.ETXTBSY: "berkas-dipakai",
    errno.ENAMETOOLONG: "nama-tak-sah",
    errno.EINVAL: "nama-tak-sah",
    errno.ELOOP: "tautan-berputar",
}
_UNKNOWN: Final = "berkas-gagal-ditulis"
REASONS: Final = frozenset([*_REASONS.values(), _UNKNOWN])
"""Why a file can't be written, as the finding KF481 says it."""

_STREAMS: Final = ("/dev/", "/proc/")
_BEFORE: Final = ".kinerja-"
_AFTER: Final = ".tmp"
_A_DAY: Final = 86_400


def unwritable(path: str | os.PathLike[str], error: OSError | ValueError) -> InvalidDataError:
    """Return the error KF481 for a file that can't be written, with the reason that the system gives."""
    # A ValueError comes of a name that no system allows, such as one with a zero byte.
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    shown = os.path.basename(os.path.normpath(os.fspath(path)))
    return InvalidDataError(
        Diagnostic(UNWRITABLE_FILE, (0, 0), (), path=shown, reason=_REASONS.get(number or 0, _UNKNOWN))
    )


def write_whole(path: str | os.PathLike[str], content: bytes) -> None:
    """Write a file whole or not at all.

    A symbolic link stays one, and the file that it leads to is written. The rights of a file that is there are kept.
    What is no file, and ``/dev/stdout`` wherever it leads, is written to as it is.

    Raises InvalidDataError KF481 where the file can't be written; what was there before is still there then.

    >>> import tempfile
    >>> folder = tempfile.mkdtemp()
    >>> write_whole(os.path.join(folder, "a.txt"), b"whole")
    >>> os.listdir(folder)
    ['a.txt']
    """
    try:
        _write(os.fspath(path), content)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None


def _write(path: str, content: bytes) -> None:
    old = _status(path)
    if old is not None and (not stat.S_ISREG(old.st_mode) or os.path.abspath(path).startswith(_STREAMS)):
        with open(path, "ab") as stream:
            stream.write(content)
        return
    target = os.path.realpath(path)
    if old is not None and not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))  # a rename would go over a locked file
    folder = os.path.dirname(target)
    _remove_left_over(folder)
    handle, beside = _locked_new_file(folder, 0o666 if old is None else 0o600)
    try:
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(handle, rest) :]
            if old is not None:
                _keep_rights(handle, target, old)
            os.fsync(handle)
            if fcntl is not None:
                os.replace(beside, target)  # while the lock still says that somebody lives
        finally:
            os.close(handle)
        if fcntl is None:
            os.replace(beside, target)  # Windows renames no file that is open
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise
    _sync_folder(folder)


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _locked_new_file(folder: str, mode: int) -> tuple[int, str]:
    """Make a file and lock it: the lock ends with the process, so that others can tell what is left over."""
    while True:
        beside = os.path.join(folder, f"{_BEFORE}{_machine()}-{secrets.token_hex(8)}{_AFTER}")
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        if fcntl is None:
            return handle, beside
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(handle), os.stat(beside)):
                return handle, beside
        except (BlockingIOError, FileNotFoundError):
            pass  # another process took it for left over before it was locked
        except OSError:
            return handle, beside  # a file system without locks; there nobody removes anything
        os.close(handle)


def _keep_rights(handle: int, target: str, old: os.stat_result) -> None:
    """Give a new file the owner, the rights and the access list of the one whose place it takes, as far as may be."""
    if not hasattr(os, "fchmod"):
        return
    for owner in (old.st_uid, -1):  # who may not give a file away may still give it to a group
        with suppress(OSError):
            os.fchown(handle, owner, old.st_gid)
            break
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(target):
                with suppress(OSError):
                    os.setxattr(handle, name, os.getxattr(target, name))
    with suppress(OSError):  # some file systems have one set of rights for all
        os.fchmod(handle, old.st_mode & 0o777)


def _sync_folder(folder: str) -> None:
    with suppress(OSError):  # not every system opens folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# What killed processes left


@lru_cache
def _machine() -> str:
    """Return a name for this machine: the locks of another one may not be seen on a shared folder."""
    return hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:8]


def _remove_left_over(folder: str) -> None:
    with suppress(OSError):
        with os.scandir(folder) as entries:
            found = [entry.path for entry in entries if entry.name.startswith(_BEFORE) and entry.name.endswith(_AFTER)]
        for path in found:
            with suppress(OSError):
                _remove_if_left(path)


def _remove_if_left(path: str) -> None:
    """Remove a file of this user that no living process writes."""
    status = os.lstat(path)
    if not stat.S_ISREG(status.st_mode) or (hasattr(os, "geteuid") and status.st_uid != os.geteuid()):
        return
    parts = os.path.basename(path)[len(_BEFORE) : -len(_AFTER)].split("-")
    elsewhere = len(parts) > 1 and parts[0] != _machine()
    if (elsewhere or fcntl is None) and time.time() - status.st_mtime < _A_DAY:
        return
    if fcntl is None:
        os.unlink(path)
        return
    handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.unlink(path)
    finally:
        os.close(handle)

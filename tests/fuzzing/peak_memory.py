"""The most memory that this process has had, where the system lets it be set back; else it only ever rises."""

from __future__ import annotations

import resource
from contextlib import suppress

__all__ = ["begin_anew", "peak"]


def begin_anew() -> int:
    """Set the mark back to what is in use now, and return it in bytes."""
    with suppress(OSError), open("/proc/self/clear_refs", "w") as file:
        file.write("5")
    return peak()


def peak() -> int:
    """Return the mark in bytes."""
    with suppress(OSError), open("/proc/self/status") as file:
        for line in file:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

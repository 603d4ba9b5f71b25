"""One input of a target, watched: what it brings out, and how long it takes."""

from __future__ import annotations

import signal
import time
import traceback
from typing import Any, Final, NamedTuple

from tests.fuzzing.target import BrokenLawError, Target

__all__ = ["Fault", "watched"]

HANGS: Final = 30
"""So many times the seconds of its target, and an input is taken for one that never ends."""


class Fault(NamedTuple):
    """What an input did that none should. Two inputs with the same ``place`` show one fault."""

    kind: str
    place: str
    told: str


class _TakesTooLongError(BaseException):
    """No ``except Exception`` on the way may catch it."""


def _stop(number: int, frame: Any) -> None:
    raise _TakesTooLongError


def watched(target: Target, content: bytes, *, first: bool = True) -> Fault | None:
    """Run an input; return its fault, None where there is none."""
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, HANGS * target.seconds)
    began = time.process_time()
    try:
        target.run(content)
    except _TakesTooLongError as error:
        return Fault("hang", _place(error), f"more than {HANGS * target.seconds:.0f} s")
    except BrokenLawError as error:
        return Fault("law", error.law, str(error))
    except RecursionError as error:
        return Fault("exception", "RecursionError", str(error))
    except Exception as error:
        return Fault("exception", f"{type(error).__name__} {_place(error)}", f"{type(error).__name__}: {error}"[:400])
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    seconds = time.process_time() - began
    if seconds <= target.seconds:
        return None
    if first:  # what is loaded once is not the input's
        return watched(target, content, first=False)
    return Fault("time", "time", f"{seconds:.1f} s")


def _place(error: BaseException) -> str:
    """Return the innermost place of ours."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if "kinerja_formula" in one.filename] or frames
    return f"{ours[-1].filename.rpartition('kinerja_formula/')[2]}:{ours[-1].lineno}"

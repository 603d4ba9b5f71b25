"""The service: formulas, documents, forms and reports over HTTP, for programs in any language and for people.

- ``settings``: what a service allows; ``refusals``: a request that is turned away, as an answer
- ``fields``: what a request may hold, checked and described from one table; ``bodies``: bodies within limits
- ``tasks``: the work itself; ``worker``: the process that does it; ``workers``: some of them, within time and memory
- ``safeguards``: hosts, origins, headers; ``connections``: slow clients; ``openapi``: the description; ``page``: pages
- ``application``: the routes; ``serving``: the running service

Nothing is kept: files live in a folder of their request, which goes with the answer.
"""

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import MISSING_EXTRA
from kinerja_formula.layanan.settings import ServiceSettings

__all__ = ["ServiceSettings", "make_app"]


def __getattr__(name: str) -> object:
    # Found when asked for: it imports Starlette, which the process that does the work has no use for.
    if name == "make_app":
        try:
            from kinerja_formula.layanan.application import make_app
        except ImportError as error:
            raise _missing(error) from None
        return make_app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _missing(error: ImportError) -> InvalidDataError:
    package = (error.name or "starlette").partition(".")[0]
    return InvalidDataError(Diagnostic(MISSING_EXTRA, (0, 0), (), package=package, extra="web", purpose="HTTP"))

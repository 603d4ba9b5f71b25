"""A mutant put in the place of its module, in this process and for good."""

from __future__ import annotations

import gc
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from importlib.machinery import SourceFileLoader
from types import CodeType, FunctionType
from typing import Any

from .mutants import Mutant

__all__ = ["Loaded", "apply", "load_instead"]


def load_instead(mutant: Mutant) -> list[str]:
    """Let the import of the module give the mutant; a list that will have the name of the module then."""
    read = SourceFileLoader.get_code
    path = str(mutant.path)
    loaded: list[str] = []

    def get_code(self: SourceFileLoader, fullname: str) -> CodeType | None:
        if self.path == path:
            loaded.append(fullname)
            return compile(mutant.source, path, "exec", dont_inherit=True)
        return read(self, fullname)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]
    return loaded


@dataclass(frozen=True)
class Loaded:
    """What a process has in its memory: every function by its file, methods and closures too, and every cache."""

    functions: Mapping[str, list[FunctionType]]
    caches: list[_lru_cache_wrapper[Any]]

    @classmethod
    def now(cls, package: str) -> Loaded:
        functions: dict[str, list[FunctionType]] = defaultdict(list)
        caches: list[_lru_cache_wrapper[Any]] = []
        for one in gc.get_objects():
            if type(one) is FunctionType:
                functions[one.__code__.co_filename].append(one)
            elif type(one) is _lru_cache_wrapper and (one.__module__ or "").startswith(package):
                caches.append(one)
        return cls(functions, caches)


def apply(mutant: Mutant, loaded: Loaded) -> bool:
    """Give every function of the loaded module the code of the mutant; False if that can't be done."""
    path = str(mutant.path)
    load_instead(mutant)
    for cache in loaded.caches:  # they hold what the collection of the tests has asked for
        cache.cache_clear()
    if not any(getattr(one, "__file__", None) == path for one in list(sys.modules.values())):
        return True  # imported later
    text = mutant.path.read_text(encoding="utf-8")
    codes = dict(_pairs(compile(text, path, "exec"), compile(mutant.source, path, "exec")))
    found = False
    for one in loaded.functions.get(path, ()):
        if one.__code__ in codes:
            try:
                one.__code__ = codes[one.__code__]
            except ValueError:  # a variable of the function around it is used no more, or newly
                return False
            found = True
    return found


def _pairs(before: CodeType, after: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Each code that is another now with what it became, from outside in."""
    if before == after:
        return
    yield before, after
    inner, changed = ([one for one in code.co_consts if isinstance(one, CodeType)] for code in (before, after))
    if [one.co_name for one in inner] == [one.co_name for one in changed]:
        for one, other in zip(inner, changed, strict=True):
            yield from _pairs(one, other)

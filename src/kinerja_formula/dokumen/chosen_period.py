"""Several targets, and which one is meant: of a year or a part of one that is asked for, or of the document's title."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from kinerja_formula.diagnostics import Diagnostic, InvalidDataError
from kinerja_formula.diagnostics.catalogue import NO_SUCH_PERIOD, SEVERAL_PERIODS, TARGET_WITHOUT_YEAR
from kinerja_formula.dokumen.model import Dokumen, Indikator
from kinerja_formula.dokumen.periods import period_of, same_period, year_of
from kinerja_formula.dokumen.table_words import head_roles

__all__ = ["chosen_period", "title_with_period", "with_chosen_period"]


class _Wanted(NamedTuple):
    """``title``: the year in the title, ``default``: that year where nothing is asked for; ``years``: of all targets.

    ``beside``: some indicator has targets of several years.
    """

    tahun: str
    periode: str
    default: str
    title: str = ""
    years: frozenset[str] = frozenset()
    beside: bool = False

    @property
    def year(self) -> str:
        return self.tahun or self.default


def with_chosen_period(dokumen: Dokumen, tahun: int | str | None = None, periode: str | None = None) -> Dokumen:
    """Return a document whose indicators have the target of the period that is meant.

    A target that stands under no year, as in a document with one column of targets, is that of the year asked for; if
    the title of the document names another year, that is a finding (KF442).

    Raises:
        InvalidDataError: KF409 no indicator has a target of the year or period that is asked for.

    >>> from kinerja_formula.dokumen.model import Jabatan
    >>> nilai = Indikator(nama="Nilai SAKIP", teks="", targets={"2025": "80", "2026": "81"})
    >>> dokumen = with_chosen_period(Dokumen("", (Jabatan("CAMAT", (nilai,)),)), 2026)
    >>> dokumen.jabatan[0].indikator[0].target
    '81'
    >>> lone = Indikator(nama="Nilai SAKIP", teks="", target="81")
    >>> dokumen = with_chosen_period(Dokumen("PK TAHUN 2025", (Jabatan("CAMAT", (lone,)),)), 2026)
    >>> dokumen.jabatan[0].indikator[0].periode, [found.code for found in dokumen.diagnostics]
    ('2026', ['KF442'])
    """
    years = frozenset([year for _, one in dokumen for period in one.targets if (year := year_of(period))])
    title = year_of(dokumen.judul)
    beside = any(len({year_of(period) for period in one.targets} - {""}) > 1 for _, one in dokumen)
    wanted = _Wanted(str(tahun or ""), periode or "", "" if tahun else title, title, years, beside)
    told: dict[str, None] = {}
    open_ones: list[str] = []
    without: list[str] = []
    found = undated = 0

    def dated(period: str) -> str:
        nonlocal undated
        if not wanted.tahun or year_of(period):
            return period
        undated += 1
        return f"{period} {wanted.tahun}".strip()

    def chosen(indikator: Indikator) -> Indikator:
        nonlocal found
        if not indikator.targets:
            return replace(indikator, periode=dated(indikator.periode)) if indikator.target else indikator
        told.update(dict.fromkeys(indikator.targets))
        period = _period(indikator.targets, wanted)
        if period is None:
            (without if _has_none_of(wanted, indikator.targets) else open_ones).append(indikator.nama)
            return replace(indikator, target="", periode="")
        found += 1
        return replace(indikator, target=indikator.targets[period], periode=dated(period))

    posts = tuple([replace(post, indikator=tuple(map(chosen, post.indikator))) for post in dokumen.jabatan])
    periods = tuple([one or "—" for one in told])
    if (tahun or periode) and told and not found:
        asked = " ".join([one for one in (wanted.periode, wanted.tahun) if one])
        raise InvalidDataError(Diagnostic(NO_SUCH_PERIOD, (0, 0), path=dokumen.berkas, period=asked, found=periods))
    findings = []
    if undated and year_of(dokumen.judul) not in ("", wanted.tahun):
        facts = {"count": str(undated), "period": wanted.tahun, "found": year_of(dokumen.judul)}
        findings.append(Diagnostic(TARGET_WITHOUT_YEAR, (0, 0), (), **facts))
    findings += _of_no_target(without, periods, reason="tanpa-periode") + _of_no_target(open_ones, periods)
    return replace(dokumen, jabatan=posts, diagnostics=(*dokumen.diagnostics, *findings))


def _of_no_target(names: Sequence[str], periods: tuple[str, ...], **reason: str) -> list[Diagnostic]:
    """Return what is told of indicators that no target was chosen for, nothing where there are none."""
    told = {"count": str(len(names)), "periods": periods, "names": tuple(names[:3])}
    return [Diagnostic(SEVERAL_PERIODS, (0, 0), (), **told, **reason)] if names else []


def _period(targets: Mapping[str, str], wanted: _Wanted) -> str | None:
    """Return the period that is meant, None where several are told and nothing says which."""
    keys = _asked_for(list(targets), wanted)
    if wanted.default and not wanted.periode:
        keys = _of_the_title(keys, wanted)
    elif not wanted.tahun and not wanted.periode and wanted.beside and any(map(year_of, keys)):
        return None if not _is_told_twice(keys, targets) or len(keys) == 1 else keys[-1]
    if len(keys) == 1:
        return keys[0]
    if not wanted.periode and _is_told_twice(keys, targets):
        return keys[-1]
    return _whole_year(keys)


def _of_the_title(keys: Sequence[str], wanted: _Wanted) -> list[str]:
    """Return the periods of the year in the title.

    A row without a target of that year has none where others have one; that of the end of a plan is another one.
    """
    own = [key for key in keys if year_of(key) == wanted.default]
    others = [key for key in keys if year_of(key)] if wanted.default in wanted.years else []
    return own or [key for key in keys if key not in others and not _is_plan_end(key)]


def _has_none_of(wanted: _Wanted, targets: Mapping[str, str]) -> bool:
    """Tell whether a period was chosen, and an indicator has targets of others alone."""
    others = not any(year_of(key) in ("", wanted.year) for key in targets)
    return bool(wanted.year or wanted.periode) and (others or len(targets) == 1)


def _asked_for(keys: list[str], wanted: _Wanted) -> list[str]:
    """Return the periods of the year and the part of it that are asked for.

    One without a year is of the title's; where the document names no other year, it may be of any. That of the end of a
    plan (*Kondisi akhir*) is of none.
    """
    if wanted.tahun:
        same = wanted.title == wanted.tahun or not wanted.years - {wanted.tahun}
        undated = [key for key in keys if same and not year_of(key) and not _is_plan_end(key)]
        keys = [key for key in keys if year_of(key) == wanted.tahun] or undated
    if wanted.periode:
        part = _without_year(period_of(wanted.periode) or wanted.periode)
        keys = [key for key in keys if same_period(_without_year(key), part)]
    return keys


def _is_plan_end(key: str) -> bool:
    return head_roles(key).get("kondisi_akhir", 0) >= _END_SAID


_END_SAID: Final = 4.2


def _whole_year(keys: Sequence[str]) -> str | None:
    """Return the one period of a year beside those of its quarters."""
    whole = [key for key in keys if not _without_year(key)]
    doubled = any(_SECOND.sub("", key) in keys for key in keys if _SECOND.search(key))  # two columns under one head
    return whole[0] if len(whole) == 1 and not doubled else None


_SECOND: Final = re.compile(r"\s?\([2-9]\)$")


def _is_told_twice(keys: Sequence[str], targets: Mapping[str, str]) -> bool:
    """Tell whether one figure stands in several tables, in some of them without its year."""
    figures = {"".join(targets[key].split()).casefold() for key in keys}
    return len(figures) == 1 and len({year_of(key) for key in keys} - {""}) <= 1


def _without_year(period: str) -> str:
    return period.replace(year_of(period), "").strip() if year_of(period) else period


def chosen_period(dokumen: Dokumen) -> str:
    """Return the period that the targets of a document are of, empty where they are of none or of several."""
    periods = {indikator.periode for _, indikator in dokumen if indikator.target}
    return periods.pop() if len(periods) == 1 else ""


def title_with_period(dokumen: Dokumen) -> str:
    """Return what a document calls itself with the period of its targets, its file's name where it has no title.

    >>> from kinerja_formula.dokumen.model import Jabatan
    >>> nilai = Indikator(nama="Nilai SAKIP", teks="", targets={"2026": "81"}, target="81", periode="2026")
    >>> title_with_period(Dokumen("IKU DINAS CONTOH", (Jabatan("", (nilai,)),)))
    'IKU DINAS CONTOH (target 2026)'
    """
    period = chosen_period(dokumen)
    if not period or period in dokumen.judul:
        return dokumen.judul
    return f"{dokumen.judul or os.path.basename(dokumen.berkas)} (target {period})"

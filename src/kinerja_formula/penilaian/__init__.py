"""Realization against target: capaian, score and category by the regulation in force, roll-ups, composite measures.

- ``rule_set``: what a rule set may say; ``rule_files``: reads and checks the files; ``registry``: those there are
- ``rumus``: the formulas that rule files hold, in our own language
- ``stated_figures``: realizations and targets as people write them; ``arah``: which realization is better
- ``stated_unit``: the unit beside an indicator, in which bare figures count; ``told_units`` what it and a target tell
  of the operands of a formula
- ``comparison``: the calculation; ``target_units`` brings both sides into one unit, ``rule_functions`` and
  ``zero_conventions`` give the value, ``rule_caps`` round and cap it, ``scale_bands`` find its category;
  ``assessment_log`` keeps the ``steps``
- ``capaian_model``: the result as data; ``capaian_text`` and ``aturan_text`` in words
- ``assessed_result``: the value of a formula with its capaian
- ``roll_ups``: several capaian as one; ``level_roll_ups`` over goals and posts, ``period_roll_ups`` over a year
- ``measures``: composite ones like SKM and serapan
"""

from kinerja_formula.penilaian.arah import ARAH, Arah, NamaArah, read_arah
from kinerja_formula.penilaian.assessed_result import AssessedResult, assessed, stated_target
from kinerja_formula.penilaian.capaian_model import Capaian
from kinerja_formula.penilaian.comparison import capaian, predikat
from kinerja_formula.penilaian.level_roll_ups import RekapTingkat, roll_up_levels
from kinerja_formula.penilaian.measures import Ukuran, read_ukuran, ukuran, ukuran_ids, use_ukuran
from kinerja_formula.penilaian.period_roll_ups import roll_up_periods
from kinerja_formula.penilaian.places import places_of
from kinerja_formula.penilaian.registry import DEFAULT, aturan, aturan_in_use, read_aturan, use_aturan
from kinerja_formula.penilaian.roll_ups import RekapCapaian, roll_up
from kinerja_formula.penilaian.rule_set import Aturan
from kinerja_formula.penilaian.stated_figures import NO_TARGET
from kinerja_formula.penilaian.stated_unit import column_unit, is_scaled, scale_between, target_in
from kinerja_formula.penilaian.zero_conventions import Konvensi

__all__ = [
    "ARAH",
    "DEFAULT",
    "NO_TARGET",
    "Arah",
    "AssessedResult",
    "Aturan",
    "Capaian",
    "Konvensi",
    "NamaArah",
    "RekapCapaian",
    "RekapTingkat",
    "Ukuran",
    "assessed",
    "aturan",
    "aturan_in_use",
    "capaian",
    "column_unit",
    "is_scaled",
    "places_of",
    "predikat",
    "read_arah",
    "read_aturan",
    "read_ukuran",
    "roll_up",
    "roll_up_levels",
    "roll_up_periods",
    "scale_between",
    "stated_target",
    "target_in",
    "ukuran",
    "ukuran_ids",
    "use_aturan",
    "use_ukuran",
]

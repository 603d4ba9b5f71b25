"""Units: what is counted, in which kinds and sizes, and which of them may meet.

- ``algebra``: the units themselves, exact, without a word of any language
- ``vocabulary``, ``vocabulary_files``, ``words``: the words, from data/vocabulary/{satuan,kata_benda,pasangan}.toml;
  those of scale are in ``scale_words``
- ``satuan``: reads a satuan; ``head_nouns``: the unit that a name tells
- ``meeting``: what may be added, divided, made a percentage
- ``pint_units``: to pint and back, the only place that imports it
"""

from kinerja_formula.units.algebra import ONE, PERCENT, Kind, Unit, common_parent
from kinerja_formula.units.head_nouns import EXACT, HeadUnit, head_unit, is_suggested, names_unit, unit_in_brackets
from kinerja_formula.units.meeting import PERSONS_IMPLIED, Meeting, meet
from kinerja_formula.units.satuan import above_the_line, is_money, is_score, money_paid, read_unit, unscaled
from kinerja_formula.units.vocabulary import (
    Vocabulary,
    VocabularyError,
    default_vocabulary,
    load_vocabulary,
    use_vocabulary,
)

__all__ = [
    "EXACT",
    "ONE",
    "PERCENT",
    "PERSONS_IMPLIED",
    "HeadUnit",
    "Kind",
    "Meeting",
    "Unit",
    "Vocabulary",
    "VocabularyError",
    "above_the_line",
    "common_parent",
    "default_vocabulary",
    "head_unit",
    "is_money",
    "is_score",
    "is_suggested",
    "load_vocabulary",
    "meet",
    "money_paid",
    "names_unit",
    "read_unit",
    "unit_in_brackets",
    "unscaled",
    "use_vocabulary",
]

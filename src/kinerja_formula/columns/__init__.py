"""Formulas and capaian over the columns of a table, on the user's own engine (the only place that imports narwhals).

- ``engines``: narwhals, and which engine a table is of; ``word_columns``: how each holds words
- ``frames``: tables in and out; ``text_columns``: texts as figures; ``operand_columns``: columns by the naming rule;
  ``small_tables``: a little table beside a large one
- ``arithmetic``: tree → expression for the value, and for what can be wrong with it
- ``piecewise``: the same with conditions and functions: only the branch that is taken counts;
  ``error_bounds``: by how much its floats may miss what the decimals say
- ``sums_of_records``: a sum over records as one figure
- ``decimals``: sums of Decimal columns, which stay exact
- ``assessment``: rule set → expressions for capaian, the reason why there is none, and predikat
- ``column_plans`` and ``held_targets``: what of a plan is calculated, and held against which targets;
  ``column_calculation``: the way from operands to value, status and capaian
- ``wide``: a column an operand; ``long``: a row a figure, with ``formula_shapes``: formulas without their names,
  ``long_targets``: a table of targets, ``long_columns``: columns that it makes for itself
- ``records``: counting rows by the condition in a name
- ``roll_ups``: capaian over organisations and periods
"""

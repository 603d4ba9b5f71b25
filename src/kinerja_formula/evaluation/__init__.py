"""From a tree and data to an exact figure: names matched, figures read, arithmetic done, steps told.

- ``formula_cell``: what a cell asks for, gives and defines; ``definitions``: which of several formulas is meant
- ``plan``: how a formula is evaluated; ``operands`` which figures it needs, ``compiler`` its tree as a program
- ``figures``: values as figures; ``records`` and ``aggregates`` rows and sums over them, ``periods`` figures by period,
  ``completed_data`` what the cell gives itself, ``data_faults`` what is wrong with them
- ``given_units``: units that the caller gives; ``data_units`` and ``unit_conversion``: units of figures against them
- ``percent``: where a figure is a percentage; ``arithmetic``: the calculation without percent signs
- ``calculation``: what a result asks; ``steps`` the way to the value, ``functions`` and ``roots`` its parts
- ``plausibility``: what part is of what whole; ``seen_texts``: texts that are not read again
"""

"""The ``kinerja`` command.

``hitung`` evaluates one formula, ``cari`` seeks a figure, ``periksa`` reviews formulas, ``baca`` reads a decree,
``isian`` makes the form for its figures, ``laporan`` calculates its indicators, ``reviu`` holds the annual report
against other documents, ``aturan`` shows rule sets.

- ``program``: from the words of the command line to the exit status
- ``arguments``: the parser, the options that commands share; ``output``: what they read and print
- ``formula_commands``, ``review_command``, ``reviu_command``, ``decree_commands``, ``aturan_command``: the commands
"""

from kinerja_formula.command_line.program import main

__all__ = ["main"]

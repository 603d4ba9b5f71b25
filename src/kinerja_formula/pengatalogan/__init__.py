"""Indicators as reviewed, versioned data: one TOML file that an office keeps for years.

- ``entry``: one indicator, its parts and fields in ``entry_parts``; ``canonical_line``: the formula that it says
- ``entry_data``: an entry out of data and back; ``misfits``: what does not fit in entries and catalogues
- ``model``: the catalogue, and the door to what is done with it
- ``reader`` and ``toml_text``: the file, read strictly and written in one canonical form
- ``from_document``: a catalogue out of a decree that was read, and one renewed from next year's
- ``evaluation``: all indicators over a record, a table, as an SQL view; ``results`` what came of them
- ``pairs`` and ``comparison``: what two catalogues say otherwise, in meaning and not in letters; ``changes`` are what
  they find, and ``words`` shows it

A catalogue is a :class:`Dokumen` too, so whatever takes a document takes a catalogue. The package is not called
*katalog* because :func:`kinerja_formula.katalog` is.
"""

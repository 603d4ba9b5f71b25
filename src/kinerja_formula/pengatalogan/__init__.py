"""Indicators as reviewed, versioned data: one TOML file that an office keeps for years.

- ``model``: what an entry and a catalogue hold, checked
- ``reader`` and ``toml_text``: the file, read strictly and written in one canonical form
- ``from_document``: a catalogue out of a decree that was read, and one renewed from next year's
- ``evaluation``: all indicators over a record, a table, as an SQL view
- ``pairs`` and ``comparison``: what two catalogues say otherwise, in meaning and not in letters; ``words`` shows it

A catalogue is a :class:`Dokumen` too, so whatever takes a document takes a catalogue. The package is not called
*katalog* because :func:`kinerja_formula.katalog` is.
"""

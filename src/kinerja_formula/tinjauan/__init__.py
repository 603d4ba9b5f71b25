"""The review of a document: what the rules of meaning find in its formulas, chosen, shown and repaired.

- ``review``: document → findings by row, against a baseline; ``settings``: which rules are asked, from a file
- ``published_table``: a printed table of target, realisasi and capaian, calculated again
- ``text``, ``sarif``: a review for a terminal, as HTML, and as SARIF
- ``table_repair``: safe repairs written into the table
- ``antar_dokumen``: the annual report held against other documents, as the data of ``reviu_model``; ``baris_dokumen``
  has the rows of each, ``penyandingan`` puts them side by side, ``perbandingan_isi`` compares what they say,
  ``isi_laporan`` finds budgets
- ``kertas_kerja``: that comparison as a working paper to be printed, and for a terminal
"""

"""The review of a document: what the rules of meaning find in its formulas, chosen, shown and repaired.

- ``review``: document → findings by row, against a baseline; ``settings``: which rules are asked, from a file
- ``published_table``: a printed table of target, realisasi and capaian, calculated again
- ``text``, ``sarif``: a review for a terminal, as HTML, and as SARIF
- ``table_repair``: safe repairs written into the table
- ``antar_dokumen``: the annual report held against other documents, as the data of ``reviu_model``; ``baris_dokumen``
  has the rows of each, ``penyandingan`` puts them side by side, ``dokumen_tersanding`` has what each says,
  ``perbandingan_isi`` and ``perbandingan_sasaran`` compare it, ``isi_laporan`` finds budgets; the items are those of
  ``butir_laporan`` (the report itself), ``butir_kesesuaian`` (between documents) and ``butir_indikator`` (what
  indicators measure)
- ``kertas_kerja``: that comparison as a working paper to be printed, and for a terminal
"""

"""The review of a document: what the rules of meaning find in its formulas, chosen, shown and repaired.

- ``review``: document → findings by row, against a baseline; ``settings``: which rules are asked, from a file
- ``published_table``: a printed table of target, realisasi and capaian, calculated again
- ``text``, ``sarif``: a review for a terminal, as HTML, and as SARIF
- ``table_repair``: safe repairs written into the table
"""

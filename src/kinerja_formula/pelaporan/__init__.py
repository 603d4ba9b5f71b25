"""The report on a document and its figures: plain data, and one writer a format.

- ``model``: a report with its rows; ``calculation``: indicators and figures → the report
- ``words``: the words of a report and the marks of its categories, for every format
- ``writers``: report → HTML, Markdown, XLSX, charts, a table in a terminal; each is found by its name
"""

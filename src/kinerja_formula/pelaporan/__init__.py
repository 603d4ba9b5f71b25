"""The report on a document and its figures: plain data, and one writer a format.

- ``row_model``: an indicator in the report; ``model``: the report; ``calculation``: indicators and figures → the report
- ``lembar_isian``: the form of a document, with what an older one holds; ``last_year``: what the figures of that gave
- ``words``: the words of a report, for every format; ``chart_data``: a report as the rows of its charts
- ``writers``: report → HTML, Markdown, XLSX, Word, PDF, a table in a terminal; each is found by its name
"""

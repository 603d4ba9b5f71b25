"""One module a format: ``html`` (with ``html.css``), ``markdown``, ``xlsx``, ``terminal``.

``naskah_html`` and ``naskah_xlsx`` write a text to be printed as a page and as a workbook, ``docx`` and ``pdf`` print
it; ``drawings`` are the charts of such a text.
``workbook_summary`` is the first sheet of ``xlsx``, ``capaian_cells`` has the formulas of its cells.
"""

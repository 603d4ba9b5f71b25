"""One module a format: ``html`` (with ``html.css``), ``markdown``, ``xlsx``, ``terminal``, and ``charts``.

``workbook_summary`` is the first sheet of ``xlsx``, ``capaian_cells`` has the formulas of its cells.
"""

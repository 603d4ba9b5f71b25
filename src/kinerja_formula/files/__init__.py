"""Files read and written, whatever is in them: one module a format, each with its library as an extra.

- ``model``: what every format is handed on as: pages of lines and tables, a table as a grid of cells; ``tempat``: where
- ``csv_file``, ``workbook_file``, ``html_file``, ``word_file``, ``pdf_file``, ``text_layout``: a format → pages
- ``text_file``, ``pieces``: the text of a scan, whose columns may have slipped, as lines and rows
- ``pdf_weight``, ``pdf_words``, ``pdf_cells``, ``grids``, ``aligned``: a page of a PDF → words and lines → tables
- ``workbook_cells``, ``word_equation``, ``latex_text``: what the others read a file with
- ``workbook_parts``, ``workbook_styles``, ``workbook_xml``: what ``workbook_cells`` reads a workbook with
- ``file_bytes``: bytes, limits and errors of files; ``cell_values``, ``csv_rows``: what cells hold, rows of a text
- ``table_files``: tables → cells by roles of columns that the caller names
- ``whole_file``, ``outputs``: what is written is there whole or not at all, and over nothing that is needed
- ``guard``, ``progress``: a fault in one cell as a finding of it; how far a long work is
"""

"""Files read and written, whatever is in them: one module a format, each with its library as an extra.

- ``pieces``: what every format is handed on as: lines of text and rows of tables, each with its place
- ``text_file``, ``csv_file``, ``workbook_file``, ``html_file``, ``word_file``, ``pdf_file``: a format → pieces
- ``workbook_cells``, ``word_equation``, ``latex_text``, ``pdf_pages``, ``pdf_cells``: what those read a file with
- ``table_files``: bytes, limits and errors of files; tables → cells by roles of columns that the caller names
- ``whole_file``, ``outputs``: what is written is there whole or not at all, and over nothing that is needed
- ``guard``, ``progress``: a fault in one cell as a finding of it; how far a long work is
"""

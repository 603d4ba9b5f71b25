"""What a decree, a plan or a table of indicators says, read from the lines and rows of its file.

- ``model``: a document with its posts and their indicators, as plain data
- ``reader``: any file → the document; ``indicator_table``: a plain table, with the missing column named
- ``decree``: lines and rows → posts, tables and cards; ``indicator_rows``: the rows of one table → indicators
- ``columns``, ``posts``, ``cards``, ``remarks``, ``arah_and_bobot``: what a head, a line or a cell is
- ``merged_cells``, ``slipped_columns``: rows whose cells do not stand where they should
- ``cell_text``, ``vocabulary``: what a person sees of a cell; the words by which all of them read
- ``terminal``: a document as a person reads it in a terminal
"""

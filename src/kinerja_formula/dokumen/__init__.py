"""What a decree, a plan, an agreement or a report says of indicators, read from the pages of its file.

- ``model``: a document with its posts and their indicators, as plain data
- ``reader``: any file → the document; ``indicator_table``: a plain table, with the missing column named
- ``table_reader``: pages → rows of indicators under posts; ``running_text`` heads and feet of pages;
  ``document_posts``: rows → the posts of the document
- ``table_columns``, ``table_rows``, ``table_cards``, ``table_lines``: one table → its columns and rows
- ``row_parts``, ``row_names``, ``row_joins``, ``offices``: what a row holds, and rows that belong together
- ``table_words``, ``periods``, ``chosen_period``: what heads and cells say; periods, and the one that is meant
- ``decree``, ``indicator_rows``, ``columns``, ``slipped_columns``: the text of a scan, line by line
- ``posts``, ``cards``, ``remarks``, ``arah_and_bobot``, ``merged_cells``: what a line or a cell is
- ``cell_text``, ``vocabulary``: what a person sees of a cell; the words by which all of them read
- ``terminal``: a document as a person reads it in a terminal
"""

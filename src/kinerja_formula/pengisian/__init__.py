"""The form that asks for the figures of a document, and figures read back from it or from other files.

- ``form``: what has to be asked for a document; ``form_workbook``: that as a workbook to be filled in
- ``form_figures``: a filled form → figures, targets, directions; ``form_rows``: the rows of its sheets
- ``entries``: what a person has made in a form; ``form_carrying``: an old form → the new one; ``old_form``: a form that
  is there already, and is not to be lost
- ``figures_table``: figures from a table or JSON; ``satuan_table``: units of operands from a table
"""

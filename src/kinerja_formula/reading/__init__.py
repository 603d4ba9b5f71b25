"""From a text to a tree: scanner → markup → layout → signs → grammar, and the kinds of cell that hold no arithmetic."""

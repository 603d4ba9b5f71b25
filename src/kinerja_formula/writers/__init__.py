"""One file a target: ``text.py`` the canonical line, ``json.py`` the tree as plain data."""

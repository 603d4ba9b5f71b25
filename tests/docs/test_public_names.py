"""What readers copy imports public names only: pages, stories and notebooks of the documentation.

`kinerja_formula` is public, `kinerja_formula.testing` for the tests of other programs, `kinerja_formula.layanan` for
those who run the service inside an application of their own. What an exception below needs is no part of an
application, and each says why.
"""

from __future__ import annotations

import ast
import doctest
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.docs.test_pages import EXAMPLE_PAGES, ROOT, blocks, page_name

import kinerja_formula as kf

FOLDERS = ("kinerja_formula", "kinerja_formula.layanan", "kinerja_formula.testing")
SCAN = "a scanned document is too large for a page; the page shows the message alone"
EXCEPTIONS = {
    "docs/how-to/add-a-satuan.md": "for contributors: it shows what the vocabulary itself makes of a noun",
    "docs/explanation/follow-a-row.md": "for contributors: it shows what each module makes of a row",
    "docs/how-to/test-your-application.md": "names the type of the fixture, for annotations",
    "docs/errors/KF421.md": "an equation as it stands inside a Word file",
    "docs/errors/KF426.md": "a sheet whose formulas a spreadsheet program has calculated can't be written on a page",
    "docs/errors/KF428.md": SCAN,
    "docs/errors/KF429.md": SCAN,
    "docs/errors/KF435.md": "a fault of the program itself: none is known to show",
    "docs/errors/KF436.md": SCAN,
    "docs/errors/KF509.md": "a request that takes too long would have to be waited for",
    "docs/errors/KF443.md": "a row added to a form by hand: the form would have to be written and opened first",
}


def imports(code: str) -> Iterator[str]:
    """Yield what a piece of code imports of the package that is not public."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
            yield from (one for one in names if one.startswith("kinerja_formula.") and one not in FOLDERS)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "kinerja_formula":
            module = node.module or ""
            if module not in FOLDERS:
                yield module
            elif module == "kinerja_formula":
                yield from (alias.name for alias in node.names if alias.name not in kf.__all__)


def code_of(block: str) -> str:
    examples = doctest.DocTestParser().get_examples(block)
    return "".join(example.source for example in examples) if examples else block


def inner_names(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        pieces = [code_of(block.text) for block in blocks(text) if block.language in ("python", "pycon")]
    elif path.suffix == ".ipynb":
        pieces = ["".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    else:
        pieces = [text]
    return {name for piece in pieces for name in imports(piece)}


EXAMPLES = [path for ending in ("py", "ipynb", "md") for path in sorted((ROOT / "examples").rglob(f"*.{ending}"))]


@pytest.mark.parametrize("path", [*EXAMPLE_PAGES, *EXAMPLES], ids=page_name)
def test_only_public_names_are_imported(path: Path):
    found = inner_names(path)
    if page_name(path) in EXCEPTIONS:
        assert found, "no exception any more: take it off the list"
    else:
        assert not found


def test_every_exception_has_its_page():
    assert EXCEPTIONS.keys() <= {page_name(page) for page in EXAMPLE_PAGES}


def test_an_inner_name_is_seen():
    assert list(imports("from kinerja_formula.reading.reader import read")) == ["kinerja_formula.reading.reader"]
    assert list(imports("import kinerja_formula.units")) == ["kinerja_formula.units"]
    assert list(imports("from kinerja_formula import read, nodes")) == ["nodes"]
    assert list(imports("import kinerja_formula as kf\nfrom kinerja_formula.testing import formulas")) == []
    assert code_of(">>> import a\n>>> a.b\n1\n") == "import a\na.b\n"

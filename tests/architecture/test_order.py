"""docs/explanation/architecture.md has the order of packages and modules; import-linter and the code say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"\| (\d+) \| `(\w+)(?:\.py|/)` \|[^|]*\| ([^|]*) \|")


def parts_of_the_page() -> dict[str, set[str]]:
    """Each package or module with those that its row lets it import, in the order of the table."""
    page = (ROOT / "docs/explanation/architecture.md").read_text(encoding="utf-8")
    rows = ROW.findall(page)
    assert [int(number) for number, _, _ in rows] == list(range(1, len(rows) + 1)), "the rows are numbered in order"
    return {part: set(re.findall(r"`(\w+)`", imports)) for _, part, imports in rows}


def layers_of_the_contract() -> list[str]:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["id"]: contract for contract in config["tool"]["importlinter"]["contracts"]}
    return [layer.strip("()") for layer in contracts["order"]["layers"]]


def test_page_and_contract_have_the_same_order():
    assert list(parts_of_the_page()) == layers_of_the_contract()[::-1]


def test_a_part_is_let_import_only_from_rows_above():
    above: set[str] = set()
    for part, imports in parts_of_the_page().items():
        assert imports <= above, f"the row of {part} names what does not stand above it: {sorted(imports - above)}"
        above.add(part)


def test_parts_import_what_their_row_says():
    page = parts_of_the_page()
    graph = grimp.build_graph("kinerja_formula", cache_dir=None)
    found: dict[str, set[str]] = {part: set() for part in page}
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            one, other = importer.split("."), imported.split(".")
            if len(one) > 1 and len(other) > 1 and one[1] != other[1] and one[1] in found:
                found[one[1]].add(other[1])
    extra = {part: sorted(found[part] - page[part]) for part in page if found[part] - page[part]}
    assert not extra, f"imports that the table does not list: {extra}"

"""The order of the rooms stands in docs/explanation/architecture.md; import-linter and the code say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"\| (\d+) \| `(\w+)(?:\.py|/)` \|[^|]*\| ([^|]*) \|")


def rooms_of_the_page() -> dict[str, set[str]]:
    """Each room with the rooms that its row lets it import, in the order of the table."""
    page = (ROOT / "docs/explanation/architecture.md").read_text(encoding="utf-8")
    rows = ROW.findall(page)
    assert [int(number) for number, _, _ in rows] == list(range(1, len(rows) + 1)), "the rows are numbered in order"
    return {room: set(re.findall(r"`(\w+)`", imports)) for _, room, imports in rows}


def layers_of_the_contract() -> list[str]:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["id"]: contract for contract in config["tool"]["importlinter"]["contracts"]}
    return [layer.strip("()") for layer in contracts["order"]["layers"]]


def test_page_and_contract_have_the_same_order():
    assert list(rooms_of_the_page()) == layers_of_the_contract()[::-1]


def test_a_room_is_let_import_only_from_rows_above():
    above: set[str] = set()
    for room, imports in rooms_of_the_page().items():
        assert imports <= above, f"the row of {room} names rooms that do not stand above it: {sorted(imports - above)}"
        above.add(room)


def test_rooms_import_what_their_row_says():
    page = rooms_of_the_page()
    graph = grimp.build_graph("kinerja_formula", cache_dir=None)
    found: dict[str, set[str]] = {room: set() for room in page}
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            one, other = importer.split("."), imported.split(".")
            if len(one) > 1 and len(other) > 1 and one[1] != other[1] and one[1] in found:
                found[one[1]].add(other[1])
    extra = {room: sorted(found[room] - page[room]) for room in page if found[room] - page[room]}
    assert not extra, f"imports that the table does not list: {extra}"

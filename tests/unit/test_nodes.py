"""Nodes: immutable, equal by meaning, walked in order."""

from __future__ import annotations

import copy
import pickle
from fractions import Fraction

import pytest

from kinerja_formula.nodes import (
    Average,
    Components,
    Name,
    Number,
    Part,
    Power,
    Product,
    Quantity,
    Root,
    Statement,
    Sum,
    names_of,
    replace_names,
    walk,
)

HERE, THERE = (0, 8), (20, 30)


def every_node(span):
    name = Name("Jumlah A", span, aliases=("Jumlah hadir",))
    number = Number("orang", True, Fraction(100), span)
    part = Part(name, "+", span, span)
    quantity = Quantity("desa", Fraction(30), Fraction(26), span)
    return [
        name,
        number,
        part,
        Sum((part, part), span),
        Product((Part(number, "×", span, span), Part(name, "/", span, span)), span),
        Power(name, number, span),
        Root(3, name, span),
        Average((name, number), span),
        quantity,
        Statement("26 desa", (quantity,), True, span),
        Components(name, (name, name), span),
    ]


@pytest.mark.parametrize(("here", "there"), list(zip(every_node(HERE), every_node(THERE), strict=True)), ids=repr)
def test_every_node(here, there):
    assert here == there and hash(here) == hash(there) and here.span != there.span
    assert here != object() and here not in [other for other in every_node(HERE) if type(other) is not type(here)]
    for again in (pickle.loads(pickle.dumps(here)), copy.deepcopy(here), copy.copy(here)):
        assert again == here and again.span == here.span
        for field in type(here).__slots__:
            assert getattr(again, field) == getattr(here, field)
    for field in ("span", *type(here).__slots__, "new"):
        with pytest.raises(AttributeError, match="immutable"):
            setattr(here, field, None)
    with pytest.raises(AttributeError, match="immutable"):
        del here.span
    assert repr(here).startswith(type(here).__name__)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Name("Jumlah A", HERE), Name("jml  a", HERE), True),
        (Name("pegawai", HERE, total=True), Name("Jumlah pegawai", HERE), True),
        (Name("Jumlah A", HERE, aliases=("x",)), Name("Jumlah A", HERE), True),
        (Name("Jumlah A", HERE), Name("Jumlah B", HERE), False),
        (Number(None, True, Fraction(100), HERE), Number("orang", True, Fraction(100), HERE), True),
        (Number(None, True, Fraction(100), HERE), Number(None, False, Fraction(100), HERE), False),
        (Number(None, True, Fraction(100), HERE), Number(None, True, Fraction(60), HERE), False),
        (Root(2, Name("A", HERE), HERE), Root(3, Name("A", HERE), HERE), False),
        (Part(Name("A", HERE), "+", HERE, HERE), Part(Name("A", HERE), "-", HERE, HERE), False),
        (Sum((), HERE), Product((), HERE), False),
        (Quantity("desa", None, Fraction(1), HERE), Quantity("orang", None, Fraction(1), HERE), False),
        (Quantity("desa", None, Fraction(1), HERE), Quantity("desa", Fraction(2), Fraction(1), HERE), False),
        (Statement("A b", (), True, HERE), Statement("a  B", (), False, HERE), True),
    ],
)
def test_meaning(one, other, same):
    assert (one == other) is same
    if same:
        assert hash(one) == hash(other)


def test_the_key_of_a_total():
    assert Name("Σ pegawai", HERE, total=True).key == "jumlah pegawai"
    assert Name("Jumlah pegawai", HERE, total=True).key == "jumlah pegawai"
    assert Name("pegawai", HERE).key == "pegawai"


def test_names_in_order_each_once():
    a, b, again = Name("Jumlah A", HERE), Name("B", HERE), Name("jumlah a", THERE)
    tree = Sum(tuple(Part(node, "+", HERE, HERE) for node in (b, a, Root(2, again, HERE))), HERE)
    assert [name.text for name in names_of(tree)] == ["B", "Jumlah A"]
    assert [name.text for name in names_of(Components(Name("Jumlah", HERE), (a, b, again), HERE))] == ["jumlah a", "B"]
    assert names_of(Number(None, False, Fraction(1), HERE)) == ()


def test_walk_goes_parent_first_and_left_to_right():
    a, b, c = (Name(text, HERE) for text in "abc")
    power, average = Power(a, b, HERE), Average((c,), HERE)
    tree = Sum((Part(power, "+", HERE, HERE), Part(average, "-", HERE, HERE)), HERE)
    assert [type(node).__name__ for node in walk(tree)] == [
        "Sum", "Part", "Power", "Name", "Name", "Part", "Average", "Name",
    ]  # fmt: skip
    assert [node.text for node in walk(tree) if isinstance(node, Name)] == ["a", "b", "c"]


def test_walk_is_not_bound_by_recursion():
    node = Name("a", HERE)
    for _ in range(5000):
        node = Root(2, node, HERE)
    assert sum(1 for _ in walk(node)) == 5001


def test_replace_names_reaches_every_operand():
    def louder(name: Name) -> Name:
        return Name(name.text.upper() + "!", name.span)

    for node in every_node(HERE):
        texts = [name.text for name in walk(replace_names(node, louder)) if isinstance(name, Name)]
        if isinstance(node, Components):
            assert texts == ["Jumlah A", "JUMLAH A!", "JUMLAH A!"]
        else:
            assert all(text == "JUMLAH A!" for text in texts)
        assert len(texts) == sum(isinstance(one, Name) for one in walk(node))

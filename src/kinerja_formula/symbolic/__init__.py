"""Formulas as mathematics: solve for a name, compare meanings, simplify, where a value exists. Exact throughout."""

"""Fadu 法度: the rule-of-law work of an ecology-and-environment bureau, and the yearly report that follows from it."""

__version__ = "0.1.0"

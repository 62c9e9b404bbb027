"""Sampling (双随机抽取): frames, seed, ticket numbers, the draw, officers for each object, and the replay anyone can run.

A library of its own: `read` and `plan` take the files in, `freeze` gives the digest to publish before the seed, `draw` draws, `document` and
`dump` write DRAW.json, `replay` repeats it, `join` makes one list of the draws of separate units, `fairness` looks back over the years,
`classes` and `ratios` are the rules places have published. See docs/sampling.md.
"""

from fadu.core.sampling.comparing import Fairness, fairness
from fadu.core.sampling.drawing import Draw, Drawn, draw
from fadu.core.sampling.frame import read
from fadu.core.sampling.joining import join
from fadu.core.sampling.planning import MODES, Plan, Rule, plan
from fadu.core.sampling.published import Ratio, classes, ratios
from fadu.core.sampling.spreading import shares, spread
from fadu.core.sampling.tickets import smallest, ticket
from fadu.core.sampling.writing import document, dump, freeze, parse, replay

__all__ = [
    "Draw", "Drawn", "Fairness", "MODES", "Plan", "Ratio", "Rule", "classes", "document", "draw", "dump",
    "fairness", "freeze", "join", "parse", "plan", "ratios", "read", "replay", "shares", "smallest", "spread", "ticket",
]

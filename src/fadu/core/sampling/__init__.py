"""Sampling (双随机抽取): frames, seed, ticket numbers, the draw, officers for each object, and the replay anyone can run.

A library of its own: `read` and `plan` take the files in, `freeze` gives the digest to publish before the seed, `draw` draws, `document` and
`dump` write DRAW.json, `replay` repeats it, `merged` joins draws of separate units, `fairness` looks back over the years. See docs/sampling.md.
"""

from fadu.core.sampling.document import document, dump, freeze, parse, replay
from fadu.core.sampling.drawing import Draw, Drawn, draw
from fadu.core.sampling.fairness import Fairness, fairness
from fadu.core.sampling.frame import read
from fadu.core.sampling.plan import MODES, Plan, Rule, plan
from fadu.core.sampling.tickets import merged, smallest, ticket

__all__ = [
    "MODES", "Draw", "Drawn", "Fairness", "Plan", "Rule", "document", "draw", "dump", "fairness", "freeze", "merged", "parse", "plan", "read",
    "replay", "smallest", "ticket",
]

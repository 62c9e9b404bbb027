"""Discretion (裁量): benchmark tables as dated data, proved before use, and the fine they give, step by step.

A library of its own: `packs()` the benchmarks, `compute` the fine, `adjust` the second stage, `waive` no penalty, `departure` what
leaving the computed value needs, `backtest` another benchmark over closed cases, `prove_all` the proofs. See docs/discretion.md.
"""

from fadu.core.discretion.adjusting import adjust
from fadu.core.discretion.backtesting import BackTest, Closed, Compared, backtest
from fadu.core.discretion.computing import compute
from fadu.core.discretion.departing import Departure, departure
from fadu.core.discretion.model import Answer, Finding, Gap, Neighbour, Provision, Rules, Span, Step
from fadu.core.discretion.packs import load, packs
from fadu.core.discretion.proof import prove_all
from fadu.core.discretion.waiving import Waiver, waive

__all__ = [
    "Answer", "BackTest", "Closed", "Compared", "Departure", "Finding", "Gap", "Neighbour", "Provision", "Rules", "Span", "Step",
    "Waiver", "adjust", "backtest", "compute", "departure", "load", "packs", "prove_all", "waive",
]

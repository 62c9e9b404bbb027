"""The forms a benchmark can take, one a file: each can prove a column and derive a fine from the options chosen."""

from __future__ import annotations

from fadu.core.discretion.forms import cells, coefficients, levels, share, tiers, weights
from fadu.core.discretion.forms.base import Form, Outcome, Work

FORMS: dict[str, Form] = {
    "weights": weights, "share": share, "cells": cells, "tiers": tiers, "coefficients": coefficients, "levels": levels,
}
__all__ = ["FORMS", "Form", "Outcome", "Work"]

"""The verbs of inspections: plan the year, draw, state who must stand aside."""

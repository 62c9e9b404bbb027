"""Visits as their sealed acts tell them, what they leave to do, and the code by which the firm reads along."""

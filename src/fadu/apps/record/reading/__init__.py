"""Files that people bring, as cells: workbooks of today (.xlsx) and of older offices (.xls, .et), tables as text.

This module needs no Django and imports nothing of its package, since the process that reads old workbooks runs through it.
"""

"""An uploaded table as lines of cells."""

from fadu.apps.record.reading import LARGEST, lines

__all__ = ["LARGEST", "lines"]

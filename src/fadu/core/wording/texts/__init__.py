"""Reading the text of a file, with the place of every character."""

from fadu.core.refusal import Unreadable
from fadu.core.wording.texts.document import Document, Paragraph, Place, from_text
from fadu.core.wording.texts.opening import read_document

__all__ = ["Document", "Paragraph", "Place", "Unreadable", "from_text", "read_document"]

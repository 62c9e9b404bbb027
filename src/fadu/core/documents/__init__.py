"""Documents (文书) as data: the catalogue with its texts, the fields a text may name, the elements a kind must have, how numbers are formed.

    from fadu.core import documents
    form = documents.forms()[38]
    documents.lacking(form, values)       # what is missing, each with its article
    documents.fill(form, values)          # the lines, values put in; nothing in a value is ever read as a placeholder

The data lie in `data/`, one text a file in `data/forms/`. Errors: `pack.BadPack` for data that can't be used.
"""

from fadu.core.documents.elements import Lack, elements, lacking, unstated
from fadu.core.documents.fields import Field, fields, sample
from fadu.core.documents.filling import BLANK, Filled, fill
from fadu.core.documents.forms import CORRECTION, Form, catalogue, forms
from fadu.core.documents.templates import Line, mentioned, unknown

__all__ = [
    "BLANK", "CORRECTION", "Field", "Filled", "Form", "Lack", "Line",
    "catalogue", "elements", "fields", "fill", "forms", "lacking", "mentioned", "sample", "unknown", "unstated",
]

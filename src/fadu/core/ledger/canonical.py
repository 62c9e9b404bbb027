"""The one byte form of a record: what is hashed must not depend on a dict's order, a database or a font of digits."""

from __future__ import annotations

import json
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


def plain(value: Any) -> Any:
    """A value as JSON can hold it exactly: decimals and dates as text, text in NFC. Raises TypeError for a float."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return value if unicodedata.is_normalized("NFC", value) else unicodedata.normalize("NFC", value)
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    # A float has several texts for one number, so a sealed value is never one.
    raise TypeError(f"no canonical form for {type(value).__name__}")


def decimal_text(value: Decimal) -> str:
    """A decimal without exponent and trailing zeros: 12.50 and 12.5 are one number and get one text."""
    if value == 0:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def canonical(value: Any) -> str:
    """Canonical JSON text: keys sorted, no blanks, NFC, no escapes beyond JSON's own."""
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

"""The code by which a firm opens the page of its visit: the visit's id with a signature, so that nobody can guess one and none is kept."""

from __future__ import annotations

from uuid import UUID

from django.core import signing
from django.urls import reverse

_SIGNER = signing.Signer(salt="fadu.inspections.firm")


def token(id: str) -> str:
    """The code of a visit, for an address."""
    return _SIGNER.sign(UUID(id).hex)


def visit_of(code: str) -> str | None:
    """The visit of a code, None for a code that we did not make."""
    try:
        return str(UUID(_SIGNER.unsign(code)))
    except (signing.BadSignature, ValueError):
        return None


def address(id: str) -> str:
    """The page of a visit that its firm may open."""
    return reverse("inspections:firm", args=[token(id)])

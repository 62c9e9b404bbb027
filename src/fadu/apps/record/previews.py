"""Previews of evidence: a reduced picture made from the sealed file, kept apart from it and made anew whenever it is missing.

A preview is no evidence: nobody sealed it and no backup has it. It is made by another process within bounds (`documents.preview`),
and its name carries a tag over original and picture under the secret of this installation, so that a picture put in its place is
not shown. A picture without bytes remembers that none can be made.
"""

from __future__ import annotations

import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from fadu.apps.record import store
from fadu.apps.record.documents import preview
from fadu.apps.record.evidence import Item, differs
from fadu.core import bounded

FORMATS = {"pdf": "pdf", "jpeg": "jpg", "png": "png"}  # kinds that can be drawn, as typst calls them
_WAIT = 2.0 * preview.SECONDS
_LARGEST = 32 << 20
_PNG = b"\x89PNG\r\n\x1a\n"
_ONE = threading.Lock()  # one at a time: drawing may take 2 GB


def folder() -> Path:
    """The folder of all previews; may be deleted at any time."""
    return Path(settings.FADU_DATA) / "previews"


def of(item: Item) -> bytes | None:
    """The preview as PNG; None where the file is of a kind that is not drawn, is not as it was sealed, or can't be drawn within bounds."""
    format = "" if item.is_clip else FORMATS.get(item.said["kind"], "")
    if not format:
        return None
    digest = item.said["sha256"]
    kept = _kept(digest)
    if kept is None and _ONE.acquire(timeout=_WAIT):
        try:
            kept = _kept(digest)  # whoever was here before may have made it
            if kept is None:
                kept = _make(item, format)
        finally:
            _ONE.release()
    return kept or None


def _make(item: Item, format: str) -> bytes:
    digest = item.said["sha256"]
    data = store.read(digest)
    if data is None or differs(item, data):
        return b""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder()) as room:
        original = Path(room) / "original"
        original.write_bytes(data)
        made = draw(format, original)
        part = Path(room) / "made"
        part.write_bytes(made)
        part.replace(folder() / f"{digest}.{_tag(digest, made)}.png")
    return made


def draw(format: str, file: Path, wait: float = _WAIT) -> bytes:
    """The picture from the other process, b"" where it made none in `wait` seconds."""
    done = bounded.call(preview.__name__, [format, str(file)], wait)
    if done and done.returncode == 0 and done.stdout.startswith(_PNG) and len(done.stdout) <= _LARGEST:
        return done.stdout
    return b""


def _kept(digest: str) -> bytes | None:
    for path in folder().glob(f"{digest}.*.png"):
        with suppress(OSError):
            made = path.read_bytes()
            if constant_time_compare(path.name, f"{digest}.{_tag(digest, made)}.png"):
                return made
            path.unlink()
    return None


def _tag(digest: str, made: bytes) -> str:
    return salted_hmac("fadu.record.previews", bytes.fromhex(digest) + made, algorithm="sha256").hexdigest()

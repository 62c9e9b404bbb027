"""A folder that describes itself (after BagIt, RFC 8493), as a zip: payload under data/, digests of all of it, and how to check it.

Names inside are ASCII, since an old Windows shows others as noise; titles stand on the page. The zip is the same to the byte for the same
content.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import IO

_EPOCH = (1980, 1, 1, 0, 0, 0)
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63})*\Z")


def write(stream: IO[bytes], folder: str, payload: Iterable[tuple[str, bytes]], tags: Mapping[str, bytes], info: Mapping[str, str]) -> int:
    """Write the package as a zip; returns the payload's bytes. `payload` are (path under data/, bytes), `tags` other files beside it.

    `info` goes to bag-info.txt, one label a line. Raises ValueError for a path that isn't plain ASCII or comes twice.
    """
    sums: dict[str, str] = {}
    size = 0
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bag:
        for path, data in payload:
            if not _SAFE.match(path) or f"data/{path}" in sums:
                raise ValueError(f"not a payload path: {path!r}")
            sums[f"data/{path}"] = sha256(data).hexdigest()
            size += len(data)
            _put(bag, f"{folder}/data/{path}", data)
        beside = {
            "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "manifest-sha256.txt": manifest(sums),
            "bag-info.txt": _info({**info, "Payload-Oxum": f"{size}.{len(sums)}"}), **tags,
        }
        for path, data in beside.items():
            _put(bag, f"{folder}/{path}", data)
        _put(bag, f"{folder}/tagmanifest-sha256.txt", manifest({path: sha256(data).hexdigest() for path, data in beside.items()}))
    return size


def manifest(sums: Mapping[str, str]) -> bytes:
    """Lines of digest and path, by path."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items())).encode()


def folder_name(number: str) -> str:
    """A folder's name from the number of a file: its digits and letters, and enough of a digest to tell numbers apart that share these."""
    kept = re.sub(r"[^A-Za-z0-9]+", "-", number).strip("-")[:40]
    return f"fadu-{kept}-{sha256(number.encode()).hexdigest()[:8]}" if kept else f"fadu-{sha256(number.encode()).hexdigest()[:8]}"


def _info(labels: Mapping[str, str]) -> bytes:
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in labels.items()).encode()


def _put(bag: zipfile.ZipFile, name: str, data: bytes) -> None:
    part = zipfile.ZipInfo(name, _EPOCH)
    part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    bag.writestr(part, data)

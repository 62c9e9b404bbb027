"""Which document a scan is of, by the code printed on it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from fadu.core import bounded

_CHILD = "fadu.apps.cases.documents.scan_process"
_WAIT = 30.0  # seconds, of which the process may compute half
_STARTS = ((b"%PDF", "pdf"), (b"\xff\xd8\xff", "jpeg"), (b"\x89PNG", "png"))
_PROOF = re.compile(r"FADU-DOC 1\n.*\nsha256:([0-9a-f]{64})", re.DOTALL)


def digest_in(data: bytes) -> str:
    """The digest of the content that the code in a photo or a PDF names, "" where no code of ours is read in it."""
    kind = next((kind for start, kind in _STARTS if data.startswith(start)), "")
    if not kind:
        return ""
    with TemporaryDirectory(prefix="fadu-scan-") as folder:
        path = Path(folder) / "scan"
        path.write_bytes(data)
        done = bounded.call(_CHILD, [kind, str(path)], _WAIT)
    try:
        texts = json.loads(done.stdout) if done and done.returncode == 0 else []
    except ValueError:
        return ""
    return next((found[1] for text in texts if (found := _PROOF.fullmatch(text))), "")

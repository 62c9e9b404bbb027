"""Hand out a bound file: what it holds is sealed, a checkpoint signed over it, and the proofs go into the package."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import IO

from django.db import transaction

from fadu.apps.cases.actions.keeping import bureau, may
from fadu.apps.cases.archive import packing, queries
from fadu.apps.cases.models import Matter
from fadu.apps.officers.queries import unit
from fadu.apps.record import proving
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.signing import sign_checkpoint
from fadu.core.archive import package
from fadu.core.archive.filing import VOLUMES
from fadu.core.ledger import standalone
from fadu.core.ledger.export import attachment
from fadu.core.refusal import Refusal
from fadu.events.archive import PackageHandedOut
from fadu.web import policy

_README = """案卷归档包

不用法度就能看：打开 data/index.html。
不用法度就能核验：装有 Python 3.8 以上的电脑，在本文件夹里运行
    python3 verify/standalone.py --key 公钥 .
公钥见 keys.txt，请向出具单位或者收存过见证回执的单位核对，不要只信包里的。
"""


def hand_out(
    *, uid: str, receiver: str, purpose: str, volumes: Sequence[str], actor: str, at: datetime,
) -> tuple[IO[bytes], str]:
    """The package as an open zip at its beginning (the caller closes it), and its name. Raises Refusal for a file that is not bound, for
    whoever hands out a case of others without saying to whom and for what, and where bytes are gone."""
    stream = tempfile.TemporaryFile(suffix=".zip")  # noqa: SIM115
    try:
        with transaction.atomic():
            name = _written(stream, uid, receiver.strip(), purpose.strip(), tuple(volumes), actor, at)
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    return stream, name


def _written(stream: IO[bytes], uid: str, receiver: str, purpose: str, volumes: tuple[str, ...], actor: str, at: datetime) -> str:
    may(actor, policy.HAND_OUT_FILE, bureau())
    bound, matter = queries.bound(uid), Matter.objects.filter(uid=uid).first()
    if bound is None or matter is None:
        raise Refusal("这个案卷还没有组卷归档", "先组卷归档")
    if not receiver or not purpose:
        raise Refusal("没有写明给谁、作什么用", "例如：某某人民法院，行政诉讼举证")
    if not volumes or set(volumes) - set(VOLUMES):
        raise Refusal("没有写明给哪一卷", "对外一般只给正卷；移交档案馆的正卷、副卷都给")
    held = packing.content(bound, matter, volumes, unit("名称"))
    event = PackageHandedOut(
        subject=uid, number=matter.number, bound=bound.index, receiver=receiver, purpose=purpose, volumes=volumes,
        files=[{"path": path, **attachment(data)} for path, data in sorted(held.files.items())],
    )
    act = enter(event, actor=actor, at=at, basis="《行政处罚法》第四十七条")
    sign_checkpoint(actor=actor, at=at)
    payload = sorted(held.files.items())
    payload += [(f"proofs/{index}.json", proving.prove(index).file().encode()) for index in sorted({*held.proofs, act.index})]
    keys = proving.key_texts()
    tags = {
        "README.txt": _README.encode(), "keys.txt": "".join(f"{key}\n" for key in keys).encode(),
        "verify/standalone.py": Path(str(standalone.__file__)).read_bytes(),
    }
    info = {
        "Source-Organization": unit("名称"), "External-Identifier": bound.said["archive_number"], "Bagging-Date": at.date().isoformat(),
        "External-Description": f"{matter.number} {matter.title}", "Fadu-Receiver": receiver, "Fadu-Purpose": purpose,
        "Fadu-Volumes": "、".join(volumes), "Fadu-Entry": str(act.index),
    }
    folder = package.folder_name(bound.said["archive_number"])
    package.write(stream, folder, payload, tags, info)
    return f"{folder}.zip"

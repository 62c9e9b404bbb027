"""A signed report as outsiders take it: text, figures, rows, the proof of the act, and two checks that need no Fadu. Personal data is in none
of it: a row is the number of its act and what it adds."""

from __future__ import annotations

from importlib.resources import files
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fadu.apps.record import proving
from fadu.apps.reports.models import SignedReport

_EPOCH = (1980, 1, 1, 0, 0, 0)
_README = """{title}（{number}）

report.json     签发的全部文字和数字；每个数写明怎样由各行得出
rows/           每个数计入的各行：[封存序号, 计入的数]；不含姓名、地址等个人信息
proof.json      签发这份报告的封存行为及其在档案中的证明
keys.txt        出具单位的公钥
recheck.py      重算：python3 recheck.py
standalone.py   核签名和档案：python3 standalone.py --key 公钥 proof.json report.json

报告.docx、报告.pdf 是签发时的文件，它们的摘要也在 proof.json 里。
"""


def write_package(signed: SignedReport, title: str, word: bytes, paper: bytes, target: IO[bytes]) -> None:
    """Write the archive to a binary stream; the same report and checkpoint give the same bytes. Raises Refusal where no checkpoint covers
    the signing."""
    members = {
        "说明.txt": _README.format(title=title, number=signed.draft.number).encode(),
        "report.json": signed.content.encode(),
        "proof.json": proving.prove(signed.entry).file().encode(),
        "keys.txt": "".join(f"{key}\n" for key in proving.key_texts()).encode(),
        "recheck.py": (files("fadu.core.figures") / "recheck.py").read_bytes(),
        "standalone.py": (files("fadu.core.ledger") / "standalone.py").read_bytes(),
        "报告.docx": word, "报告.pdf": paper,
    }
    members.update({f"rows/{one.figure}.json": one.rows.encode() for one in signed.figures.order_by("figure")})
    with ZipFile(target, "w", ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(ZipInfo(name, _EPOCH), data, ZIP_DEFLATED)

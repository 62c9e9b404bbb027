"""The vault in a data folder of its own, in another process, as a bureau runs it: every file of the folder is searched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
NAME, PHONE = "欧阳慕容雪", "13907460001"
PROGRAM = """
import django, logging, sys
from datetime import UTC, datetime
from io import BytesIO
django.setup()
logging.getLogger().setLevel(logging.DEBUG)
logging.getLogger("django.db.backends").setLevel(logging.DEBUG)
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
from fadu.apps.record import ciphers, vault
from fadu.apps.record.actions import evidence, vault as acts
from fadu.apps.record.actions.handing import export_ledger
from fadu.core.refusal import Refusal
at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
who = {"subject": "row-1", "number": "XF-1", "actor": "G1", "at": at}
connection.force_debug_cursor = True
for _ in range(20):
    acts.keep(values={"name": NAME, "phone": PHONE}, role="举报人", **who)
asked = acts.ask(fields=["name"], purpose="核实反映的情况", detail="核实地点", **who)
acts.approve(asked, actor="G2", at=at)
assert acts.show(asked, actor="G1", at=at)[0].values == (("姓名", NAME),)
try:
    evidence.take([b"x"], name=NAME + ".txt", **who)
    raise SystemExit("a telling name was taken")
except Refusal:
    pass
wrapped = ciphers.file_of(vault.key_names("row-1")[0]).read_text()
wanted = acts.ask_erasure(reason="保存期限已满", **who)
acts.erase(wanted, actor="G2", at=at)
export_ledger(open("ledger.jsonl", "wb"), actor="G1", at=at, openings=vault.openings_of, purpose="法院调取", second="G2")
print(wrapped)
"""


def test_no_file_of_the_data_folder_holds_a_value_and_none_the_destroyed_key(tmp_path: Path) -> None:
    program = f"NAME, PHONE = {NAME!r}, {PHONE!r}\n{PROGRAM}"
    environ = {**os.environ, "FADU_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "fadu.site.settings", "PYTHONIOENCODING": "utf-8"}
    environ.pop("FADU_DATABASE_URL", None)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=tmp_path, env=environ, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    assert b"INSERT INTO" in done.stderr
    wrapped = done.stdout.strip()
    assert wrapped.startswith(b"fv1.aes-256-gcm.")
    texts = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert {"fadu.sqlite3", "keys/vault.key", "ledger.jsonl"} <= set(texts)
    planted = {form for value in (NAME, PHONE) for form in (value.encode(), value.encode("utf-16-le"), value.encode("unicode_escape"))}
    found = [(where, value) for where, text in {**texts, "stderr": done.stderr, "names": "\n".join(texts).encode()}.items()
             for value in (*planted, wrapped) if value in text]
    assert found == []

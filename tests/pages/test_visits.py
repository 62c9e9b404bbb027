"""Visits in the browser's forms: opened, recorded, printed, followed; what the firm and the public see; what a phone asks."""

from __future__ import annotations

import contextlib
import json
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from fadu.apps.inspections.models import Inspection
from fadu.apps.inspections.visits import reading, tokens
from fadu.core.visits import chain
from tests.apps.inspections.visiting import FIRM, JPEG, Phone, entries
from tests.pages.conftest import NUMBERS

pytestmark = pytest.mark.django_db
OFFICER = NUMBERS["officer"]
OTHER = "431127002"


def start(client: Client, **more: Any) -> str:
    """A visit opened by its form; returns its id."""
    given = {
        "facility": FIRM, "category": "日常巡查", "officers": [OFFICER, OTHER], "on": timezone.localdate().isoformat(), "matter": "现场检查",
        "checklist": "petrol", "approved_by": "局长", **more,
    }
    answer = client.post("/inspections/visits/new/", given)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"].rstrip("/").rpartition("/")[2]


def tell(client: Client, id: str, kind: str, said: dict[str, Any]) -> Any:
    """One entry by its form."""
    given = {f"{kind}-{key}": value for key, value in said.items() if key != "answers" and value is not False}
    for item, one in said.get("answers", {}).items():
        given |= {f"{kind}-a-{item}": one["answer"], f"{kind}-n-{item}": one.get("note", "")}
    return client.post(f"/inspections/visits/{id}/record/{kind}/", given, follow=True)


def test_a_visit_from_opening_to_publication_without_a_script(as_role: Any, django_assert_max_num_queries: Any, settings: Any, tmp_path: Any) -> None:
    settings.FADU_DATA = tmp_path
    client = as_role("officer")
    id = start(client)
    page = tell(client, id, "scene", {"place": "加油区"}).content.decode()
    assert "填写不全或有误" in page and 'value="加油区"' in page
    page = tell(client, id, "checks", {"answers": {"C01": {"answer": "符合"}}}).content.decode()
    assert "还没有出示执法证件" in page and "第五十五条" in page
    told = entries(id, problems=({},))
    for kind, said in told[:4]:
        tell(client, id, kind, said)
    photo = SimpleUploadedFile("卸油口.jpg", JPEG, "image/jpeg")
    client.post(f"/inspections/visits/{id}/photo/", {"photo": photo, "what": "卸油口", "stage": "现场"})
    for kind, said in told[4:]:
        page = tell(client, id, kind, said).content.decode()
    assert "已完成" in page and "与拍摄时的摘要相符" not in page and "卸油口.jpg" in page
    with django_assert_max_num_queries(14):
        client.get(f"/inspections/visits/{id}/")
    paper = b"".join(client.get(f"/inspections/visits/{id}/RECORD.pdf").streaming_content)  # type: ignore[attr-defined]
    assert paper.startswith(b"%PDF")
    found = reading.visit(id)
    assert found is not None

    look = {"on": timezone.localdate().isoformat(), "officers": [OFFICER, OTHER], "found": "台账补齐", "mended": "on"}
    page = client.post(f"/inspections/visits/{id}/problems/1/recheck/", look).content.decode()
    assert "没有整改后的照片" in page and "台账补齐" in page
    after = SimpleUploadedFile("改后.jpg", JPEG.replace(b"\xcf", b"\xce"), "image/jpeg")
    page = client.post(f"/inspections/visits/{id}/problems/1/recheck/", {**look, "photo": after}, follow=True).content.decode()
    assert "已整改" in page
    page = client.post(f"/inspections/visits/{id}/problems/1/case/", {"cause": "台账不全"}, follow=True).content.decode()
    assert "已转案件" in page
    with django_assert_max_num_queries(16):
        assert found.number in client.get("/inspections/follow/").content.decode()
    client.post("/inspections/follow/publish/", {"number": [found.number], "on": timezone.localdate().isoformat(), "place": "县政府网站"})
    row = Inspection.objects.get(number=found.number)
    assert row.published_on == row.rectified_on == timezone.localdate()
    assert found.number in Client().get("/inspections/results/").content.decode()


def test_the_firm_sees_officers_caps_and_its_result_never_a_clue_and_rates_once(as_role: Any, settings: Any, tmp_path: Any) -> None:
    settings.FADU_DATA = tmp_path
    client, anybody = as_role("officer"), Client(enforce_csrf_checks=True)
    id = start(client, category="自动监控核查", source="BJ2026-0007")
    for kind, said in entries(id):
        tell(client, id, kind, said)
    found = reading.visit(id)
    assert found is not None and found.concluded
    address = tokens.address(id)
    page = anybody.get(f"{address}?head={found.digests[6]}").content.decode()
    assert "与封存的记录相符（第 7 条，共 8 条）" in page and "184311270002" in page and "不计入上限" in page
    assert "BJ2026-0007" not in page and "王某" not in page
    assert "不在封存的记录里" in anybody.get(f"{address}?head={'0' * 64}").content.decode()
    assert anybody.get(address[:-3] + "xx/").status_code == 404
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    for words in ("评价已收到", "已经评价过"):
        assert words in anybody.post(address, {"score": 4, "words": "规范", "csrfmiddlewaretoken": token[1]}, follow=True).content.decode()
    assert "规范" in as_role("chief").get("/inspections/ratings/").content.decode()
    assert client.get("/inspections/ratings/").status_code == 403


def test_what_a_phone_asks_and_sends(as_role: Any, settings: Any, tmp_path: Any) -> None:
    settings.FADU_DATA = tmp_path
    client = as_role("officer")
    id = start(client)
    package = client.get("/inspections/field/package/").json()
    mine = next(one for one in package["visits"] if one["id"] == id)
    assert package["account"] == OFFICER and mine["start"] == reading.visits([id])[0].start and len(package["kinds"]) == 14

    def post(path: str, value: Any) -> Any:
        return client.post(f"/inspections/field/{path}", json.dumps(value), content_type="application/json")

    assert post("take/", {"visit": id, "device": "手机-1a2b"}).json() == {"taken": True}
    phone = Phone(id, by=OFFICER, at=timezone.localtime() - timedelta(minutes=30), ahead=timedelta(hours=-5))
    for kind, said in entries(id, photo=JPEG)[:5]:
        phone.enter(kind, said)
    sent = {"visit": id, "device": phone.device, "now": phone.now(), "entries": phone.kept}
    assert post("sync/", {**sent, "entries": "x"}).status_code == 409 and post("sync/", []).status_code == 409
    surrogate = {**phone.kept[0], "said": {"mode": "\ud800"}}
    assert post("sync/", {**sent, "entries": [surrogate]}).status_code == 409
    answer = post("sync/", sent).json()
    assert answer["have"] == 5 and "时钟比服务器慢" in answer["notes"][0]
    digest = phone.kept[4]["said"]["sha256"]
    url = f"/inspections/field/files/{id}/{digest}/"
    assert client.get(url).json() == {"have": 0, "whole": False, "named": True}
    big = client.post(f"{url}?at=0", BytesIO(b"x" * (6 * 2**20)).read(), content_type="application/octet-stream")
    assert big.status_code == 413 and "50 MB" in big.json()["mend"]
    assert client.post(f"{url}?at=x", b"", content_type="application/octet-stream").status_code == 409
    assert client.post(f"{url}?at=0", JPEG[:20], content_type="application/octet-stream").json()["have"] == 20
    assert client.post(f"{url}?at=20", JPEG[20:], content_type="application/octet-stream").json()["whole"]
    assert "在办" in client.get(f"/inspections/visits/{id}/").content.decode()


def test_the_page_that_is_kept_on_the_phone_holds_no_data_and_its_parts_are_there(as_role: Any) -> None:
    client = as_role("officer")
    worker = Client().get("/inspections/field/sw.js")
    text = worker.content.decode()
    assert worker.headers["Service-Worker-Allowed"] == "/inspections/field/" and "__" not in text
    for part in json.loads(re.search(r"const PARTS = (\[.*?\]);", text)[1]):  # type: ignore[index]
        with contextlib.closing(client.get(part)) as answer:
            assert answer.status_code == 200, part
    assert json.loads(client.get("/inspections/field/manifest.webmanifest").content)["scope"] == "/inspections/field/"
    shell = client.get("/inspections/field/").content.decode()
    assert "csrf" not in shell and OFFICER not in shell and not re.search(r"<script(?![^>]*src=)|style=|onclick=", shell)


def test_the_chain_in_the_browser_covers_the_same_keys() -> None:
    path = finders.find("inspections/visit-chain.js")
    assert isinstance(path, str)
    assert json.loads(re.search(r"const COVERED = (\[.*?\]);", Path(path).read_text("utf-8"))[1]) == list(chain.COVERED)  # type: ignore[index]

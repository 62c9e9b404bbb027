"""A closed case is bound, archived, handed out as a package that stands alone, and found again by any fragment."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO

import pytest
from django.test import Client

from fadu.apps.cases.actions.keeping import bureau as bureau_now
from fadu.apps.cases.archive import queries
from fadu.apps.cases.archive.actions.binding import bind_file, unbound
from fadu.apps.cases.archive.actions.handing import hand_out
from fadu.apps.cases.archive.gathering import pieces_of
from fadu.apps.cases.filereview import queries as reviews
from fadu.apps.cases.models import Matter
from fadu.apps.cases.rechecking import paper_faults
from fadu.apps.cases.sending import queries as sending
from fadu.apps.officers.models import Account
from fadu.apps.record.actions import evidence, vault
from fadu.core.archive import package
from fadu.core.archive.filing import MAIN, SECONDARY, Piece, numbered, slot_of
from fadu.core.archive.retention import kept_until
from fadu.core.filereview import State
from fadu.core.refusal import Refusal, Unreadable
from fadu.site.commands import archive as command
from tests.apps.cases.lives import COMPUTED, EXAMINER, LEAD, Life, begin, faults
from tests.apps.cases.papers import WRITTEN, paper

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 18, tzinfo=UTC)
HOSTILE = "<b>“堃喆昇”& \u202e反</b>"


@pytest.fixture
def closed(bureau: None) -> Life:
    life = begin(party="示例企业0119有限公司", cause=f"{HOSTILE}未密闭").filed().investigated().examined().noticed().unopposed().reviewed()
    life.discussed().step("T20", EXAMINER).decided().served()
    life.step("T30").work("payment", wait=5, amount=COMPUTED, receipt="缴款书1号").step("T34", wait=1, closing_reason="已履行")
    case = life.matter.case
    assert case is not None
    for name, text in (("现场检查笔录.txt", "储罐呼吸阀敞开，未接入收集系统。"), ("台账 & <照片>.txt", "台账第三页")):
        evidence.take([text.encode()], name=name, subject=str(case.uid), number=case.number, actor=LEAD, at=AT)
    return life


def bound(life: Life, pieces: Sequence[Piece] | None = None, **more: str) -> None:
    held = [Piece(**{**one.__dict__, "pages": one.pages or 2}) for one in pieces_of(life.matter)]
    paper = [Piece("集体讨论记录", SECONDARY, 23, pages=4), Piece("行政处罚决定书", MAIN, 1, pages=3)]
    given = {"archive_number": "蓝环罚卷2026-901", "retention": "30年", "ground": "本机关归档范围和保管期限表第3项", **more}
    bind_file(
        uid=str(life.matter.uid), seen=Matter.objects.get(pk=life.matter.pk).seen, pieces=[*held, *paper] if pieces is None else pieces,
        on=date(2026, 11, 2), actor=LEAD, at=AT, **given,
    )


def unpacked(stream: IO[bytes], folder: Path) -> Path:
    with stream, zipfile.ZipFile(stream) as bag:
        bag.extractall(folder)
    return next(folder.iterdir())


def verified(bag: Path, *keys: str) -> tuple[int, str]:
    """The verifier of the package itself, in a Python without Fadu."""
    run = subprocess.run(
        [sys.executable, "-I", "verify/standalone.py", *(part for key in keys for part in ("--key", key)), "."],
        cwd=bag, capture_output=True, text=True, check=False,
    )
    return run.returncode, run.stdout + run.stderr


def test_a_case_is_archived_by_binding_it_in_order_with_page_numbers(closed: Life) -> None:
    with pytest.raises(Refusal, match="正卷里一件也没有"):
        bound(closed, pieces=[])
    with pytest.raises(Refusal, match="保管期限"):
        bound(closed, retention="三年")
    with pytest.raises(Refusal, match="依据"):
        bound(closed, ground=" ")
    assert queries.files() == [] and Matter.objects.get(pk=closed.matter.pk).stage == "S97"
    bound(closed)
    matter = Matter.objects.get(pk=closed.matter.pk)
    assert (matter.stage, matter.ended, matter.facts["archived_on"], matter.file["archive_number"]) == ("S99", True, "2026-11-02", "蓝环罚卷2026-901")
    standing = queries.bound(str(matter.uid))
    assert standing is not None and standing.kept_until == date(2057, 1, 1)
    assert [(one.title, one.first, one.last) for one in standing.pieces] == [
        ("行政处罚决定书", 1, 3), ("现场检查笔录.txt", 4, 5), ("台账 & <照片>.txt", 6, 7), ("集体讨论记录", 1, 4),
    ]
    found = reviews.of_matter(matter, bureau_now(), date(2026, 11, 3))
    assert next(one for one in found.base if one.id == "B5").state is State.CLEAR
    with pytest.raises(Refusal, match="已经组卷"):
        bound(closed)
    bound(closed, reason="补入送达回证")
    assert len(queries.files()) == 1
    assert faults() == [] and list(paper_faults()) == []


def test_a_case_that_was_archived_by_the_step_alone_still_waits_to_be_bound(closed: Life) -> None:
    assert [one.number for one in unbound()] == [closed.matter.number]
    closed.step("T36", wait=1, archive_number="旧号")
    assert [one.number for one in unbound()] == [closed.matter.number]
    with pytest.raises(Refusal, match="案卷号是 旧号"):
        bound(closed)
    bound(closed, archive_number="旧号")
    assert list(unbound()) == []


def test_a_title_or_an_opinion_that_names_who_the_vault_keeps_is_refused(closed: Life) -> None:
    case = closed.matter.case
    assert case is not None
    vault.keep(subject=str(case.uid), number=case.number, values={"name": "欧阳慕容雪"}, role="举报人", actor=LEAD, at=AT)
    with pytest.raises(Refusal, match="题名或说明"):
        bound(closed, [Piece("举报人欧阳慕容雪的信", MAIN, 1, pages=1)])
    bound(closed, [Piece("举报信", SECONDARY, 24, pages=1), Piece("决定书", MAIN, 1, pages=1)])


def test_an_open_case_and_a_number_of_another_file_are_refused(closed: Life) -> None:
    bound(closed)
    other = begin(party="另一企业")
    with pytest.raises(Refusal, match="还不能归档"):
        bind_file(
            uid=str(other.matter.uid), seen=other.matter.seen, archive_number="x", retention="永久", ground="y",
            pieces=[Piece("a", MAIN, 1, pages=1)], on=other.day, actor=LEAD, at=other.at,
        )
    other.team().step("T01", certificates_shown=True, certificates_confirmed=True, inspection_approved=True, inspection_item_listed=True)
    other.step("T02", filing_extension=0).step("T04", "431127015", reason="轻微")
    with pytest.raises(Refusal, match="已用于"):
        bound(other, [Piece("不予立案审批表", MAIN, 3, pages=1)])
    bound(other, [Piece("不予立案审批表", MAIN, 3, pages=1)], archive_number="2026-2")
    assert Matter.objects.get(pk=other.matter.pk).stage == "S99"


@pytest.mark.usefixtures("closed")
def test_a_package_opens_and_verifies_without_the_product_and_every_change_is_named(closed: Life, tmp_path: Path) -> None:
    bound(closed)
    uid = str(closed.matter.uid)
    with pytest.raises(Refusal, match="给谁"):
        hand_out(uid=uid, receiver=" ", purpose="x", volumes=[MAIN], actor=LEAD, at=AT)
    stream, name = hand_out(uid=uid, receiver="蓝山县人民法院", purpose="行政诉讼举证", volumes=[MAIN, SECONDARY], actor=LEAD, at=AT)
    bag = unpacked(stream, tmp_path / "whole")
    assert name == f"{bag.name}.zip" and name.isascii()
    page = (bag / "data/index.html").read_text("utf-8")
    assert "&lt;b&gt;“堃喆昇”&amp;" in page and "<b>" not in page and "script" not in page
    assert 'href="main/002.txt"' in page and "集体讨论记录（只有纸质" in page
    record = (bag / "data/record.html").read_text("utf-8")
    assert "决定处罚" in record and "拟（已）罚款" not in record and "罚款数额：29000" in record
    key = (bag / "keys.txt").read_text().strip()
    code, told = verified(bag, key)
    assert code == 0 and "全部相符" in told, told
    code, told = verified(bag)
    assert code == 0 and "公钥取自" in told
    sums = (bag / "manifest-sha256.txt").read_text().splitlines()
    assert all(sha256((bag / line[66:]).read_bytes()).hexdigest() == line[:64] for line in sums)

    evidence_file = bag / "data/main/002.txt"
    data = evidence_file.read_bytes()
    evidence_file.write_bytes(data + b" ")
    code, told = verified(bag, key)
    assert code == 1 and "main/002.txt" in told
    evidence_file.write_bytes(data)
    for name in ("README.txt", "bag-info.txt", "keys.txt"):
        held = (bag / name).read_bytes()
        (bag / name).write_bytes(held + b" ")
        code, told = verified(bag, key)
        assert code == 1 and name in told, "also what stands beside the payload"
        (bag / name).write_bytes(held)
    # Whoever knows the form rewrites the manifest too: the sealed list tells.
    evidence_file.unlink()
    (bag / "manifest-sha256.txt").write_text("".join(f"{line}\n" for line in sums if "main/002" not in line))
    code, told = verified(bag, key)
    assert code == 1 and "封存的清单上有，包里没有" in told
    evidence_file.write_bytes(data)
    (bag / "manifest-sha256.txt").write_text("".join(f"{line}\n" for line in sums))
    (bag / "data/extra.txt").write_bytes(b"x")
    code, told = verified(bag, key)
    assert code == 1 and "不在清单上" in told and "没有一条封存过" in told
    assert faults() == []


def test_issued_documents_take_their_place_in_file_review_and_record(bureau: None, tmp_path: Path) -> None:
    life = begin(credit_code="91350100M000100Y43").filed().investigated().examined().noticed().unopposed().reviewed()
    life.discussed().step("T20", EXAMINER).decided()
    decision = paper(life, 38)
    life.served().step("T30").work("payment", wait=5, amount=COMPUTED, receipt="缴款书1号").step("T34", wait=1, closing_reason="已履行")
    (piece,) = pieces_of(life.matter)
    assert (piece.title, piece.number, piece.pages, piece.place) == ("行政处罚决定书", decision.number, decision.pages, 1)
    bound(life, [piece, Piece("讨论记录", SECONDARY, 23, pages=1)])
    found = reviews.of_matter(Matter.objects.get(pk=life.matter.pk), bureau_now(), date(2026, 11, 3))
    mark = next(one for one in found.marks if one.name == "行政处罚决定书")
    assert mark.reason.startswith("文书在卷")
    assert mark.where[0].name == f"行政处罚决定书 {decision.number}" and mark.where[0].page.startswith("正卷第 1")
    stream, _ = hand_out(uid=str(life.matter.uid), receiver="法院", purpose="举证", volumes=[MAIN], actor=LEAD, at=AT)
    bag = unpacked(stream, tmp_path)
    assert (bag / "data/main/001.pdf").read_bytes().startswith(b"%PDF") and verified(bag)[0] == 0
    values = sending.of_year_standing("credit", 2026, bureau_now(), date(2026, 11, 3))[0].values
    assert values["CF_SY"] == WRITTEN["违法事实"] and values["CF_FRDB"] == WRITTEN["法定代表人"]
    assert faults() == []


def test_the_main_volume_alone_holds_nothing_of_the_secondary_but_its_catalogue(closed: Life, tmp_path: Path) -> None:
    bound(closed)
    stream, _ = hand_out(uid=str(closed.matter.uid), receiver="当事人", purpose="查阅", volumes=[MAIN], actor=LEAD, at=AT)
    bag = unpacked(stream, tmp_path)
    assert not (bag / "data/record.html").exists()
    assert "本包不含这一卷" in (bag / "data/index.html").read_text("utf-8")
    proofs = "".join(path.read_text("utf-8") for path in (bag / "data/proofs").iterdir())
    assert "各委员发表意见" not in proofs, "what the committee said stays in the house"
    assert verified(bag)[0] == 0


def test_any_fragment_of_two_characters_finds_the_file_and_none_of_an_open_case(closed: Life) -> None:
    begin(party="未归档的喆厂")
    assert queries.search("喆昇") == []
    bound(closed)
    for fragment in ("喆昇", "密闭", "0119", "缴款书1号", "检查笔录", "营业执照", "& <照", "各委员", "罚〔2026〕901"):
        hits = queries.search(fragment)
        assert [hit.bound.subject for hit in hits] == [str(closed.matter.uid)], fragment
        assert any(fragment in line for line in hits[0].snippets), hits[0].snippets
    assert queries.search("喆厂") == [] and queries.search("sha256") == [] and queries.search("%_") == []
    with pytest.raises(Refusal, match="太短"):
        queries.search("喆 ")


def test_the_pages_bind_hand_out_and_search(closed: Life) -> None:
    client = Client()
    client.force_login(Account.objects.get(number=LEAD), backend="django.contrib.auth.backends.ModelBackend")
    uid = closed.matter.uid
    assert "组卷归档" in client.get(f"/cases/{uid}/archive/").content.decode()
    assert closed.matter.number in client.get("/cases/archive/").content.decode()
    form = client.get(f"/cases/{uid}/archive/bind/").context["form"]
    sent = {bound.name: bound.value() or "" for bound in form} | {"on": "2026-11-02", "archive_number": "A-1", "retention": "永久", "ground": "表3"}
    answer = client.post(f"/cases/{uid}/archive/bind/", {**sent, "paper": "结案审批表，2页"}).content.decode()
    assert "写法不对" in answer and "请填写页数" in answer and "结案审批表，2页" in answer
    sent |= {name: "2" for name in form.fields if name.startswith("pages_")} | {"paper": "结案审批表｜2｜正卷｜13\n讨论记录｜1｜副卷"}
    page = client.post(f"/cases/{uid}/archive/bind/", sent, follow=True).content.decode()
    assert "正卷目录" in page and "台账 &amp; &lt;照片&gt;.txt" in page
    bad = client.post(f"/cases/{uid}/archive/package/", {"receiver": "", "purpose": ""}, follow=True).content.decode()
    assert "请写明给谁" in bad
    answer = client.post(f"/cases/{uid}/archive/package/", {"receiver": "法院", "purpose": "举证", "volumes": "正卷、副卷"})
    with zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))) as bag:  # type: ignore[attr-defined]
        assert any(one.endswith("data/index.html") for one in bag.namelist())
    assert "举证" in client.get(f"/cases/{uid}/archive/").content.decode()
    assert "喆昇" in client.get("/cases/archive/?q=喆昇").content.decode()
    assert "太短" in client.get("/cases/archive/?q=喆").content.decode()


def test_the_command_finds_and_hands_out(closed: Life, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bound(closed)
    parser = argparse.ArgumentParser()
    command.add(parser)
    assert command.run(parser.parse_args(["--find", "喆昇", "--json"])) == 0
    assert json.loads(capsys.readouterr().out)[0]["archive_number"] == "蓝环罚卷2026-901"
    assert command.run(parser.parse_args(["--find", "没有的"])) == 1
    given = ["蓝环罚卷2026-901", "-o", str(tmp_path), "--to", "县档案馆", "--purpose", "移交"]
    assert command.run(parser.parse_args([*given, "--secondary", "--actor", LEAD])) == 0
    assert [path.suffix for path in tmp_path.iterdir()] == [".zip"]
    for wrong in ([], ["x", "--find", "y"], given, [*given[:2], str(tmp_path / "none")]):
        with pytest.raises(Unreadable):
            command.run(parser.parse_args(wrong))
    with pytest.raises(Refusal, match="没有归档的案卷"):
        command.run(parser.parse_args(["无", *given[1:], "--actor", LEAD]))


def test_order_pages_and_names_are_plain() -> None:
    filed = numbered([Piece("b", MAIN, 2, pages=3), Piece("s", SECONDARY, 1, pages=1), Piece("a", MAIN, 1, pages=1)])
    assert [(one.title, one.first, one.last) for one in filed] == [("a", 1, 1), ("b", 2, 4), ("s", 1, 1)]
    assert (slot_of(36).volume, slot_of(38).place, slot_of(42).name) == (SECONDARY, 1, "其他")
    assert kept_until("永久", date(2026, 1, 1)) is None
    names = {package.folder_name(number) for number in ("蓝环罚〔2026〕1号", "永环罚〔2026〕1号", "../..", "x" * 300)}
    assert len(names) == 4 and all(name.isascii() and "/" not in name and len(name) < 60 for name in names)
    with pytest.raises(ValueError, match="not a payload path"):
        package.write(BytesIO(), "x", [("../a", b"")], {}, {})

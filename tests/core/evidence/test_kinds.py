"""A file is what its content says; one that is damaged, two-faced, too large or alive is refused, and says how to go on."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.evidence import kinds
from fadu.core.evidence.names import LONGEST, clean
from fadu.core.refusal import Refusal
from tests.core.evidence import files


def put(folder: Path, data: bytes) -> Path:
    path = folder / "part"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", files.GOOD)
def test_each_kind_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    key, data = files.GOOD[name]
    assert kinds.recognise(put(tmp_path, data), name).key == key


@pytest.mark.parametrize("name", files.GOOD)
def test_the_original_is_not_touched_by_the_check(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, files.GOOD[name][1])
    kinds.recognise(path, name)
    assert path.read_bytes() == files.GOOD[name][1]


@pytest.mark.parametrize("name", files.GOOD)
def test_a_name_that_says_another_kind_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        kinds.recognise(put(tmp_path, files.GOOD[name][1]), "别的.mp3")
    assert refused.value.mend


def bomb() -> bytes:
    return files.docx({"word/media.xml": b"\0" * (60 * 1024 * 1024)})


def lying() -> bytes:
    """A part that declares one byte and holds a million."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", files.TYPES)
        archive.writestr("word/document.xml", b"<a/>" + b" " * 1_000_000)
    data = bytearray(stream.getvalue())
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1).to_bytes(4, "little")
    return bytes(data)


REFUSED = {
    "empty": ("a.txt", b"", "空的"),
    "a photo and an archive": ("a.jpg", files.jpeg() + files.archive(), "又是压缩包"),
    "a PDF and an archive": ("a.pdf", files.pdf() + files.archive(), "又是压缩包"),
    "a photo and a PDF": ("a.jpg", files.jpeg(b"%PDF-1.4"), "又是 PDF"),
    "a photo with a script": ("a.jpg", files.jpeg(b"<ScRiPt>alert(1)</script>"), "网页脚本"),
    "a PDF named photo": ("a.jpg", files.pdf(), "内容却是PDF 文件"),
    "a program named PDF": ("a.pdf", b"MZ\x90\0" + b"\0" * 60, "程序"),
    "a web page": ("a.txt", b"<!DOCTYPE html><html></html>", "网页"),
    "a drawing that runs": ("a.txt", b"  <svg onload='x()'/>", "网页"),
    "unknown bytes": ("a.jpg", bytes(range(256)), "不认识"),
    "a photo cut short": ("a.jpg", files.jpeg()[:-2], "不完整"),
    "a photo without a frame": ("a.jpg", b"\xff\xd8\xff\xda\0\x02\xff\xd9", "不完整"),
    "a picture cut short": ("a.png", files.png()[:-5], "不完整"),
    "a picture with a changed byte": ("a.png", files.png().replace(b"IDAT", b"IDAU"), "不完整"),
    "a picture of a billion pixels": ("a.png", files.png(width=100_000, height=100_000), "百万像素"),
    "a photo of a billion pixels": ("a.jpg", files.jpeg(width=60_000, height=60_000), "百万像素"),
    "a PDF cut short": ("a.pdf", files.pdf()[:-8], "没有结尾"),
    "a PDF with a script": ("a.pdf", files.pdf(b"<</S/JavaScript/JS(x)>>"), "脚本"),
    "a PDF with a script under another spelling": ("a.pdf", files.pdf(b"<</S/J#61vaScript/JS(x)>>"), "脚本"),
    "a document with macros": ("a.docx", files.docx({"word/vbaProject.bin": b"x"}), "宏"),
    "a workbook with an object": ("a.xlsx", files.xlsx({"xl/embeddings/oleObject1.bin": b"x"}), "嵌有"),
    "a bomb": ("a.docx", bomb(), "压缩炸弹"),
    "a part that lies about its size": ("a.docx", lying(), "压缩炸弹"),
    "an archive": ("a.zip", files.archive(), "压缩包"),
    "an archive named document": ("a.docx", files.archive(), "没有 Word 文档"),
    "a workbook named document": ("a.docx", files.xlsx(), "工作簿"),
    "a video": ("a.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 60, "录像"),
    "a photo of another format": ("a.heic", b"\0\0\0\x18ftypheic" + b"\0" * 60, "HEIC"),
    "an old document": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 60, "旧格式"),
    "the test virus": ("a.txt", b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*", "病毒"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_could_harm_or_mislead_is_refused(tmp_path: Path, case: str) -> None:
    name, data, said = REFUSED[case]
    with pytest.raises(Refusal, match=said) as refused:
        kinds.recognise(put(tmp_path, data), name)
    assert refused.value.mend


def test_a_photo_of_60_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = put(tmp_path, files.jpeg()[:20])
    with path.open("r+b") as stream:
        stream.truncate(60 * 1024 * 1024)
    with pytest.raises(Refusal, match="照片（JPEG）超过 50 MB") as refused:
        kinds.recognise(path, "大.jpg")
    assert "登记" in refused.value.mend


@pytest.mark.parametrize(("said", "shown"), [
    ("C:\\证据\\现场.jpg", "现场.jpg"), ("../../etc/passwd.txt", "passwd.txt"), ("a\u202egpj.txt", "agpj.txt"), ("  .现场 1.jpg. ", "现场 1.jpg"),
    ("a\0b\n.pdf", "ab.pdf"),
])
def test_a_name_keeps_its_last_part_and_nothing_that_acts(said: str, shown: str) -> None:
    assert clean(said) == shown


@pytest.mark.parametrize("name", ["", "...", "/", ".jpg", "没有扩展名", "a." + "x" * 30])
def test_a_name_without_stem_or_ending_is_refused(name: str) -> None:
    with pytest.raises(Refusal):
        clean(name)


@settings(derandomize=True, max_examples=50)
@given(st.text(max_size=300))
def test_no_name_becomes_a_path(text: str) -> None:
    try:
        shown = clean(text + ".pdf")
    except Refusal:
        return
    assert "/" not in shown
    assert "\\" not in shown
    assert shown.isprintable()
    assert len(shown) <= LONGEST
    assert shown.endswith(".pdf")

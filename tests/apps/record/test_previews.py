"""Previews: reduced pictures beside the originals, made anew when missing, never shown when somebody swapped them; hostile files end alone."""

from __future__ import annotations

import io
import os
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from fadu.apps.record import evidence, previews, store
from fadu.apps.record.actions import evidence as acts
from tests.core.evidence import files

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.FADU_DATA = tmp_path
    return tmp_path


def photo(kind: str = "JPEG", size: tuple[int, int] = (1600, 900), **more: Any) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "teal").save(stream, kind, **more)
    return stream.getvalue()


def pdf(content: bytes, *, pages: int = 1, box: bytes = b"[0 0 600 800]", form: bytes = b"") -> bytes:
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox " + box + b"/Contents 3 0 R/Resources<</XObject<</F 4 0 R>>>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % pages,
        b"<</Length %d/Filter/FlateDecode>>\nstream\n" % len(zlib.compress(content)) + zlib.compress(content) + b"\nendstream",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</F 4 0 R>>>>/Length %d>>\nstream\n" % len(form) + form + b"\nendstream",
        *[page] * pages,
    ]
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    return data + tail + b"startxref\n%d\n%%%%EOF\n" % len(data)


def taken(data: bytes, name: str) -> evidence.Item:
    found = evidence.item(acts.take([data], name=name, subject="row-1", number="CF-1", actor="G1", at=AT))
    assert found
    return found


def picture(made: bytes | None) -> Image.Image:
    assert made
    return Image.open(io.BytesIO(made))


def test_a_photo_is_reduced_upright_without_its_place_and_the_original_stays(folder: Path) -> None:
    marks = Image.Exif()
    marks[0x0112], marks[0x010E] = 6, "GPS 111.6E"  # turned by a quarter
    data = photo(exif=marks)
    item = taken(data, "现场.jpg")
    made = previews.of(item)
    assert picture(made).size == (675, 1200)
    assert b"GPS" in data
    assert b"GPS" not in (made or b"")
    assert store.read(item.said["sha256"]) == data
    [kept] = (folder / "previews").iterdir()
    assert kept.name.startswith(item.said["sha256"])
    assert evidence.notes() == []  # it does not lie among the originals
    kept.unlink()
    assert previews.of(item) == made


def test_the_first_pages_of_a_pdf_stand_under_one_another() -> None:
    assert picture(previews.of(taken(pdf(b"1 0 0 rg 0 0 300 400 re f", pages=2), "报告.pdf"))).height == 2 * 1067 + 7
    assert picture(previews.of(taken(pdf(b"0 0 1 rg 0 0 9 9 re f", pages=6), "长报告.pdf"))).height < 4400


def test_a_picture_put_in_its_place_is_not_shown(folder: Path) -> None:
    item, other = taken(photo(), "甲.jpg"), taken(photo("PNG", (30, 20)), "乙.png")
    made = previews.of(item)
    previews.of(other)
    mine, theirs = sorted((folder / "previews").iterdir(), key=lambda path: not path.name.startswith(item.said["sha256"]))
    mine.write_bytes(theirs.read_bytes())
    assert previews.of(item) == made
    mine.write_bytes(b"")
    assert previews.of(item) == made
    theirs.replace(theirs.with_name(theirs.name.replace(other.said["sha256"], item.said["sha256"])))
    assert previews.of(item) == made


def test_what_is_not_as_it_was_sealed_is_not_drawn(folder: Path) -> None:
    item = taken(photo(), "现场.jpg")
    path = store.place(item.said["sha256"])
    path.chmod(0o600)
    path.write_bytes(photo(size=(16, 9)))
    assert previews.of(item) is None
    assert not (folder / "previews").exists()
    assert previews.of(taken("一切正常".encode(), "说明.txt")) is None


HOSTILE = {
    "recursion.pdf": pdf(b"/F Do", form=b"/F Do /F Do /F Do"),
    "memory.pdf": pdf(b"q 0 0 600 800 re W n 0 0 m 600 800 l 1 2 3 4 5 6 c S " * 60_000),
    "huge.pdf": pdf(b"0 0 9 9 re f", box=b"[0 0 1 90000000000]"),
    "broken.pdf": files.pdf(),
    "broken.jpg": files.jpeg(),
    "giant.png": files.png(width=20_000, height=20_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_hurts_nobody_and_is_remembered(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    item = taken(HOSTILE[name], name)
    monkeypatch.setattr(previews, "_WAIT", 2.0)
    monkeypatch.setattr(previews.draw, "__defaults__", (2.0,))
    assert (previews.of(item) or b"")[:4] in (b"", b"\x89PNG")
    [kept] = (folder / "previews").iterdir()
    monkeypatch.setattr(previews, "_make", None)  # not tried again
    assert previews.of(item) == (kept.read_bytes() or None)
    assert (folder / "evidence" / item.said["sha256"][:2]).exists()


def test_the_drawing_process_gets_no_secret(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The environment of the process that opens what strangers sent holds nothing of ours."""
    monkeypatch.setenv("FADU_DATABASE_URL", "postgres://secret")
    program = folder / "python"
    program.write_text("#!/bin/sh\nprintf '\\211PNG\\r\\n\\032\\n'; env\n")
    program.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(program))
    made = previews.draw("png", folder / "x")
    assert b"PATH=" in made
    assert b"secret" not in made
    assert os.environ["FADU_DATABASE_URL"].encode() not in made

"""Text as older and newer office programs write it comes out the same; what is no text is refused with the way out."""

from __future__ import annotations

import pytest

from fadu.core.decoding import GB18030, csv_lines, decoded
from fadu.core.refusal import Unreadable

TEXT = "题号,题干\n1,法典\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_every_encoding_reads_alike(encoding: str) -> None:
    assert csv_lines(TEXT.encode(encoding), "题") == [["题号", "题干"], ["1", "法典"]]
    assert csv_lines(TEXT.replace(",", "\t").encode(encoding), "题") == [["题号", "题干"], ["1", "法典"]]


def test_what_was_not_utf_8_is_said() -> None:
    assert decoded(TEXT.encode(), "题", mend="另存")[1] == ()
    assert decoded(TEXT.encode("gb18030"), "题", mend="另存")[1] == (GB18030,)


@pytest.mark.parametrize("content", [b"\xff\xff\xff", b"\x00\x01", b"\x80\x81\xfe" * 40, '题号,"题'.encode(), "题".encode("utf-16")[:3]])
def test_what_is_no_text_or_no_whole_table_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        csv_lines(content, "题")
    assert caught.value.mend

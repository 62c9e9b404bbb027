"""Evidence in a bucket, against a server that speaks S3: what holds on the disk holds there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from fadu.apps.record import evidence, store
from fadu.apps.record.actions import evidence as acts
from fadu.apps.record.models import Entry
from fadu.core.refusal import Refusal
from fadu.site import environment
from fadu.site.backup import making
from tests.core.evidence import files

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PHOTO = files.jpeg()
DIGEST = sha256(PHOTO).hexdigest()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"{host}:{port}"
    running.stop()


@pytest.fixture
def client(server: str, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The bucket as somebody with its keys sees it; Fadu finds it by its setting alone."""
    found = boto3.client(
        "s3", endpoint_url=f"http://{server}", aws_access_key_id="office", aws_secret_access_key="a/secret", region_name="us-east-1"
    )
    bucket = f"bucket-{tmp_path.name.replace('_', '-')}".lower()[:50].strip("-")
    found.create_bucket(Bucket=bucket)
    monkeypatch.setenv("FADU_EVIDENCE_URL", f"s3+http://office:a%2Fsecret@{server}/{bucket}")
    settings.FADU_DATA = tmp_path
    settings.STORAGES = {**settings.STORAGES, **environment.bucket("FADU_EVIDENCE_URL")}
    found.name = bucket
    return found


def take(data: bytes = PHOTO, name: str = "现场.jpg", subject: str = "row-1") -> int:
    return acts.take([data], name=name, subject=subject, number="CF-1", actor="G1", at=AT)


def test_a_file_lies_in_the_bucket_under_its_digest_and_nothing_on_the_disk(client: Any, tmp_path: Path) -> None:
    index = take()
    assert [item["Key"] for item in client.list_objects_v2(Bucket=client.name)["Contents"]] == [DIGEST]
    assert client.get_object(Bucket=client.name, Key=DIGEST)["Body"].read() == PHOTO
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    with acts.hand_out(index, actor="G2", at=AT) as stream:
        assert stream.read() == PHOTO
    take(subject="row-2")
    assert store.digests() == [DIGEST]
    assert list(evidence.faults()) == []


def test_what_is_changed_or_removed_in_the_bucket_is_found_and_not_handed_out(client: Any) -> None:
    index = take()
    client.put_object(Bucket=client.name, Key=DIGEST, Body=PHOTO + b"\0")
    client.put_object(Bucket=client.name, Key="stray", Body=b"x")
    assert [where for where, _ in evidence.faults()] == [f"证据“现场.jpg”（档案第 {index} 条）"]
    assert "stray" in evidence.notes()[0]
    with pytest.raises(Refusal, match="不符"):
        acts.hand_out(index, actor="G2", at=AT)
    take(subject="row-2")
    assert evidence.fault(evidence.of_row("row-1")[0]) == ""
    client.delete_object(Bucket=client.name, Key=DIGEST)
    assert evidence.fault(evidence.of_row("row-1")[0]) == "文件不见了"


def test_a_bucket_that_is_gone_is_said_in_words(client: Any) -> None:
    take()
    client.delete_object(Bucket=client.name, Key=DIGEST)
    client.delete_bucket(Bucket=client.name)
    with pytest.raises(Refusal, match="对象存储") as refused:
        take(files.png(), "图.png")
    assert "FADU_EVIDENCE_URL" in refused.value.mend
    assert "对象存储" in evidence.notes()[0]
    assert Entry.objects.count() == 1


def test_a_refused_file_never_reaches_the_bucket(client: Any) -> None:
    with pytest.raises(Refusal):
        take(PHOTO + files.archive())
    assert "Contents" not in client.list_objects_v2(Bucket=client.name)


@pytest.mark.parametrize("url", ["http://a:b@host/bucket", "s3://host/bucket", "s3://a:b@host", "s3://a:b@host/x/y"])
def test_an_address_that_is_none_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FADU_EVIDENCE_URL", url)
    with pytest.raises(environment.BadEnvironment):
        environment.bucket("FADU_EVIDENCE_URL")


def test_a_backup_holds_what_lies_in_the_bucket_and_fetches_it_once(client: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take()
    paths = f"evidence/{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}"
    full = making.make(tmp_path / "full.fadu", at=AT)
    assert full.files[paths] == (len(PHOTO), DIGEST)
    take(files.png(), "图.png")
    fetched = []
    read = store.read
    monkeypatch.setattr(store, "read", lambda digest: fetched.append(digest) or read(digest))
    more = making.make(tmp_path / "more.fadu", at=AT, since=tmp_path / "full.fadu")
    assert fetched == [sha256(files.png()).hexdigest()]
    assert {name for name in more.files if name.startswith("evidence/")} >= {paths}


def test_what_a_restore_put_on_the_disk_stands_in_for_a_bucket_that_lost_it(client: Any) -> None:
    index = take()
    client.delete_object(Bucket=client.name, Key=DIGEST)
    assert evidence.fault(evidence.of_row("row-1")[0]) == "文件不见了"
    store.place(DIGEST).parent.mkdir(parents=True)
    store.place(DIGEST).write_bytes(PHOTO)
    assert list(evidence.faults()) == []
    with acts.hand_out(index, actor="G2", at=AT) as stream:
        assert stream.read() == PHOTO

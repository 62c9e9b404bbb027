"""Sealed acts, findings that stand on rows, dated changes. No foreign keys: things are named by id and public number,
since the ledger must outlive its neighbours."""

from __future__ import annotations

from django.db import models

from fadu.apps.record.sealed import SealedRow


class Sealed(models.Model):
    """Written once: the database itself refuses UPDATE and DELETE (migration 0002)."""

    sha256 = models.BinaryField(max_length=32)
    sm3 = models.BinaryField(max_length=32)

    class Meta:
        abstract = True


class Entry(Sealed):
    """One sealed act: who, what, when, on which basis, before and after. `sha256` and `sm3` are its leaf digests."""

    index = models.BigIntegerField(primary_key=True)
    event = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=8)  # done: performed here, guarded; recorded: 补录
    sheet = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=64)
    number = models.CharField(max_length=200, blank=True)
    actor = models.CharField(max_length=100)
    at = models.DateTimeField()
    basis = models.CharField(max_length=200, blank=True)
    before = models.TextField(null=True)  # canonical JSON, as hashed
    after = models.TextField(null=True)
    source = models.CharField(max_length=300, blank=True)  # file, sheet and row it was taken from
    batch = models.CharField(max_length=36, blank=True)
    device = models.TextField(blank=True)  # canonical JSON of core.ledger.clock.Stamp
    private = models.TextField(blank=True)  # canonical JSON: commitments to values that lie in the vault
    salt = models.CharField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "index"]),
            models.Index(fields=["batch", "index"]),
            models.Index(fields=["event", "index"]),
        ]


class TreeNode(Sealed):
    """Root of a complete subtree of 256^level entries: what proofs need beside the leaves."""

    level = models.PositiveSmallIntegerField()
    place = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "place"], name="tree_node_key")]


class Head(models.Model):
    """The right edge of the trees; locked while entries are added, so that an index is never given twice."""

    edge = models.TextField()  # core.ledger.frontier.Frontier.text()
    latest = models.DateTimeField(null=True)  # latest time sealed, to see a clock that was set back


class SignedCheckpoint(Sealed):
    """What the bureau signed: how long the ledger was and its two roots. The act `CheckpointSigned` is the last entry it covers."""

    number = models.PositiveIntegerField(primary_key=True)
    size = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    note = models.TextField()  # the signed note itself, as it is handed out


class VaultValue(models.Model):
    """The opening of a commitment to a personal value, encrypted under the key of its subject. Written once: the database refuses to
    change it. To erase is to destroy the key, which lies outside of the database (`ciphers`)."""

    entry = models.BigIntegerField()  # the act that committed to it
    subject = models.CharField(max_length=64, db_index=True)
    path = models.CharField(max_length=60)
    sealed = models.TextField()  # core.ledger.envelope.Envelope.text()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "path"], name="vault_value_place")]


class Finding(models.Model):
    """A fact that broke the law or its clock, or a note; derived from the row and replaced whenever the row is taken in."""

    sheet = models.CharField(max_length=20)
    subject = models.CharField(max_length=64, db_index=True)
    number = models.CharField(max_length=200)
    grade = models.CharField(max_length=8)  # finding | note
    rule = models.CharField(max_length=60)
    field = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    article = models.CharField(max_length=200, blank=True)


class AttributeChange(SealedRow):
    """变更: from `since` on, a column of a person, facility or device has another value."""

    number = models.CharField("编号", max_length=60, unique=True)
    target_kind = models.CharField("对象类型", max_length=10)
    target = models.CharField("对象编号", max_length=60, db_index=True)
    item = models.CharField("项目", max_length=40)
    value = models.CharField("新值", max_length=200)
    since = models.DateField("自")

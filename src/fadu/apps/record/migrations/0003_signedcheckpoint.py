"""Signed checkpoints; the database refuses to change or remove them too."""

from importlib import import_module

from django.db import migrations, models

protect = import_module("fadu.apps.record.migrations.0002_sealed").protect


class Migration(migrations.Migration):
    dependencies = [("record", "0002_sealed")]
    operations = [
        migrations.CreateModel(
            name="SignedCheckpoint",
            fields=[
                ("sha256", models.BinaryField(max_length=32)),
                ("sm3", models.BinaryField(max_length=32)),
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("size", models.BigIntegerField(unique=True)),
                ("at", models.DateTimeField()),
                ("note", models.TextField()),
            ],
            options={"abstract": False},
        ),
        migrations.RunPython(lambda apps, editor: protect(editor.connection, ["record_signedcheckpoint"]), migrations.RunPython.noop),
    ]

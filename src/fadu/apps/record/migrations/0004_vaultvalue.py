"""Encrypted openings of personal values; the database refuses to change or remove them: to erase is to destroy their key."""

from importlib import import_module

from django.db import migrations, models

protect = import_module("fadu.apps.record.migrations.0002_sealed").protect


class Migration(migrations.Migration):
    dependencies = [("record", "0003_signedcheckpoint")]
    operations = [
        migrations.CreateModel(
            name="VaultValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.BigIntegerField()),
                ("subject", models.CharField(db_index=True, max_length=64)),
                ("path", models.CharField(max_length=60)),
                ("sealed", models.TextField()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("entry", "path"), name="vault_value_place")]},
        ),
        migrations.RunPython(lambda apps, editor: protect(editor.connection, ["record_vaultvalue"]), migrations.RunPython.noop),
    ]

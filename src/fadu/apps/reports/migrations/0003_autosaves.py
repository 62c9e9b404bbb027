"""What was saved by itself may be thinned; every other version stays out of reach, and none may be changed."""

from django.db import migrations, models

TABLE = "reports_passageversion"
REFUSAL = "封存的记录不能改、不能删"


def spare(apps, editor):
    """The triggers of 0001 again, but for the removal of what was saved by itself."""
    with editor.connection.cursor() as cursor:
        for statement in _statements(editor.connection.vendor):
            cursor.execute(statement)


def _statements(vendor):
    if vendor == "sqlite":
        for verb, test in (("UPDATE", ""), ("DELETE", " WHEN NOT OLD.autosaved")):
            yield f"DROP TRIGGER IF EXISTS {TABLE}_no_{verb.lower()}"
            yield f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE}{test} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        return
    yield f"DROP TRIGGER {TABLE}_no_change ON {TABLE}"
    yield f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION fadu_sealed()"
    yield f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW WHEN (NOT OLD.autosaved) EXECUTE FUNCTION fadu_sealed()"


class Migration(migrations.Migration):

    dependencies = [("reports", "0002_returned_files")]
    operations = [
        migrations.AddField("passageversion", "autosaved", models.BooleanField(default=False, db_default=False, verbose_name="自动保存")),
        migrations.RunPython(spare, migrations.RunPython.noop),
    ]

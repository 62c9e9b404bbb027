"""The database itself refuses to change or remove what is sealed, on both engines."""

from django.db import migrations

TABLES = ("record_entry", "record_treenode")
REFUSAL = "封存的记录不能改、不能删"


def protect(connection, tables):
    """Triggers against UPDATE, DELETE (and TRUNCATE); used by later migrations that add sealed tables too."""
    with connection.cursor() as cursor:
        for table in tables:
            for statement in _statements(connection.vendor, table):
                cursor.execute(statement)


def _statements(vendor, table):
    if vendor == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            yield f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        return
    yield (
        "CREATE OR REPLACE FUNCTION fadu_sealed() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    yield f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION fadu_sealed()"
    yield f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION fadu_sealed()"


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunPython(lambda apps, editor: protect(editor.connection, TABLES), migrations.RunPython.noop)]

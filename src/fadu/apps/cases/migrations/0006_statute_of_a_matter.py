"""The statute that a matter applied gets a column of its own: a list and the statistics looked for it in the facts of every row."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import StrIndex, Substr


def say(apps, schema_editor):
    """The first 《…》 of what is cited, as the fold says it (`queries.folding.statute_of`)."""
    cited = KeyTextTransform('law_cited', 'facts')
    rest = Substr(cited, StrIndex(cited, Value('《')) + 1)
    found = apps.get_model('cases', 'Matter').objects.filter(facts__has_key='law_cited')
    found.annotate(opens=StrIndex(cited, Value('《')), closes=StrIndex(rest, Value('》'))).filter(opens__gt=0, closes__gt=0).update(
        statute=Substr(rest, 1, StrIndex(rest, Value('》')) - 1)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_matters_by_limit_and_day'),
    ]

    operations = [
        migrations.AlterField(
            model_name='matter',
            name='case',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='cases.case', verbose_name='案件'),
        ),
        migrations.AddField(
            model_name='matter',
            name='statute',
            field=models.CharField(blank=True, default='', max_length=120, verbose_name='适用的法律'),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['statute', 'opened_on', 'id'], name='matter_by_statute'),
        ),
        migrations.RunPython(say, migrations.RunPython.noop, elidable=True),
    ]

"""Sums by month beside the rows that reports add up, filled from the rows that are there."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_SPENT = """
INSERT INTO db_spentrow (company_id, month, supplier, account, dimensions, amount, rows)
SELECT company_id, {month} AS month, supplier, account, dimensions, SUM(amount), COUNT(*)
FROM db_postingrow GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3
"""
_WORKED = """
INSERT INTO db_workedrow (company_id, month, supplier, origin, read, corrected,
    count, untouched, straight, seconds, timed, latest)
SELECT company_id, {month} AS month, supplier, origin, read, corrected,
    COUNT(*), SUM(CASE WHEN corrected = 0 THEN 1 ELSE 0 END), SUM(CASE WHEN by_hand THEN 0 ELSE 1 END),
    COALESCE(SUM(seconds), 0), COUNT(seconds), MAX("on")
FROM db_figurerow GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3
"""
_HABITS = """
INSERT INTO db_habitrow (company_id, month, supplier, currency, paid, timed, days, late, late_days,
    least_terms, most_terms, discount, missed)
SELECT company_id, {month} AS month, supplier, currency, COUNT(*), COUNT(days), COALESCE(SUM(days), 0),
    SUM(CASE WHEN late > 0 THEN 1 ELSE 0 END), COALESCE(SUM(CASE WHEN late > 0 THEN late END), 0),
    MIN(terms), MAX(terms), SUM(discount), SUM(missed)
FROM db_figurerow WHERE paid IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3
"""
_MONTH = {"postgresql": "CAST(date_trunc('month', \"{on}\") AS date)", "sqlite": "date(\"{on}\", 'start of month')"}


def _fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The sums of all companies, in the order in which they are read."""
    month = _MONTH[editor.connection.vendor]
    for statement, on in ((_SPENT, "on"), (_WORKED, "on"), (_HABITS, "paid")):
        editor.execute(statement.format(month=month.format(on=on)))


def _owner() -> models.ForeignKey[models.Model, models.Model]:
    return models.ForeignKey(
        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="db.company"
    )


def _key() -> models.BigAutoField[int, int]:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    """The indexes that held all that a report reads are narrow again: what they were read for is summed now."""

    dependencies = [
        ("db", "0010_quick"),
    ]

    operations = [
        migrations.CreateModel(
            "SpentRow",
            [
                ("id", _key()),
                ("company", _owner()),
                ("month", models.DateField()),
                ("supplier", models.CharField(blank=True, max_length=64)),
                ("account", models.CharField(max_length=32)),
                ("dimensions", models.JSONField()),
                ("amount", models.BigIntegerField()),
                ("rows", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            "WorkedRow",
            [
                ("id", _key()),
                ("company", _owner()),
                ("month", models.DateField()),
                ("supplier", models.CharField(blank=True, max_length=64)),
                ("origin", models.CharField(max_length=16)),
                ("read", models.BigIntegerField()),
                ("corrected", models.BigIntegerField()),
                ("count", models.IntegerField()),
                ("untouched", models.IntegerField()),
                ("straight", models.IntegerField()),
                ("seconds", models.BigIntegerField()),
                ("timed", models.IntegerField()),
                ("latest", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            "HabitRow",
            [
                ("id", _key()),
                ("company", _owner()),
                ("month", models.DateField()),
                ("supplier", models.CharField(blank=True, max_length=64)),
                ("currency", models.CharField(blank=True, max_length=8)),
                ("paid", models.IntegerField()),
                ("timed", models.IntegerField()),
                ("days", models.BigIntegerField()),
                ("late", models.IntegerField()),
                ("late_days", models.BigIntegerField()),
                ("least_terms", models.IntegerField(null=True)),
                ("most_terms", models.IntegerField(null=True)),
                ("discount", models.BigIntegerField()),
                ("missed", models.BigIntegerField()),
            ],
        ),
        migrations.RunPython(_fill, migrations.RunPython.noop),
        migrations.AddIndex(
            "spentrow",
            models.Index(fields=["company", "month", "supplier", "account", "amount", "rows"], name="spent_month"),
        ),
        migrations.AddIndex("spentrow", models.Index(fields=["company", "supplier", "month"], name="spent_of")),
        migrations.AddIndex("workedrow", models.Index(fields=["company", "month"], name="worked_month")),
        migrations.AddIndex("workedrow", models.Index(fields=["company", "supplier", "month"], name="worked_of")),
        migrations.AddIndex("habitrow", models.Index(fields=["company", "month"], name="habit_month")),
        migrations.AddIndex("habitrow", models.Index(fields=["company", "supplier", "month"], name="habit_of")),
        migrations.RemoveIndex("figurerow", "figure_day"),
        migrations.RemoveIndex("figurerow", "figure_of"),
        migrations.RemoveIndex("figurerow", "figure_habit"),
        migrations.AddIndex("figurerow", models.Index(fields=["company", "on"], name="figure_on")),
        migrations.AddIndex("figurerow", models.Index(fields=["company", "supplier", "on"], name="figure_of")),
        migrations.AddIndex("figurerow", models.Index(fields=["company", "paid"], name="figure_paid")),
        migrations.AddIndex("figurerow", models.Index(fields=["company", "supplier", "paid"], name="figure_habit")),
        migrations.RemoveIndex("postingrow", "posting_spend"),
        migrations.RemoveIndex("postingrow", "posting_of"),
        migrations.AddIndex(
            "postingrow", models.Index(fields=["company", "on", "case", "amount"], name="posting_behind")
        ),
    ]

"""Sums by year beside those by month, filled from the months that are there."""

from __future__ import annotations

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_SPENT = """
INSERT INTO db_spentrow (company_id, period, month, supplier, account, dimensions, amount, rows)
SELECT company_id, 'year', {year} AS year, supplier, account, dimensions, SUM(amount), SUM(rows)
FROM db_spentrow GROUP BY 1, 3, 4, 5, 6 ORDER BY 1, 3, 4
"""
_WORKED = """
INSERT INTO db_workedrow (company_id, period, month, supplier, origin, read, corrected,
    count, untouched, straight, seconds, timed, latest)
SELECT company_id, 'year', {year} AS year, supplier, origin, read, corrected,
    SUM(count), SUM(untouched), SUM(straight), SUM(seconds), SUM(timed), MAX(latest)
FROM db_workedrow GROUP BY 1, 3, 4, 5, 6, 7 ORDER BY 1, 3, 4
"""
_HABITS = """
INSERT INTO db_habitrow (company_id, period, month, supplier, currency, paid, timed, days, late, late_days,
    least_terms, most_terms, discount, missed)
SELECT company_id, 'year', {year} AS year, supplier, currency, SUM(paid), SUM(timed), SUM(days), SUM(late),
    SUM(late_days), MIN(least_terms), MAX(most_terms), SUM(discount), SUM(missed)
FROM db_habitrow GROUP BY 1, 3, 4, 5 ORDER BY 1, 3, 4
"""
_TABLES = ("spentrow", "workedrow", "habitrow")
_YEAR = {"postgresql": "CAST(date_trunc('year', month) AS date)", "sqlite": "date(month, 'start of year')"}


def _fill(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The sums of all companies; last of all, for a table with new rows in it takes no new index before the end."""
    for statement in (_SPENT, _WORKED, _HABITS):
        editor.execute(statement.format(year=_YEAR[editor.connection.vendor]))


def _empty(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """On the way back the months alone are left."""
    for table in _TABLES:
        apps.get_model("db", table).objects.using(editor.connection.alias).filter(period="year").delete()


class Migration(migrations.Migration):
    """A report on many years reads a row a year; a year is made of its months."""

    dependencies = [
        ("db", "0011_sums"),
    ]

    operations = [
        *(
            migrations.RemoveIndex(table, name)
            for table, name in zip(_TABLES, ("spent_month", "worked_month", "habit_month"), strict=True)
        ),
        *(
            migrations.AddField(
                table,
                "period",
                models.CharField(choices=[("month", "Month"), ("year", "Year")], default="month", max_length=8),
            )
            for table in _TABLES
        ),
        migrations.AddIndex(
            "spentrow",
            models.Index(
                fields=["company", "period", "month", "supplier", "account", "amount", "rows"], name="spent_month"
            ),
        ),
        migrations.AddIndex(
            "workedrow",
            models.Index(
                fields=["company", "period", "month", "origin", "count", "untouched", "straight", "seconds", "timed"],
                name="worked_month",
            ),
        ),
        migrations.AddIndex("habitrow", models.Index(fields=["company", "period", "month"], name="habit_month")),
        migrations.RunPython(_fill, _empty),
    ]

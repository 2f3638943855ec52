"""Indexes that hold all that a list or a report reads, in the order it reads it."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes alone: nothing is written anew."""

    dependencies = [
        ("db", "0009_changes"),
    ]

    operations = [
        migrations.AddIndex(
            "caserow",
            models.Index(fields=["company", "state", "due_date", "currency", "open_amount"], name="case_open"),
        ),
        migrations.RemoveIndex("caserow", "case_waits"),
        migrations.AddIndex("caserow", models.Index(fields=["company", "waits_for", "waits_since"], name="case_waits")),
        migrations.AddIndex("voucherrow", models.Index(fields=["company", "id"], name="voucher_order")),
        migrations.AddIndex(
            "postingrow", models.Index(fields=["company", "supplier", "on", "amount"], name="posting_of")
        ),
        migrations.AddIndex(
            "postingrow", models.Index(fields=["company", "account", "on", "amount"], name="posting_account")
        ),
        migrations.RemoveIndex("payablerow", "payable_until"),
        migrations.AddIndex(
            "payablerow",
            models.Index(
                fields=["company", "until", "since", "supplier", "due", "currency", "amount", "booked", "case"],
                name="payable_open",
            ),
        ),
        migrations.RemoveIndex("figurerow", "figure_on"),
        migrations.AddIndex(
            "figurerow",
            models.Index(
                fields=["company", "on", "origin", "corrected", "by_hand", "seconds", "supplier", "read"],
                name="figure_day",
            ),
        ),
        migrations.AddIndex(
            "figurerow",
            models.Index(
                fields=["company", "supplier", "origin", "on", "corrected", "by_hand", "seconds"], name="figure_of"
            ),
        ),
        migrations.RemoveIndex("figurerow", "figure_paid"),
        migrations.AddIndex(
            "figurerow",
            models.Index(
                fields=["company", "supplier", "currency", "paid", "days", "late", "terms", "discount", "missed"],
                name="figure_habit",
            ),
        ),
    ]

"""The tables. Every table of a company's books names the company first; amounts are whole hundredths."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Company(models.Model):
    """A company and its settings as `core.company.Company` in JSON."""

    id = models.CharField(primary_key=True, max_length=64)
    mailbox = models.CharField(max_length=128, blank=True)
    settings = models.TextField()

    class Meta:
        """What is unique, and what is looked up."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mailbox"], condition=~models.Q(mailbox=""), name="mailbox_once"),
        ]

    def __str__(self) -> str:
        return self.id


class Owned(models.Model):
    """A row of one company's books."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        """No table of its own."""

        abstract = True


class Event(Owned):
    """One event, never changed; `hash` chains it to the event before in its stream."""

    stream = models.CharField(max_length=128)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    payload = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=128)
    hash = models.CharField(max_length=64)

    class Meta:
        """What is unique, and what is looked up."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "stream", "seq"], name="event_once"),
        ]

    def __str__(self) -> str:
        return f"{self.stream}:{self.seq} {self.kind}"


class Claim(Owned):
    """An effect that has happened, by its key."""

    key = models.CharField(max_length=255)

    class Meta:
        """What is unique, and what is looked up."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["company", "key"], name="claim_once")]

    def __str__(self) -> str:
        return self.key


class CaseRow(Owned):
    """What lists read of a case: `core.row.CaseRow`, with a key that sorts names the Nordic way."""

    case = models.CharField(max_length=128)
    revision = models.PositiveIntegerField()
    state = models.CharField(max_length=16)
    queue = models.CharField(max_length=16, blank=True)
    origin = models.CharField(max_length=16)
    received = models.DateTimeField()
    type = models.CharField(max_length=20)
    supplier = models.CharField(max_length=64, blank=True)
    supplier_name = models.TextField(blank=True)
    supplier_key = models.CharField(max_length=80, blank=True)
    number = models.TextField(blank=True)
    number_key = models.TextField(blank=True)
    issue_date = models.DateField(null=True)
    due_date = models.DateField(null=True)
    payable = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=8, blank=True)
    reference = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    file_name = models.TextField(blank=True)
    lines = models.PositiveIntegerField()
    account = models.TextField(blank=True)
    doubts = models.JSONField()
    batch = models.CharField(max_length=128, blank=True)
    voucher = models.CharField(max_length=32, blank=True)
    booked_on = models.DateField(null=True)
    open_amount = models.BigIntegerField(null=True)
    retain_until = models.DateField(null=True)
    text = models.TextField(blank=True)
    search = models.TextField(blank=True)
    waits_for = models.TextField(blank=True, default="")  # the seats, each between spaces
    waits_since = models.DateTimeField(null=True)
    sample = models.CharField(max_length=8, blank=True, default="")

    class Meta:
        """What is unique, and what is looked up."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["company", "case"], name="case_once")]
        indexes: ClassVar = [
            models.Index(fields=["company", "received"], name="case_received"),
            models.Index(fields=["company", "state", "received"], name="case_state"),
            models.Index(fields=["company", "state", "due_date", "currency", "open_amount"], name="case_open"),
            models.Index(fields=["company", "queue", "received"], name="case_queue"),
            models.Index(fields=["company", "supplier"], name="case_supplier"),
            models.Index(fields=["company", "number_key"], name="case_number"),
            models.Index(fields=["company", "reference"], name="case_reference"),
            models.Index(fields=["company", "issue_date", "payable"], name="case_amount"),
            models.Index(fields=["company", "digest"], name="case_digest"),
            models.Index(fields=["company", "waits_for", "waits_since"], name="case_waits"),
            models.Index(fields=["company", "sample", "supplier"], name="case_sample"),
        ]

    def __str__(self) -> str:
        return self.case


class SupplierRow(Owned):
    """A supplier in the register, as `core.party.Supplier` in JSON."""

    supplier = models.CharField(max_length=64)
    name_key = models.CharField(max_length=80, blank=True)
    number_key = models.CharField(max_length=80, blank=True, default="")
    organisation = models.CharField(max_length=64, blank=True, default="")
    search = models.TextField(blank=True, default="")
    merged = models.BooleanField(default=False)
    record = models.TextField()

    class Meta:
        """What is unique, and what is looked up."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["company", "supplier"], name="supplier_once")]
        indexes: ClassVar = [
            models.Index(fields=["company", "merged", "name_key"], name="supplier_name"),
            models.Index(fields=["company", "merged", "number_key"], name="supplier_number"),
        ]

    def __str__(self) -> str:
        return self.supplier


class SupplierMark(Owned):
    """One of the marks by which a supplier of the register is found: `core.sender.supplier_marks`."""

    supplier = models.CharField(max_length=64)
    kind = models.CharField(max_length=24)
    key = models.CharField(max_length=255)

    class Meta:
        """What is looked up."""

        indexes: ClassVar = [
            models.Index(fields=["company", "kind", "key", "supplier"], name="supplier_mark"),
            models.Index(fields=["company", "supplier"], name="supplier_marks"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class AccountChangeRow(Owned):
    """The case of a payee account, as `core.account_change.AccountChange` in JSON."""

    change = models.CharField(max_length=64)
    supplier = models.CharField(max_length=64)
    standing = models.CharField(max_length=16)
    record = models.TextField()

    class Meta:
        """What is unique, and what is looked up."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["company", "change"], name="account_change_once")]
        indexes: ClassVar = [
            models.Index(fields=["company", "standing"], name="account_change_open"),
            models.Index(fields=["company", "supplier"], name="account_change_of"),
        ]

    def __str__(self) -> str:
        return self.change


class VoucherRow(Owned):
    """A voucher: its number is taken once in a series and financial year."""

    series = models.CharField(max_length=16)
    year = models.DateField()
    number = models.PositiveIntegerField()
    on = models.DateField(null=True)
    case = models.CharField(max_length=128, blank=True)
    record = models.TextField()

    class Meta:
        """What is unique, and what is looked up."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "series", "year", "number"], name="voucher_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["company", "on"], name="voucher_on"),
            models.Index(fields=["company", "id"], name="voucher_order"),
        ]

    def __str__(self) -> str:
        return f"{self.series}{self.number}"


class PostingRow(Owned):
    """A cost row once booked on a supplier's invoice; those without a case were imported."""

    supplier = models.CharField(max_length=64, blank=True)
    case = models.CharField(max_length=128, blank=True)
    on = models.DateField()
    account = models.CharField(max_length=32)
    amount = models.BigIntegerField()
    share = models.FloatField()
    text = models.TextField(blank=True)
    dimensions = models.JSONField()
    vat_code = models.CharField(max_length=32, blank=True)

    class Meta:
        """What is unique, and what is looked up."""

        indexes: ClassVar = [
            models.Index(fields=["company", "supplier", "on"], name="posting_supplier"),
            models.Index(fields=["company", "on"], name="posting_on"),
            models.Index(fields=["company", "on", "case", "amount"], name="posting_behind"),
            models.Index(fields=["company", "account", "on", "amount"], name="posting_account"),
            models.Index(fields=["company", "case"], name="posting_case"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.on}"


class BatchRow(Owned):
    """A batch of payments, as `core.payment.Batch` in JSON."""

    batch = models.CharField(max_length=128)
    record = models.TextField()

    class Meta:
        """What is unique, and what is looked up."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["company", "batch"], name="batch_once")]

    def __str__(self) -> str:
        return self.batch


class ProductRow(Owned):
    """A product of the register, as `core.product.Product` in JSON; `search` is all that a search looks in."""

    product = models.CharField(max_length=128)
    name_key = models.CharField(max_length=128)
    search = models.TextField()
    retired = models.BooleanField(default=False)
    record = models.TextField()

    class Meta:
        """What is unique, and what is looked up."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["company", "product"], name="product_once")]
        indexes: ClassVar = [models.Index(fields=["company", "name_key"], name="product_name")]

    def __str__(self) -> str:
        return self.product


class ProductMark(Owned):
    """One of the marks that an invoice line finds a product by."""

    product = models.CharField(max_length=128)
    mark = models.CharField(max_length=255)

    class Meta:
        """What is unique, and what is looked up."""

        indexes: ClassVar = [
            models.Index(fields=["company", "mark"], name="product_mark"),
            models.Index(fields=["company", "product"], name="product_marks"),
        ]

    def __str__(self) -> str:
        return self.mark


class ArticlePriceRow(Owned):
    """A price that a booked invoice asked, as `core.prices.PaidPrice` in JSON."""

    case = models.CharField(max_length=128)
    supplier = models.CharField(max_length=128)
    key = models.CharField(max_length=128)
    on = models.DateField()
    record = models.TextField()

    class Meta:
        """What is unique, and what is looked up."""

        indexes: ClassVar = [
            models.Index(fields=["company", "supplier", "key", "on"], name="article_price"),
            models.Index(fields=["company", "case"], name="article_price_case"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.on}"


class OutlayRow(Owned):
    """What somebody laid out for the company, as `core.outlay.Outlay` in JSON."""

    case = models.CharField(max_length=128)
    person_key = models.CharField(max_length=255)
    repaid = models.BooleanField(default=False)
    record = models.TextField()

    class Meta:
        """What is unique, and what is looked up."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["company", "case"], name="outlay_once")]
        indexes: ClassVar = [models.Index(fields=["company", "repaid"], name="outlay_open")]

    def __str__(self) -> str:
        return self.case


class RefusedRow(Owned):
    """A document that was not taken in, as `core.document.Refused` in JSON."""

    record = models.TextField()

    class Meta:
        """What is unique, and what is looked up."""

        indexes: ClassVar = [models.Index(fields=["company", "id"], name="refused_order")]

    def __str__(self) -> str:
        return str(self.pk)


class SealedRow(Owned):
    """One entry of the append-only archive log."""

    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=16)
    case = models.CharField(max_length=128)
    digest = models.CharField(max_length=64)
    retain_until = models.DateField(null=True)
    hash = models.CharField(max_length=64)

    class Meta:
        """What is unique, and what is looked up."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["company", "seq"], name="sealed_once")]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class OutboxTask(Owned):
    """A task asked for in a transaction; it stays when done, so that its key happens once."""

    kind = models.CharField(max_length=16)
    argument = models.CharField(max_length=255)
    key = models.CharField(max_length=255)
    done = models.BooleanField(default=False)

    class Meta:
        """What is unique, and what is looked up."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["company", "key"], name="task_once")]
        indexes: ClassVar = [models.Index(fields=["id"], condition=models.Q(done=False), name="task_open")]

    def __str__(self) -> str:
        return self.key

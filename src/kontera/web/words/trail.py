"""Words of what happened: the steps of the way, and every event."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from kontera.web import register_words, straight_words
from kontera.web.words.shape import Words

STEP: Final[Words] = {
    "reception": _("reception"),
    "reading": _("reading"),
    "recognition": _("optical reading"),
    "interpretation": _("interpretation"),
    "joining": _("joining of files"),
    "validation": _("rules of the format"),
    "comparison": _("data against picture"),
    "matching": _("matching"),
    "checks": _("checks"),
    "posting": _("coding"),
    "verification": _("review"),
    "ledger": _("registration"),
    "approval": _("approval"),
    "payment": _("payment planning"),
    "settlement": _("payment"),
    "archive": _("archive"),
}

EVENT: Final[Words] = {
    **register_words.EVENTS,
    **straight_words.EVENTS,
    "Received": _("Received"),
    "Admitted": _("Opened"),
    "Unlocked": _("Unlocked with a password"),
    "Joined": _("Joined from several files"),
    "JoinedInto": _("Joined with another invoice"),
    "TakenApart": _("Taken apart"),
    "PagesRead": _("Pages read"),
    "DataRead": _("E-invoice read"),
    "PagesRecognised": _("Optically read"),
    "Interpreted": _("Interpreted"),
    "Validated": _("Rules checked"),
    "Compared": _("Held against its picture"),
    "Matched": _("Matched"),
    "Checked": _("Checked"),
    "Proposed": _("Coding proposed"),
    "Stopped": _("Stopped"),
    "Passed": _("Passed"),
    "Corrected": _("Corrected"),
    "LinesReread": _("Rows read again"),
    "Filled": _("Filled in"),
    "MeansGiven": _("Paid with"),
    "RateGiven": _("Exchange rate given"),
    "SupplierChosen": _("Supplier chosen"),
    "Coded": _("Coded"),
    "Verified": _("Reviewed"),
    "Learned": _("Remembered for the next one"),
    "Released": _("Stop released"),
    "Approved": _("Approved"),
    "ApprovalAsked": _("Approval asked for"),
    "Questioned": _("Question"),
    "Answered": _("Answer"),
    "Held": _("Held"),
    "HoldEnded": _("Hold ended"),
    "LetterWritten": _("Letter to the supplier"),
    "Disputed": _("Disputed"),
    "DisputeEnded": _("Dispute ended"),
    "Closed": _("Closed"),
    "Reopened": _("Reopened"),
    "Commented": _("Comment"),
    "Registered": _("Registered"),
    "PaymentPlanned": _("Payment planned"),
    "PaymentProposed": _("In a payment proposal"),
    "PaymentWithdrawn": _("Taken out of the payment"),
    "PaymentReleased": _("Payment released"),
    "Paid": _("Paid"),
    "Settled": _("Payment booked"),
    "Archived": _("Archived"),
    "SupplierSaved": _("Register changed"),
    "ArrangementSaved": _("Rules of approval changed"),
    "BatchSaved": _("Payment changed"),
    "ProductSaved": _("Product changed"),
    "OutlaysRepaid": _("Outlays given back"),
    "CompanySaved": _("Settings changed"),
    "ChartChanged": _("Chart changed"),
    "HandedOver": _("Handed over"),
    "PersonChanged": _("Person changed"),
    "SetupNoted": _("Set up"),
}


def step(value: str) -> str:
    """A step of the way in words."""
    return str(STEP.get(value, value))

"""What banks want differently in a pain.001: versions, scheme names and member ids, as one record a bank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Version = Literal["001.001.03", "001.001.09"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BankProfile:
    """One bank's wishes.

    `giro_by_bic` writes the agent of a bankgiro or plusgiro as BIC instead of clearing number; `plusgiro_code` is
    the scheme of a plusgiro account, written as Cd when it is BBAN, else as Prtry; `initiator` replaces the company's
    organisation number as the id of the initiating party; `supplier_purpose` writes CtgyPurp SUPP.
    """

    name: str = "standard"
    initiator: str = ""
    initiator_scheme: str = "BANK"
    giro_by_bic: bool = False
    bankgiro_member: str = "9900"
    plusgiro_member: str = "9960"
    plusgiro_code: str = "BBAN"
    slip_code: str = "OCR"
    supplier_purpose: bool = True
    domestic_service: str = "NURG"


STANDARD: Final = BankProfile()
BANKGIRO_BIC: Final = "BGABSESS"
PLUSGIRO_BIC: Final = "NDEASESS"

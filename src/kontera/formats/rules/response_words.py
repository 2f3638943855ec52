"""What the rules on answers say when they are broken, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kontera.formats.rules.peppol.words import WORDS
from kontera.formats.rules.response_basic import BASIC_WORDS
from kontera.formats.rules.rule import Words

STATE: Final = "State it and send the answer again."
PROVIDER: Final = "Use the service provider's id with the scheme 0242."
LISTED: Final = "Use a code from the list."
ISSUE: Final = "Name an issue that is more than a warning."

RESPONSE: Final = {
    "PEPPOL-COMMON-R001": Words("An element is empty.", "Fill the element or leave it out."),
    "PEPPOL-COMMON-R003": Words("The answer says where its schema is.", "Leave the place of the schema out."),
    "PEPPOL-T111-B00108": Words("The answer says where its schema is.", "Leave the place of the schema out."),
    "PEPPOL-COMMON-R030": Words("A date is not written as year, month and day.", "Write it as 2026-03-31."),
    "PEPPOL-T111-R001": Words(
        "A question, a condition or a rejection gives no reason.", "Add the code of a reason or of an action."
    ),
    "PEPPOL-T111-R002": Words("The reason is another one, but no text says which.", "Add a text."),
    "PEPPOL-T111-R003": Words("The answer does not claim to be a Peppol Invoice Response.", "State its specification."),
    "PEPPOL-T111-R004": Words("A part has been paid, but no text says what.", "Add a text."),
    "PEPPOL-T111-R005": Words(
        "The answer's process is not one that Peppol knows.", "State the process of Invoice Response 3."
    ),
    "PEPPOL-T111-R006": Words("The code is not on Peppol's list of actions.", LISTED),
    "PEPPOL-T111-R007": Words("The code is not on Peppol's list of reasons.", LISTED),
}
MESSAGE: Final = {
    "SCH-MLS-01": Words("The answer does not claim to be Message Level Status 1.0.", "State its specification."),
    "SCH-MLS-02": Words("The process is not that of Message Level Status.", "State its process."),
    "SCH-MLS-03": Words("The answer has no number.", STATE),
    "SCH-MLS-04": Words("The answer's date is missing or has a time zone.", "Write the date alone."),
    "SCH-MLS-05": Words("The answer's time is missing.", STATE),
    "SCH-MLS-06": Words("The answer's time has no time zone.", "Write the time with its zone."),
    "SCH-MLS-07": Words("The sender's address is missing.", PROVIDER),
    "SCH-MLS-08": Words("The sender's address is empty.", PROVIDER),
    "SCH-MLS-09": Words("The sender's address is not the id of a service provider.", PROVIDER),
    "SCH-MLS-10": Words("The sender's address lacks its scheme.", PROVIDER),
    "SCH-MLS-11": Words("The sender's address has another scheme than service providers have.", PROVIDER),
    "SCH-MLS-12": Words("The receiver's address is missing.", PROVIDER),
    "SCH-MLS-13": Words("The receiver's address is empty.", PROVIDER),
    "SCH-MLS-14": Words("The receiver's address is not the id of a service provider.", PROVIDER),
    "SCH-MLS-15": Words("The receiver's address lacks its scheme.", PROVIDER),
    "SCH-MLS-16": Words("The receiver's address has another scheme than service providers have.", PROVIDER),
    "SCH-MLS-17": Words("The answer must speak of one message.", "Send an answer for each message."),
    "SCH-MLS-18": Words("The message's status is missing.", STATE),
    "SCH-MLS-19": Words("The message's status is not one that Peppol knows.", "Use AP, AB or RE."),
    "SCH-MLS-20": Words("The rejection has no text.", "Say why the message was rejected."),
    "SCH-MLS-21": Words("The rejection's text is empty.", "Say why the message was rejected."),
    "SCH-MLS-22": Words("The answer must name one message.", "Name the message once."),
    "SCH-MLS-23": Words("The rejection names no issue.", ISSUE),
    "SCH-MLS-24": Words("The rejection names only warnings.", ISSUE),
    "SCH-MLS-25": Words("The message was not rejected, but an issue says that it failed.", "Reject it, or only warn."),
    "SCH-MLS-26": Words("The message's number is empty.", STATE),
    "SCH-MLS-27": Words("An issue does not say where it is.", "State the place, or NA."),
    "SCH-MLS-28": Words("An issue has no text.", "Say what is wrong."),
    "SCH-MLS-29": Words("An issue's text is empty.", "Say what is wrong."),
    "SCH-MLS-30": Words("An issue does not say of what kind it is.", LISTED),
    "SCH-MLS-31": Words("The kind of an issue is not on Peppol's list.", LISTED),
}
RESPONSE_WORDS: Final[Mapping[str, Words]] = MappingProxyType({**WORDS, **BASIC_WORDS, **RESPONSE, **MESSAGE})

"""Where to pay: IBAN, giros, domestic accounts, and what payment slips say of them."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from typing import Final

from kontera.core.identifiers import is_bic, is_iban, is_luhn, is_norwegian_account
from kontera.core.party import Account, AccountScheme
from kontera.steps.interpretation.accounts_broken import (
    CUT_IBAN,
    DEBITED,
    LONGEST_IBAN,
    SPACE,
    account,
    broken_iban,
    cut_iban,
)
from kontera.steps.interpretation.accounts_said import as_said, first_of
from kontera.steps.interpretation.choice import Choice, merged
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.dates import tokens_at
from kontera.steps.interpretation.ids import ID_LABELS
from kontera.steps.interpretation.labels import best, ranked
from kontera.steps.interpretation.layout import Segment, Token
from kontera.steps.interpretation.paycodes import READ, SURE

IBAN: Final = re.compile(
    r"(?<![A-Za-z0-9])([A-Z5][A-Z1O0E])\s?([\dOIlSB]{2}(?:\s?[\dA-ZIlOSB]{1,5}){3,9})(?![A-Za-z0-9])"
)
NOT_DIGITS: Final = re.compile(r"\D")
IBAN_IN_WORD: Final = re.compile(r"^(?:IBAN:?)?([A-Z]{2}\d{2}[0-9A-Z]{10,30})$")
BIC: Final = re.compile(r"(?<![A-Za-z0-9])([A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)(?![A-Za-z0-9])")
BANKGIRO: Final = re.compile(r"(?<![\d-])(\d{3,4}-\d{4})(?![\d-])")
PLAIN_GIRO: Final = re.compile(r"(?<![\d-])(\d{7,8})(?![\d-])")
PLUSGIRO: Final = re.compile(r"(?<![\d-])(\d{1,3}(?:\s?\d{2}){0,3}\s?-\s?\d)(?![\d-])")
PLAIN_PLUSGIRO: Final = re.compile(r"(?<![\d-])(?<!\d )(\d{2,8})(?![\d-])(?! \d)")
NORWEGIAN: Final = re.compile(r"(?<![\w])(\d{4}[ .]?\d{2}[ .]?\d{5})(?![\d])")
DANISH: Final = re.compile(r"(?<!\d)(\d{4})[ -]?(\d{6,10})(?!\d)")
ICELANDIC: Final = re.compile(r"(?<![\d-])(\d{3,4})[ -](\d{2})[ -](\d{3,6})(?![\d-])")
BIC_REACH: Final = 4.0  # line heights
NORWEGIAN_SLIP: Final = re.compile(r"(\d{2,25}-?)\s*<\s*(\d{1,9})\s+(\d{2})\s*<\s*(\d)\s*>\s*(\d{11})\s*<")
IN_TRUST: Final = re.compile(
    r"anderkonto|klient(?:konto|medel|midler)|asiakasvara|client account|trust account", re.IGNORECASE
)
SWEDISH_SLIP: Final = re.compile(r"#?\s*(\d{2,25})\s*#\s*(\d{1,9})\s+(\d{2})\s+(\d)\s*>\s*(\d{2,8})\s*#\s*(\d{2})\s*#")
DANISH_SLIP: Final = re.compile(r"\+?(01|04|15|71|73|75)\s?<\s?(\d{0,16})\s?\+?\s?(\d{7,8})\s?<")
GIROS: Final = frozenset({AccountScheme.BANKGIRO, AccountScheme.PLUSGIRO})
GIRO_FORMS: Final = (
    (BANKGIRO, "bankgiro", AccountScheme.BANKGIRO, 0.97),
    (PLAIN_GIRO, "bankgiro", AccountScheme.BANKGIRO, 0.8),
    (PLUSGIRO, "plusgiro", AccountScheme.PLUSGIRO, 0.97),
    (PLAIN_PLUSGIRO, "plusgiro", AccountScheme.PLUSGIRO, 0.7),
)
REPAIRS: Final = {"O": "0", "I": "1", "l": "1", "S": "5", "B": "8"}
MOST_REPAIRS: Final = 4
LETTERS_FOR_DIGITS: Final = str.maketrans({"1": "I", "5": "S", "0": "O", "8": "B"})
SHORTEST_IBAN: Final = 15
FEWEST_LETTERS: Final = 6  # of a BIC
RIVALS: Final = ranked(label for label in ID_LABELS if label != "account")
SHORTEST_CUT: Final = 8  # a part of one
NO_NORWEGIANS: Final = frozenset({"sv", "fi"})  # there a bare number of eleven digits is a reference
FAINT: Final = 0.3  # what a far label says of it
MEANS: Final = frozenset({"paymentmeans", "paymentinformation"})  # the heading over an account that has no label
SHORTEST_PLAIN: Final = 7  # a shorter one is a plusgiro, alone under its label
SOLID_ICELANDIC: Final = re.compile(r"(?<!\d)(0\d{3})(\d{2})(\d{6})(?!\d)")


def accounts_of(context: Context) -> list[Choice[Account]]:
    """The accounts money can be sent to, surest first; the receiving company's own are left out.

    A Swedish giro comes before an IBAN: an OCR number reaches the payee only there.
    """
    found: dict[
        tuple[AccountScheme, str], list[Choice[Account]]
    ] = {}  # as printed: a number and its IBAN are both kept
    for candidate in (*_ibans(context), *_giros(context), *_domestic(context), *_slips(context), *_codes(context)):
        if candidate.value.id not in context.hints.buyer_ids:
            found.setdefault((candidate.value.scheme, candidate.value.id), []).append(candidate)
    choices = as_said(context, [merged(group) for group in found.values()])
    likely = (choice for choice in choices if choice.sure >= 0.3)
    ranked = sorted(
        likely,
        key=lambda one: (not first_of(one), one.value.scheme not in GIROS or one.sure < 0.8, -one.sure),
    )
    bics = _bics(context, choices) if any(choice.value.scheme is AccountScheme.IBAN for choice in ranked) else []
    return [_with_bic(choice, bics) for choice in ranked]


def _codes(context: Context) -> Iterator[Choice[Account]]:
    for code in context.codes:
        if code.account is not None:
            yield Choice(code.account, SURE, code.by, (code.token,), code.account.id, (READ,))


def _with_bic(choice: Choice[Account], bics: list[tuple[str, Token]]) -> Choice[Account]:
    account = choice.value
    if account.scheme is not AccountScheme.IBAN or account.bic:
        return choice
    bic = min(
        (found for found in bics if found[0][4:6] == account.country), key=lambda found: _apart(choice, found[1]),
        default=None,
    )  # fmt: skip
    return replace(choice, value=replace(account, bic=bic[0])) if bic else choice


def _apart(choice: Choice[Account], token: Token) -> tuple[bool, float]:
    """How far a BIC stands from an IBAN: those after it first, then by how far up or down."""
    own = choice.tokens[-1] if choice.tokens else token
    before = token.page < own.page or (token.page == own.page and token.middle < own.middle - own.height)
    return before, abs(token.middle - own.middle) + 1500.0 * abs(token.page - own.page)


def _bics(context: Context, accounts: Iterable[Choice[Account]]) -> list[tuple[str, Token]]:
    """The BICs that a label claims, or that stand within reach of an IBAN of their country."""
    ibans = [one for one in accounts if one.value.scheme is AccountScheme.IBAN and one.tokens]
    found = []
    for segment in (one for one in context.sheet.segments if len(one.letters) >= FEWEST_LETTERS):
        for match in BIC.finditer(segment.text):
            text = match[1]
            if not is_bic(text):
                continue
            tokens = tokens_at(segment, match.start(), match.end())
            claims = context.labels.claims(segment, tokens)
            near = any(
                one.value.country == text[4:6] and abs(_apart(one, tokens[0])[1]) < BIC_REACH * segment.height
                for one in ibans
            )
            if "bic" in claims or "iban" in claims or near:
                found.append((text, tokens[0]))
    return found


def _ibans(context: Context) -> Iterator[Choice[Account]]:
    for segment in context.numeric:
        for match in IBAN.finditer(segment.text):
            debited = DEBITED.search(segment.text[: match.start()])
            if not debited:  # the buyer's own account, from which the money will be drawn
                yield from _iban(context, segment, match.group(), match.start(), match.end())
        if segment.letters and segment.tokens[-1].text.isalnum():
            yield from broken_iban(context, segment)
        for token in segment.tokens:
            if len(token.text) < SHORTEST_CUT or not token.digits:
                continue
            if CUT_IBAN.match(token.text) and len(segment.tokens) == 1:
                yield from cut_iban(context, segment)
            if (whole := IBAN_IN_WORD.match(token.text)) and not IBAN.search(token.text):
                yield from _iban(context, segment, whole[1], *_span(segment, token))


def _span(segment: Segment, token: Token) -> tuple[int, int]:
    at = 0
    for other in segment.tokens:
        if other is token:
            break
        at += len(other.text) + 1
    return at, at + len(token.text)


def _iban(context: Context, segment: Segment, text: str, start: int, end: int) -> Iterator[Choice[Account]]:
    compact = SPACE.sub("", text)
    tokens = tokens_at(segment, start, end)
    claims = context.labels.claims(segment, tokens)
    labelled = claims.get("iban") or claims.get("account")
    by = f"label.{labelled.language}:{labelled.key}" if labelled else "iban"
    for length in range(min(len(compact), LONGEST_IBAN), SHORTEST_IBAN - 1, -1):
        if is_iban(compact[:length]):
            sure = 0.97 if labelled else 0.93
            if IN_TRUST.search(segment.text[max(0, start - 30) : start]):
                sure = 0.5  # what others have entrusted to a lawyer is held there
            number = compact[:length]
            yield account(AccountScheme.IBAN, number, number[:2], sure, by, tokens, ("check digits agree",))
            return
    for number in _repaired(compact):
        reasons = ("check digits agree", "a misread letter was repaired")
        yield account(AccountScheme.IBAN, number, number[:2], 0.85, by, tokens, reasons)
        return
    plausible = labelled is not None and labelled.concept == "iban" and labelled.score > 0.5
    if plausible and len(compact) >= SHORTEST_IBAN - 1 and sum(c.isdigit() for c in compact) > SHORTEST_IBAN // 2:
        number = compact[:LONGEST_IBAN]
        yield account(AccountScheme.IBAN, number, number[:2], 0.5, by, tokens, ("check digits do not agree",))


def _repaired(compact: str) -> Iterator[str]:
    """Variants with letters where digits belong put right, when the check digits confirm them."""
    head = compact[:2].translate(LETTERS_FOR_DIGITS)
    body = compact[2:]
    places = [i for i, char in enumerate(body) if char in REPAIRS]
    if len(places) > MOST_REPAIRS:
        return
    for picks in product((True, False), repeat=len(places)):
        letters = list(body)
        for place, pick in zip(places, picks, strict=True):
            if pick:
                letters[place] = REPAIRS[letters[place]]
        variant = head + "".join(letters)
        if is_iban(variant):
            yield variant


def _giros(context: Context) -> Iterator[Choice[Account]]:
    forms = [form for form in GIRO_FORMS if context.labels.of(form[1])]
    for segment in context.numeric if forms else ():
        for pattern, concept, scheme, sure in forms:
            for match in pattern.finditer(segment.text):
                number = NOT_DIGITS.sub("", match[1])
                if not is_luhn(number) or not number.strip("0"):
                    continue
                tokens = tokens_at(segment, match.start(1), match.end(1))
                claims = context.labels.claims(segment, tokens)
                claim = claims.get(concept)
                rival = best(claims, (label for label in ID_LABELS if label not in {concept, "account"}))
                if claim is None or (rival and rival.score > claim.score):
                    continue
                by = f"label.{claim.language}:{claim.key}"
                yield account(
                    scheme, number, "SE", sure * min(1, claim.score + 0.15), by, tokens, ("check digits agree",)
                )


def _domestic(context: Context) -> Iterator[Choice[Account]]:
    for segment in context.numeric:
        for match in NORWEGIAN.finditer(segment.text):
            number = NOT_DIGITS.sub("", match[1])
            if not is_norwegian_account(number):
                continue
            tokens = tokens_at(segment, match.start(1), match.end(1))
            claims = context.labels.claims(segment, tokens)
            claim = claims.get("account")
            rival = best(claims, RIVALS)
            alone = segment.text == match[1] and context.language not in NO_NORWEGIANS
            others = [
                one for name, one in claims.items() if name in ID_LABELS and one.key not in MEANS and one.score > FAINT
            ]
            dotted = "." in match[1] or (alone and not others)
            rival = None if rival and rival.key in MEANS else rival
            if (claim or dotted) and not (rival and claim and rival.score > claim.score + 0.1):
                score = claim.score if claim else 0.6 if "." in match[1] else 0.35
                by = f"label.{claim.language}:{claim.key}" if claim else "norwegian account"
                reasons = ("check digits agree",)
                yield account(AccountScheme.DOMESTIC, number, "NO", min(0.97, score + 0.1), by, tokens, reasons)
    yield from _danish(context)
    yield from _icelandic(context)
    yield from _plain_accounts(context)


def _danish(context: Context) -> Iterator[Choice[Account]]:
    registers, accounts = _danish_parts(context)
    for register, first in registers[:1]:
        for number, second in accounts[:1]:
            yield account(AccountScheme.DOMESTIC, register + number, "DK", 0.92, "label.da:regnr", (first, second))
    for segment in context.sheet.segments if context.language == "da" else ():
        for match in DANISH.finditer(segment.text):
            tokens = tokens_at(segment, match.start(), match.end())
            claim = context.labels.claims(segment, tokens).get("account")
            if claim and claim.score > 0.5 and " " in match[0]:
                by = f"label.da:{claim.key}"
                yield account(AccountScheme.DOMESTIC, match[1] + match[2], "DK", 0.93, by, tokens)


def _icelandic(context: Context) -> Iterator[Choice[Account]]:
    """Bank, ledger and account number of an Icelandic account ("0133-26-004471"): told by its form and its page."""
    if context.language != "is":
        return
    for segment in context.numeric:
        for match in (*ICELANDIC.finditer(segment.text), *SOLID_ICELANDIC.finditer(segment.text)):
            tokens = tokens_at(segment, match.start(), match.end())
            claims = context.labels.claims(segment, tokens)
            claim = claims.get("account")
            rival = best(claims, RIVALS)
            whole = len(match[1]) == 4 and len(match[3]) == 6 and (match.re is ICELANDIC or segment.text == match[0])
            if (claim is None and not whole) or (rival and claim and rival.score > claim.score + 0.1):
                continue
            number = f"{match[1]:0>4}{match[2]}{match[3]:0>6}"
            by = f"label.{claim.language}:{claim.key}" if claim else "icelandic account"
            yield account(AccountScheme.DOMESTIC, number, "IS", 0.93 if claim else 0.85, by, tokens)


def _danish_parts(context: Context) -> tuple[list[tuple[str, Token]], list[tuple[str, Token]]]:
    """Registration numbers and account numbers that stand apart, each with its own label."""
    registers: list[tuple[str, Token]] = []
    accounts: list[tuple[str, Token]] = []
    if not (context.labels.of("reg_no") and context.labels.of("account")):
        return registers, accounts
    for segment in context.numeric:
        for token in segment.tokens:
            if not token.digits:
                continue
            digits = NOT_DIGITS.sub("", token.text)
            if not 4 <= len(digits) <= 10 or len(digits) < len(token.text) - 2:
                continue
            claims = context.labels.claims(segment, (token,))
            if len(digits) == 4 and "reg_no" in claims and claims["reg_no"].score > 0.5:
                registers.append((digits, token))
            elif len(digits) >= 6 and "account" in claims and claims["account"].score > 0.5:
                accounts.append((digits, token))
    return registers, accounts


def _plain_accounts(context: Context) -> Iterator[Choice[Account]]:
    """Accounts that only their label tells, as on printed e-invoices: nothing checks them."""
    for segment in context.numeric if context.labels.of("account") else ():
        for match in re.finditer(r"(?<![\w-])(\d[\d\- ]{3,18}\d)(?![\w-])", segment.text):
            number = NOT_DIGITS.sub("", match[1])
            if len(match[1]) < SHORTEST_PLAIN and not (context.language == "sv" and segment.text == match[1]):
                continue
            tokens = tokens_at(segment, match.start(), match.end())
            claims = context.labels.claims(segment, tokens)
            claim = claims.get("account")
            rival = best(claims, RIVALS)
            if claim is None or claim.score < 0.55 or (rival and rival.score >= claim.score):
                continue
            by = f"label.{claim.language}:{claim.key}"
            if context.language == "sv" and 7 <= len(number) <= 8 and is_luhn(number):
                yield account(AccountScheme.BANKGIRO, number, "SE", 0.55, by, tokens, ("check digits agree",))
            elif context.language == "sv" and len(number) < 9 and is_luhn(number):
                yield account(AccountScheme.PLUSGIRO, number, "SE", 0.5, by, tokens, ("check digits agree",))
            elif not is_norwegian_account(number) and len(number) >= 9:
                yield account(AccountScheme.DOMESTIC, number, "", 0.5, by, tokens)


def _slips(context: Context) -> Iterator[Choice[Account]]:
    for row in context.sheet.rows:
        text = row.text
        if "<" not in text and "#" not in text:
            continue
        tokens = tuple(token for segment in row.segments for token in segment.tokens)
        for match in SWEDISH_SLIP.finditer(text):
            if is_luhn(match[5]):
                scheme = AccountScheme.BANKGIRO if match[6] in {"41", "42"} else AccountScheme.PLUSGIRO
                yield account(scheme, match[5], "SE", 0.97, "slip.se", tokens, ("read on the payment slip",))
        for match in NORWEGIAN_SLIP.finditer(text):
            if is_norwegian_account(match[5]):
                reasons = ("read on the payment slip",)
                yield account(AccountScheme.DOMESTIC, match[5], "NO", 0.97, "slip.no", tokens, reasons)
        for match in DANISH_SLIP.finditer(text.replace(" ", "")) if "<" in text else ():
            yield account(
                AccountScheme.DANISH_SLIP, match[3], "DK", 0.9, "slip.dk", tokens, ("read on the payment slip",)
            )

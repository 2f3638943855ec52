"""Check digits."""

from __future__ import annotations
import re


def is_luhn(s: str) -> bool:
    if not s.isdigit():
        return False
    t = 0
    for i, c in enumerate(reversed(s)):
        d = int(c) * (2 if i % 2 else 1)
        t += d - 9 if d > 9 else d
    return t % 10 == 0


def mod11(s: str, w: tuple[int, ...]) -> int:
    return sum(int(a) * b for a, b in zip(s, w)) % 11


def is_se_org(s: str) -> bool:
    return len(s) == 10 and s.isdigit() and is_luhn(s) and s[0] not in "0"


def is_fi_org(s: str) -> bool:
    if len(s) != 8 or not s.isdigit():
        return False
    r = mod11(s[:7], (7, 9, 10, 5, 8, 4, 2))
    return r != 1 and (0 if r == 0 else 11 - r) == int(s[7])


def is_no_org(s: str) -> bool:
    if len(s) != 9 or not s.isdigit() or s[0] not in "89":
        return False
    r = mod11(s[:8], (3, 2, 7, 6, 5, 4, 3, 2))
    c = 0 if r == 0 else 11 - r
    return c == int(s[8])


def is_dk_org(s: str) -> bool:
    return len(s) == 8 and s.isdigit() and s[0] != "0" and mod11(s, (2, 7, 6, 5, 4, 3, 2, 1)) == 0


def is_is_org(s: str) -> bool:
    if len(s) != 10 or not s.isdigit():
        return False
    r = mod11(s[:8], (3, 2, 7, 6, 5, 4, 3, 2))
    return (0 if r == 0 else 11 - r) == int(s[8])


def is_no_account(s: str) -> bool:
    if len(s) != 11 or not s.isdigit():
        return False
    r = mod11(s[:10], (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
    c = 0 if r == 0 else 11 - r
    return c == int(s[10])


IBAN_LENGTHS = {
    "SE": 24,
    "FI": 18,
    "NO": 15,
    "DK": 18,
    "IS": 26,
    "DE": 22,
    "EE": 20,
    "GB": 22,
    "FR": 27,
    "NL": 18,
    "BE": 16,
    "AT": 20,
    "CH": 21,
    "ES": 24,
    "IT": 27,
    "PL": 28,
    "LT": 20,
    "LV": 21,
    "IE": 22,
    "LU": 20,
    "PT": 25,
    "CZ": 24,
    "FO": 18,
    "GL": 18,
    "LI": 21,
    "HU": 28,
    "MT": 31,
}


def is_iban(s: str) -> bool:
    if not re.match(r"^[A-Z]{2}\d\d[A-Z0-9]+$", s) or IBAN_LENGTHS.get(s[:2], len(s)) != len(s):
        return False
    return int("".join(str(int(c, 36)) for c in s[4:] + s[:4])) % 97 == 1


def is_rf(s: str) -> bool:
    if not re.match(r"^RF\d\d[A-Z0-9]{1,21}$", s):
        return False
    return int("".join(str(int(c, 36)) for c in s[4:] + s[:4])) % 97 == 1


def is_viite(s: str) -> bool:
    if not s.isdigit() or not 4 <= len(s) <= 20:
        return False
    w = (7, 3, 1)
    t = sum(int(c) * w[i % 3] for i, c in enumerate(reversed(s[:-1])))
    return (10 - t % 10) % 10 == int(s[-1])


def is_kid(s: str) -> bool:
    if is_luhn(s):
        return True
    b, c = s[:-1], s[-1]
    if not b.isdigit():
        return False
    t = sum(int(d) * (2 + i % 6) for i, d in enumerate(reversed(b)))
    k = (11 - t % 11) % 11
    return c == ("-" if k == 10 else str(k))

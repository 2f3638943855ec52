"""Checks: what is wrong, doubtful or suspicious on an invoice, one small rule each."""

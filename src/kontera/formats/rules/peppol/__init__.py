"""Peppol BIS Billing 3 and its national rules, on UBL and on CII."""

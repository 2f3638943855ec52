"""Kontera: supplier invoices from received to paid and archived."""

__version__ = "0.1.0"

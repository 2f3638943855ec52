"""TEAPPSXML 2.7 and 3.0 (Tieto InvoiceCenter): reading and judging."""

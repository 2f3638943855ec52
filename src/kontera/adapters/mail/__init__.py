"""Receives mail over SMTP or LMTP."""

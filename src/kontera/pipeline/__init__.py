"""Walks the way, and survives a crash."""

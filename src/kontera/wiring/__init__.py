"""Joins doors to rooms: the only room that names adapters."""

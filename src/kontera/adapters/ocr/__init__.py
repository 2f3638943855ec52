"""Optical reading of pictures."""

"""Posting: the coding that is proposed, with a reason for every row."""

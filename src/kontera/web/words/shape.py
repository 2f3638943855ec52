"""What a table of words is: the word of each value."""

from __future__ import annotations

from django.utils.functional import Promise

Words = dict[str, "str | Promise"]

"""People: how somebody gets in."""

from __future__ import annotations

from kontera.ports import Doors


def sign_in_address(doors: Doors, base_url: str, email: str) -> str:
    """A web address that signs somebody in once, for a short time. Raises NotFound for a stranger."""
    return f"{base_url}/sign-in/link/{doors.people.sign_in_link(email)}"

"""Who may read and change what: the roles that the City writes in the file named by BRI_ACCESS.

Without that file nobody has a role, and everybody reads what is public.
"""

from __future__ import annotations

import logging
import os
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from bri_data.model.columns import CLOSED, INTERNAL, PUBLIC, Level

# The path of the file, outside of the data: who keeps the data does not decide who reads them.
ACCESS = "BRI_ACCESS"
Role = Literal["", "lecture", "redaction", "direction"]
# from the least to the most
ROLES: tuple[Role, ...] = ("lecture", "redaction", "direction")
READS: Mapping[Role, Level] = {"": PUBLIC, "lecture": INTERNAL, "redaction": INTERNAL, "direction": CLOSED}
EDITORS: frozenset[Role] = frozenset({"redaction", "direction"})
LONGEST_HOURS = 24.0
_KNOWN = {"connexion": {"duree_heures", "attribut_groupes", "fournisseur"}} | {
    role: {"adresses", "groupes"} for role in ROLES
}


@dataclass(frozen=True)
class Access:
    """The roles of addresses (folded) and of groups; how long a sign-in holds, in hours; the claim that holds a
    reader's groups; and the provider of Streamlit's secrets that is believed."""

    addresses: Mapping[str, Role] = field(default_factory=dict)
    groups: Mapping[str, Role] = field(default_factory=dict)
    hours: float = 8.0
    groups_claim: str = "groups"
    provider: str = "default"

    def role(self, claims: Mapping[str, Any]) -> Role:
        """The highest role that the claims of a signed-in reader give; "" for none.

        An address that its provider says is not verified gives none.
        """
        address = claims.get("email")
        is_sure = isinstance(address, str) and claims.get("email_verified", True) in (True, "true")
        roles = {self.addresses.get(fold_address(str(address)), "") if is_sure else ""}
        groups = claims.get(self.groups_claim)
        for group in [groups] if isinstance(groups, str) else groups if isinstance(groups, list) else []:
            roles.add(self.groups.get(str(group), ""))
        return max(roles, key=lambda role: ROLES.index(role) if role else -1)


def fold_address(address: str) -> str:
    """An address as it is compared: case and outer blanks make no difference."""
    return address.strip().casefold()


def access() -> Access | None:
    """What the file of BRI_ACCESS says; None without that setting, or where the file cannot be trusted (the log says
    why): then nobody has a role."""
    path = os.environ.get(ACCESS, "")
    if not path:
        return None
    try:
        found = Path(path).stat()
    except OSError as error:
        logging.getLogger(__name__).error("%s: %s", ACCESS, error)
        return None
    return _read(path, found.st_mtime_ns, found.st_size, found.st_ino)


@lru_cache(maxsize=4)
def _read(path: str, changed: int, size: int, number: int) -> Access | None:
    try:
        said = tomllib.loads(Path(path).read_text("utf-8-sig"))
        return read_access(said)
    except (OSError, ValueError) as error:
        logging.getLogger(__name__).error("%s: %s: %s", ACCESS, path, error)
        return None


def read_access(said: Mapping[str, Any]) -> Access:
    """The roles that a file says; ValueError, with the place, for anything that it does not know."""
    for name, part in said.items():
        if name not in _KNOWN or not isinstance(part, dict):
            raise ValueError(f"[{name}]: {', '.join(_KNOWN)}")
        if unknown := set(part) - _KNOWN[name]:
            raise ValueError(f"[{name}] {', '.join(sorted(unknown))}: {', '.join(sorted(_KNOWN[name]))}")
    rules = said.get("connexion", {})
    hours = rules.get("duree_heures", 8)
    if not isinstance(hours, (int, float)) or isinstance(hours, bool) or not 0 < hours <= LONGEST_HOURS:
        raise ValueError(f"[connexion] duree_heures: 0 < … ≤ {LONGEST_HOURS:g}")
    claim, provider = (rules.get(name, default) for name, default in _NAMES)
    if not isinstance(claim, str) or not isinstance(provider, str):
        raise ValueError("[connexion] attribut_groupes, fournisseur: « … »")
    addresses: dict[str, Role] = {}
    groups: dict[str, Role] = {}
    for role in ROLES:  # the highest one last: it stays
        part = said.get(role, {})
        addresses |= {fold_address(one): role for one in _listed(part.get("adresses", []), f"[{role}] adresses")}
        groups |= dict.fromkeys(_listed(part.get("groupes", []), f"[{role}] groupes"), role)
    return Access(addresses, groups, float(hours), claim, provider)


_NAMES = (("attribut_groupes", "groups"), ("fournisseur", "default"))


def _listed(value: object, place: str) -> Collection[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise ValueError(f"{place}: [« … », « … »]")
    return value

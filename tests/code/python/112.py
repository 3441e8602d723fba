"""Roles by practice, one relation, and duties that exclude each other."""
from answer import ROLES, Access
from harness import raises

access = Access()
access.grant("roth", 42, "doctor")
access.grant("roth", 7, "reception")
access.grant("mia", 42, "nurse")
ours = {"practice": 42, "treating": {"roth", "mia"}}
foreign = {"practice": 7, "treating": {"roth"}}

assert access.allowed("roth", "result.release", ours)
assert not access.allowed("roth", "result.release", foreign), "a locum sees each practice only as that role allows"
assert access.allowed("roth", "booking.write", foreign) and not access.allowed("roth", "booking.write", ours)
assert access.allowed("mia", "result.read", ours)
assert not access.allowed("mia", "result.release", ours), "a nurse reads, a doctor releases"
assert not access.allowed("mia", "result.read", {"practice": 42, "treating": {"roth"}}), "a relation, not only a role"
assert not access.allowed("mia", "result.read", {"practice": 42}), "no relation stored is none"
assert access.allowed("mia", "booking.read", {"practice": 42})
for user, permission, practice in (("eve", "booking.read", 42), ("mia", "booking.erase", 42), ("mia", "booking.read", 99)):
    assert access.allowed(user, permission, {"practice": practice, "treating": {user}}) is False, "deny by default"
error = raises(ValueError, access.grant, "roth", 42, "practice-admin")
assert "doctor and practice-admin" in str(error)
assert access.grants["roth", 42] == {"doctor"}, "the refused grant changes nothing"
access.grant("roth", 9, "practice-admin")
assert access.allowed("roth", "staff.manage", {"practice": 9})
raises(ValueError, access.grant, "roth", 42, "surgeon")
raises(ValueError, access.grant, "roth", 9, "doctor")
# the matrix of step 6 for the roles shown: every cell, for the own and for a foreign practice
everything = set().union(*ROLES.values())
for role, permissions in ROLES.items():
    one = Access()
    one.grant("ann", 1, role)
    for permission in everything:
        record = {"treating": {"ann"}}
        assert one.allowed("ann", permission, record | {"practice": 1}) == (permission in permissions), (role, permission)
        assert not one.allowed("ann", permission, record | {"practice": 2}), (role, permission)

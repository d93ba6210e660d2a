"""Sign in with a passkey (WebAuthn Level 3): no password, nothing to guess, nothing to give away on a false page."""

import json
import secrets
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from api.workbench.refusals import RefusedError, unknown
from api.workbench.tables import account, challenge, passkey

_BYTES, _VALID = 32, 300
_MOST_KEYS = 20
# What a made-up answer can make the library stumble over; none of it is a fault of ours.
_STUMBLES = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError)


def registration_options(db: Connection, name: str, host: str, now: float) -> dict[str, Any]:
    """Return what a browser needs to make a passkey for a person on this host."""
    known = db.execute(select(passkey.c.id).where(passkey.c.account == name)).scalars().all()
    if len(known) >= _MOST_KEYS:
        raise RefusedError("too-many", f"an account has at most {_MOST_KEYS} passkeys")
    made = generate_registration_options(
        rp_id=host,
        rp_name="Pauza",
        user_name=name,
        user_id=db.execute(select(account.c.handle).where(account.c.name == name)).scalar_one(),
        challenge=_challenge(db, name, now),
        exclude_credentials=[PublicKeyCredentialDescriptor(base64url_to_bytes(key)) for key in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )
    return dict(json.loads(options_to_json(made)))


def register(
    db: Connection, name: str, credential: dict[str, Any], *, label: str, host: str, origin: str, now: float
) -> None:
    """Keep the passkey that a browser has made. Raises RefusedError."""
    said = _take_challenge(db, credential, name, now)
    try:
        made = verify_registration_response(
            credential=credential,
            expected_challenge=said,
            expected_rp_id=host,
            expected_origin=origin,
            require_user_verification=True,
        )
    except _STUMBLES:
        raise RefusedError("bad-passkey", "this passkey cannot be taken; try again") from None
    key = bytes_to_base64url(made.credential_id)
    if db.execute(select(passkey.c.id).where(passkey.c.id == key)).first():
        raise RefusedError("taken", "this passkey is known already")
    kept = {"id": key, "account": name, "name": label, "public_key": made.credential_public_key}
    db.execute(insert(passkey).values(**kept, uses=made.sign_count, since=int(now)))


def sign_in_options(db: Connection, host: str, now: float) -> dict[str, Any]:
    """Return what a browser needs to let somebody choose one of their passkeys; it names no account."""
    made = generate_authentication_options(
        rp_id=host, challenge=_challenge(db, None, now), user_verification=UserVerificationRequirement.REQUIRED
    )
    return dict(json.loads(options_to_json(made)))


def whose(db: Connection, credential: dict[str, Any], *, host: str, origin: str, now: float) -> str:
    """Return the account that a passkey proves. Raises RefusedError."""
    said = _take_challenge(db, credential, None, now)
    row = db.execute(select(passkey).where(passkey.c.id == str(credential.get("id")))).first()
    refusal = RefusedError("wrong-sign-in", "this passkey opens no account here")
    if row is None:
        raise refusal
    try:
        proved = verify_authentication_response(
            credential=credential,
            expected_challenge=said,
            expected_rp_id=host,
            expected_origin=origin,
            credential_public_key=row.public_key,
            credential_current_sign_count=row.uses,
            require_user_verification=True,
        )
    except _STUMBLES:
        raise refusal from None
    db.execute(update(passkey).where(passkey.c.id == row.id).values(uses=proved.new_sign_count))
    return str(row.account)


def forget(db: Connection, name: str, key: str) -> None:
    """Take a passkey of a person away. Raises RefusedError when there is none of this id."""
    gone = db.execute(delete(passkey).where(passkey.c.id == key, passkey.c.account == name))
    if not gone.rowcount:
        raise unknown("passkey")


def _challenge(db: Connection, name: str | None, now: float) -> bytes:
    made = secrets.token_bytes(_BYTES)
    db.execute(delete(challenge).where(challenge.c.expires < now))
    db.execute(insert(challenge).values(bytes=made, account=name, expires=int(now) + _VALID))
    return made


def _take_challenge(db: Connection, credential: dict[str, Any], name: str | None, now: float) -> bytes:
    """Return the challenge that an answer is to, and never again: an answer that was overheard is worth nothing."""
    try:
        said = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))["challenge"]
        wanted = base64url_to_bytes(said)
    except _STUMBLES:
        raise RefusedError("bad-passkey", "this is no answer of a passkey") from None
    row = db.execute(select(challenge).where(challenge.c.bytes == wanted)).first()
    if row is None or row.account != name or row.expires < now:
        raise RefusedError("bad-passkey", "this took too long; try again")
    db.execute(delete(challenge).where(challenge.c.bytes == wanted))
    return wanted

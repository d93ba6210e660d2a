"""Accounts, signing in and out, passkeys."""

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api import passwords
from api.routes.workbench import cookies
from api.routes.workbench.guard import host_of, origin_of
from api.routes.workbench.signed_in import BenchDep, SignedIn
from api.workbench import accounts, passkeys, sign_ins, throttling
from api.workbench.bench import Bench
from api.workbench.refusals import RefusedError

router = APIRouter()
Secret = Annotated[str, Field(min_length=1, max_length=200)]
Told = dict[str, Any]


class Asked(BaseModel):
    """A body of ours: nothing is converted, nothing unknown is let pass."""

    model_config = ConfigDict(strict=True, extra="forbid")


class Code(Asked):
    """The code of an invitation."""

    code: Secret


class Joining(Code):
    """A code used up for an account, or for the new password of one."""

    pseudonym: Secret
    password: Secret


class SigningIn(Asked):
    """A pseudonym and its password."""

    pseudonym: Secret
    password: Secret


class Credential(Asked):
    """What a browser's passkey says, as `PublicKeyCredential.toJSON` gives it."""

    credential: dict[str, Any]


class NewPasskey(Credential):
    """A new passkey and what its owner calls it."""

    name: Annotated[str, Field(min_length=1, max_length=60)]


@router.post("/invitations/open")
def open_invitation(asked: Code, bench: BenchDep) -> Told:
    """Tell what a code opens."""
    with bench.database.writing() as db:
        throttling.take(db, "codes", throttling.OF_ALL_CODES, bench.clock())
    with bench.database.reading() as db:
        found = accounts.opened(db, asked.code, bench.clock())
    told = {"role": found.role or None, "languages": list(found.languages), "expires": found.expires}
    return {**told, "pseudonym": found.name}


@router.post("/accounts", status_code=201)
def make_account(asked: Joining, request: Request, response: Response, bench: BenchDep) -> Told:
    """Use an invitation up and sign in."""
    cookies.need_safe(request)
    with bench.database.writing() as db:
        throttling.take(db, "codes", throttling.OF_ALL_CODES, bench.clock())
    with bench.database.reading() as db:
        accounts.opened(db, asked.code, bench.clock())
    if fault := passwords.weakness(asked.password, asked.pseudonym):
        raise RefusedError("weak-password", fault)
    kept, taken = passwords.hashed(asked.password), bench.project.taken_names()
    with bench.database.writing() as db:
        accounts.join(db, asked.code, asked.pseudonym, password_hash=kept, taken=taken, now=bench.clock())
    return _begin(bench, asked.pseudonym, request, response)


@router.post("/session")
def sign_in(asked: SigningIn, request: Request, response: Response, bench: BenchDep) -> Told:
    """Sign in with a password."""
    cookies.need_safe(request)
    with bench.database.writing() as db:
        sign_ins.throttle(db, asked.pseudonym, cookies.known(request), bench.clock())
    with bench.database.reading() as db:
        kept = accounts.password_of(db, asked.pseudonym)
    if not passwords.matches(kept, asked.password):
        raise RefusedError("wrong-sign-in", "the pseudonym or the password is not right")
    return _begin(bench, asked.pseudonym, request, response)


@router.delete("/session", status_code=204)
def sign_out(request: Request, response: Response, bench: BenchDep, here: SignedIn) -> None:
    """Sign out here."""
    with bench.database.writing() as db:
        sign_ins.end(db, here.person.name, here.id)
    cookies.take_away(request, response)


@router.get("/me")
def me(bench: BenchDep, here: SignedIn) -> Told:
    """Tell a person what is known of them."""
    with bench.database.reading() as db:
        return sign_ins.told(db, here)


@router.delete("/sessions/{sign_in_id}", status_code=204)
def end_sign_in(sign_in_id: str, bench: BenchDep, here: SignedIn) -> None:
    """Sign out on another device."""
    with bench.database.writing() as db:
        sign_ins.end(db, here.person.name, sign_in_id)


@router.post("/passkeys/options")
def passkey_options(request: Request, bench: BenchDep, here: SignedIn) -> Told:
    """Begin to make a passkey."""
    cookies.need_safe(request)
    host = host_of(origin_of(request, bench.settings.public_url))
    with bench.database.writing() as db:
        return passkeys.registration_options(db, here.person.name, host, bench.clock())


@router.post("/passkeys", status_code=201)
def keep_passkey(asked: NewPasskey, request: Request, bench: BenchDep, here: SignedIn) -> Told:
    """Keep a new passkey."""
    origin = origin_of(request, bench.settings.public_url)
    where = {"label": asked.name, "host": host_of(origin), "origin": origin}
    with bench.database.writing() as db:
        passkeys.register(db, here.person.name, asked.credential, **where, now=bench.clock())
        return sign_ins.told(db, here)


@router.delete("/passkeys/{key}", status_code=204)
def forget_passkey(key: str, bench: BenchDep, here: SignedIn) -> None:
    """Take a passkey away."""
    with bench.database.writing() as db:
        passkeys.forget(db, here.person.name, key)


@router.post("/passkeys/challenge")
def challenge(request: Request, bench: BenchDep) -> Told:
    """Begin to sign in with a passkey."""
    cookies.need_safe(request)
    host = host_of(origin_of(request, bench.settings.public_url))
    with bench.database.writing() as db:
        sign_ins.throttle_challenges(db, cookies.known(request), bench.clock())
        return passkeys.sign_in_options(db, host, bench.clock())


@router.post("/passkeys/session")
def sign_in_with_passkey(asked: Credential, request: Request, response: Response, bench: BenchDep) -> Told:
    """Sign in with a passkey."""
    cookies.need_safe(request)
    origin = origin_of(request, bench.settings.public_url)
    with bench.database.writing() as db:
        sign_ins.throttle_challenges(db, cookies.known(request), bench.clock())
    with bench.database.writing() as db:
        name = passkeys.whose(db, asked.credential, host=host_of(origin), origin=origin, now=bench.clock())
    return _begin(bench, name, request, response)


def _begin(bench: Bench, name: str, request: Request, response: Response) -> Told:
    old = cookies.token(request)
    with bench.database.writing() as db:
        tokens = sign_ins.begin(db, name, cookies.known(request), bench.clock())
        sign_ins.forget(db, old)
        here = sign_ins.find(db, tokens.sign_in, bench.clock())
        if here is None:
            raise RefusedError("wrong-sign-in", "the account has just been taken away")
        told = sign_ins.told(db, here)
    cookies.give(request, response, tokens)
    return told

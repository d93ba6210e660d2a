"""The tables, as queries name them; `api/migrations` makes them.

Times are whole seconds since 1970 (UTC). Tokens and codes are kept as SHA-256, in hexadecimal digits.
"""

from sqlalchemy import REAL, Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()


def _account() -> "Column[str]":
    return Column("account", Text, ForeignKey("account.name"), nullable=False)


# `handle` is what a passkey knows an account by; `closed` is when it was taken away: its name is never given again.
account = Table(
    "account",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("password", Text),
    Column("handle", LargeBinary, nullable=False),
    Column("since", Integer, nullable=False),
    Column("closed", Integer),
)
role = Table(
    "role",
    METADATA,
    Column("account", Text, ForeignKey("account.name"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("language", Text, primary_key=True),
)
# `name` is for whom alone it is, when that was said; `languages` are tags with spaces between.
invitation = Table(
    "invitation",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("languages", Text, nullable=False),
    Column("name", Text),
    Column("expires", Integer, nullable=False),
)
sign_in = Table(
    "sign_in",
    METADATA,
    Column("token", Text, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _account(),
    Column("since", Integer, nullable=False),
    Column("seen", Integer, nullable=False),
)
# A device on which somebody once signed in: a flood of wrong passwords from elsewhere does not lock it out.
device = Table(
    "device",
    METADATA,
    Column("token", Text, primary_key=True),
    _account(),
    Column("seen", Integer, nullable=False),
)
passkey = Table(
    "passkey",
    METADATA,
    Column("id", Text, primary_key=True),
    _account(),
    Column("name", Text, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("since", Integer, nullable=False),
)
challenge = Table(
    "challenge",
    METADATA,
    Column("bytes", LargeBinary, primary_key=True),
    Column("account", Text),
    Column("expires", Integer, nullable=False),
)
bucket = Table(
    "bucket",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("left", REAL, nullable=False),
    Column("at", REAL, nullable=False),
)
# `base` is the digest of the words in the catalogue that it was made from, `source` that of the English.
draft = Table(
    "draft",
    METADATA,
    Column("account", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("text", Text, primary_key=True),
    Column("forms", Text, nullable=False),
    Column("base", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("at", Integer, nullable=False),
)
note = Table(
    "note",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("answers", Integer, ForeignKey("note.id")),
)

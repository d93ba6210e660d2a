"""The first tables: accounts and how they sign in, drafts, notes."""

import sqlalchemy as sa
from alembic import op

revision = "r0001"
down_revision = None

_OF_ACCOUNT = "account.name"


def upgrade() -> None:
    """Make the tables."""
    _accounts()
    _signing_in()
    _texts()


def downgrade() -> None:
    """Drop the tables."""
    for name in ("note", "draft", "bucket", "challenge", "passkey", "device", "sign_in", "invitation", "role"):
        op.drop_table(name)
    op.drop_table("account")


def _account_column() -> sa.Column[str]:
    return sa.Column("account", sa.Text, sa.ForeignKey(_OF_ACCOUNT), nullable=False)


def _accounts() -> None:
    op.create_table(
        "account",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("password", sa.Text),
        sa.Column("handle", sa.LargeBinary, nullable=False),
        sa.Column("since", sa.Integer, nullable=False),
        sa.Column("closed", sa.Integer),
        sqlite_strict=True,
    )
    op.create_table(
        "role",
        sa.Column("account", sa.Text, sa.ForeignKey(_OF_ACCOUNT), primary_key=True),
        sa.Column("role", sa.Text, primary_key=True),
        sa.Column("language", sa.Text, primary_key=True),
        sqlite_strict=True,
    )
    op.create_table(
        "invitation",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("languages", sa.Text, nullable=False),
        sa.Column("name", sa.Text),
        sa.Column("expires", sa.Integer, nullable=False),
        sqlite_strict=True,
    )


def _signing_in() -> None:
    op.create_table(
        "sign_in",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        _account_column(),
        sa.Column("since", sa.Integer, nullable=False),
        sa.Column("seen", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "device",
        sa.Column("token", sa.Text, primary_key=True),
        _account_column(),
        sa.Column("seen", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.Text, primary_key=True),
        _account_column(),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("uses", sa.Integer, nullable=False),
        sa.Column("since", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "challenge",
        sa.Column("bytes", sa.LargeBinary, primary_key=True),
        sa.Column("account", sa.Text),
        sa.Column("expires", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "bucket",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("left", sa.REAL, nullable=False),
        sa.Column("at", sa.REAL, nullable=False),
        sqlite_strict=True,
    )


def _texts() -> None:
    op.create_table(
        "draft",
        sa.Column("account", sa.Text, primary_key=True),
        sa.Column("language", sa.Text, primary_key=True),
        sa.Column("text", sa.Text, primary_key=True),
        sa.Column("forms", sa.Text, nullable=False),
        sa.Column("base", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("answers", sa.Integer, sa.ForeignKey("note.id")),
        sqlite_strict=True,
    )
    op.create_index("draft_of_text", "draft", ["language", "text"])
    op.create_index("note_of_text", "note", ["language", "text"])

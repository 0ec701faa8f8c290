"""Pure: the database's errors -> sentences for people; never a statement, never a password."""

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

_SENTENCES = (
    ("not a database", "{name} is not a Volia database (not an SQLite file)"),
    ("malformed", "{name} is damaged; restore it from a backup"),
    ("locked", "{name} is in use by another program; try again when that has finished"),
    ("readonly", "{name} cannot be written: the file or its folder is read-only"),
    ("read-only", "{name} cannot be written: the file or its folder is read-only"),
    ("disk is full", "the disk is full: {name} cannot be written"),
    ("disk i/o error", "the disk fails while reading or writing {name}"),
    ("unable to open", "{name} cannot be opened: no access to the file or its folder"),
    ("foreign key", "{name}: a row refers to one that does not exist: {reason}"),
)


def sentence(error: SQLAlchemyError, name: str) -> str:
    """Say what happened to the database `name`."""
    reason = _reason(error)
    for words, text in _SENTENCES:
        if words in reason.lower():
            return text.format(name=name, reason=reason)
    return f"{name}: {reason}"


def _reason(error: SQLAlchemyError) -> str:
    if isinstance(error, DBAPIError) and error.orig is not None:
        return str(error.orig).strip() or type(error.orig).__name__
    return str(error).partition("\n")[0]

"""What people and programs write, made fit to be stored."""


def storable(text: str, most: int) -> str:
    """At most `most` characters, without what PostgreSQL cannot store: NUL and lone surrogates."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")[:most]

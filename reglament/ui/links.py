"""A link as navigation, rails and tabs draw it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """`count` stands beside the label; `hot` prints the count in red; `current` marks the page the reader is on."""

    href: str
    label: str
    current: bool = False
    count: int | None = None
    hot: bool = False
    icon: str = ""

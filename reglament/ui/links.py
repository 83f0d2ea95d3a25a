"""A link as navigation, rails and tabs draw it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """`count` stands beside the label, as text where it is not exact («99+»); `hot` prints it in red; `current` marks
    the page the reader is on."""

    href: str
    label: str
    current: bool = False
    count: int | str | None = None
    hot: bool = False
    icon: str = ""

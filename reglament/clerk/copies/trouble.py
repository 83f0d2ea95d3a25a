"""What stops a command, said to whoever typed it."""


class Trouble(Exception):
    """A sentence in both languages: the shell has no account to ask for one."""

    def __init__(self, russian: str, english: str) -> None:
        super().__init__(f"{russian}\n{english}")

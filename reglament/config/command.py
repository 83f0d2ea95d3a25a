"""The `reglament` command: the clock answers by itself, everything else is a command of Django."""

import os
import sys

from reglament.clock import command as clock

CLOCK_USAGE = "usage: reglament clock < questions.jsonl > answers.jsonl"


def main() -> int:
    """Runs the command in `sys.argv`; the exit status."""
    if sys.argv[1:2] == ["clock"]:
        return _clock(sys.argv[2:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reglament.config.settings")
    # The clock must answer where Django is not even installed.
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(sys.argv)
    return 0


def _clock(arguments: list[str]) -> int:
    if arguments:
        is_asked = arguments[0] in ("-h", "--help")
        print(CLOCK_USAGE, file=sys.stdout if is_asked else sys.stderr)
        return 0 if is_asked else 2
    try:
        return clock.main(sys.stdin.buffer, sys.stdout)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Nobody reads any more; without this the interpreter would complain of it once again on leaving.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


if __name__ == "__main__":
    sys.exit(main())

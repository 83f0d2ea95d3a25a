"""The `reglament` command: the clock answers by itself, everything else is a command of Django."""

import os
import sys

from reglament.clock import command as clock

CLOCK_USAGE = "usage: reglament clock < questions.jsonl > answers.jsonl"
# What sysexits.h calls them: a mail server keeps a letter and tries again after the first one.
TRY_AGAIN, WRONG_SETTINGS, INTERRUPTED = 75, 78, 130


def main() -> int:
    """Runs the command in `sys.argv`; the exit status."""
    if sys.argv[1:2] == ["clock"]:
        return _clock(sys.argv[2:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reglament.config.settings")
    # The clock must answer where Django is not even installed.
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as wrong:
        print(f"reglament: {wrong}", file=sys.stderr)
        return TRY_AGAIN if sys.argv[1:2] == ["letter"] else WRONG_SETTINGS
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _clock(arguments: list[str]) -> int:
    if arguments:
        is_asked = arguments[0] in ("-h", "--help")
        print(CLOCK_USAGE, file=sys.stdout if is_asked else sys.stderr)
        return 0 if is_asked else 2
    try:
        return clock.main(sys.stdin.buffer, sys.stdout)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads any more; without this the interpreter would complain of it once again on leaving.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


if __name__ == "__main__":
    sys.exit(main())

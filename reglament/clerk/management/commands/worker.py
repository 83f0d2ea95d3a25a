from reglament.clerk.management.commands import clerk


class Command(clerk.Command):
    """The clerk under the name of README.md."""

from reglament.jobs.declare import every, job
from reglament.jobs.work import Work
from reglament.notifications import digests


@job("notifications.write_digests")
def write_digests(work: Work) -> None:
    """Who has had today's digest is passed over, so that a second run writes none."""
    digests.write_due(at=work.at)


every("notifications.write_digests", minutes=5)

from reglament.files import sweeping
from reglament.jobs.declare import every, job
from reglament.jobs.work import Work


@job("clerk.sweep_files")
def sweep_files(work: Work) -> None:
    sweeping.sweep(at=work.at)


every("clerk.sweep_files", hours=24)

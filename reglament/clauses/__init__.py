"""The rock: the clauses of the regulation and the one refusal. Needs neither settings nor a database."""

from reglament.clauses.refusal import Refused
from reglament.clauses.register import Clause, Group, UnknownClause, clause, clauses

__all__ = ["Clause", "Group", "Refused", "UnknownClause", "clause", "clauses"]

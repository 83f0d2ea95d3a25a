"""R-15  Five thresholds, three posts: the matrix of the contract, as the customer reads it."""

from reglament.contracts.models import MatrixRow
from tests.cast import Cast
from tests.regulation.conftest import Look


def test_each_threshold_has_its_addressees(cast: Cast, look: Look) -> None:
    head = "Начальник СТП, Head Человекова head@vector.example"
    account = "Менеджер по клиенту, Account_manager Человекова account_manager@vector.example"
    director = "Генеральный директор, Director Человекова director@vector.example"
    copied = "Начальник СТП, Head Человекова (в копии) head@vector.example"
    rows = look(cast.orlova, f"/contracts/{cast.contract.number}/").rows("Матрица эскалации")
    assert rows[1:] == [
        ["1X", "времени регистрации", head],
        ["1X", "времени реагирования", head],
        ["1X", "времени диагностирования", head],
        ["0,5X", "времени решения", head],
        ["1X", "времени решения", head],
        ["2X", "времени решения", f"{head} {account}"],
        ["3X", "времени решения", f"{account} {director} {copied}"],
    ]


def test_a_contract_may_have_a_matrix_of_its_own(cast: Cast, look: Look) -> None:
    row = MatrixRow.objects.get(version__contract=cast.contract, clock="SOL", factor="2")
    row.factor = "2.5"
    row.save()
    MatrixRow.objects.filter(version__contract=cast.contract, factor="3").delete()
    rows = look(cast.orlova, f"/contracts/{cast.contract.number}/").rows("Матрица эскалации")[1:]
    assert [row[0] for row in rows] == ["1X", "1X", "1X", "0,5X", "1X", "2,5X"]


def test_the_rungs_of_a_case_are_those_of_its_contract(cast: Cast, look: Look) -> None:
    MatrixRow.objects.filter(version__contract=cast.contract).exclude(clock="SOL", factor="2").delete()
    case = cast.case()
    part = look(cast.orlova, f"/cases/{case.number}/").part("Эскалация по договору")
    assert "ср 25.11, 12:00 Начальник СТП, Менеджер по клиенту 2X, Решение" in part
    assert "0,5X" not in part
    assert "Генеральный директор" not in part


def test_staff_read_the_same_matrix(cast: Cast, look: Look) -> None:
    text = look(cast.manager, f"/desk/contracts/{cast.contract.pk}/").text
    for words in ("0,5X", "2X", "3X", "Начальник СТП", "Менеджер по клиенту", "Генеральный директор"):
        assert words in text

"""A promise drawn and explained: the bar, its figure, the ledger of «why this deadline?», and the chip for lists."""

from reglament.ui.promise.bar import Bar, draw
from reglament.ui.promise.chip import ICONS, chip, mini
from reglament.ui.promise.figure import SOON, Figure, figure
from reglament.ui.promise.labels import label, norm
from reglament.ui.promise.rungs import Rung
from reglament.ui.promise.why import Ledger, why

__all__ = [
    "ICONS",
    "SOON",
    "Bar",
    "Figure",
    "Ledger",
    "Rung",
    "chip",
    "draw",
    "figure",
    "label",
    "mini",
    "norm",
    "why",
]

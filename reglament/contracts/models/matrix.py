from django.db import models
from django.utils.translation import pgettext_lazy

from reglament.contracts.models.contract import ContractVersion
from reglament.contracts.models.policy import Clock
from reglament.people.models import Account


class Post(models.Model):
    """A post of the contractor that escalations of this contract version go to, with its holder and deputy."""

    version = models.ForeignKey(ContractVersion, models.CASCADE, related_name="posts")
    code = models.CharField(max_length=30)
    name_ru = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField(default=0)
    holder = models.ForeignKey(Account, models.PROTECT, null=True, related_name="posts")
    deputy = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="deputy_posts")

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("version", "code"), name="one_post_per_code"),)

    def __str__(self) -> str:
        return f"{self.version}: {self.code}"


class MatrixRow(models.Model):
    """R-15  Reached when elapsed > factor × threshold of the clock."""

    version = models.ForeignKey(ContractVersion, models.CASCADE, related_name="matrix_rows")
    clock = models.CharField(max_length=5, choices=Clock.choices)
    factor = models.DecimalField(max_digits=4, decimal_places=2)
    position = models.PositiveSmallIntegerField()
    auto_notify = models.BooleanField(default=True)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("version", "clock", "factor"), name="one_row_per_threshold"),)

    def __str__(self) -> str:
        return f"{self.version}: {self.factor} × {self.clock}"


class MatrixMark(models.Model):
    """Whom a row calls: as addressee or in copy."""

    class As(models.TextChoices):
        ADDRESSEE = "to", pgettext_lazy("mark", "addressee")
        COPY = "cc", pgettext_lazy("mark", "in copy")

    row = models.ForeignKey(MatrixRow, models.CASCADE, related_name="marks")
    post = models.ForeignKey(Post, models.CASCADE, related_name="marks")
    called_as = models.CharField(max_length=2, choices=As.choices, default=As.ADDRESSEE)

    class Meta:
        ordering = ("post__position",)
        constraints = (models.UniqueConstraint(fields=("row", "post"), name="one_mark_per_cell"),)

    def __str__(self) -> str:
        return f"{self.row} → {self.post}"

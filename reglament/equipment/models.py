from django.db import models
from django.utils.translation import pgettext_lazy

from reglament.people.models import Company


class Product(models.Model):
    """A line of a manufacturer's catalogue."""

    class Kind(models.TextChoices):
        HARDWARE = "hardware", pgettext_lazy("product", "Equipment")
        SOFTWARE = "software", pgettext_lazy("product", "Software")

    vendor = models.CharField(max_length=60)
    pn = models.CharField(max_length=60)
    pn_folded = models.CharField(max_length=60, db_index=True, help_text="equipment.numbers.normalise_pn(pn)")
    name_ru = models.CharField(max_length=150)
    name_en = models.CharField(max_length=150)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.HARDWARE)
    sn_required = models.BooleanField(default=True)
    line = models.CharField(max_length=30, blank=True, help_text="specialisation code it belongs to")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("vendor", "pn"), name="one_product_per_pn"),)

    def __str__(self) -> str:
        return self.pn


class Site(models.Model):
    """A place of a company where its equipment stands."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="sites")
    name = models.CharField(max_length=120)
    name_folded = models.CharField(max_length=120)
    address = models.CharField(max_length=250, blank=True)
    zone = models.CharField(max_length=40, blank=True, help_text="empty: the company's")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("company", "name"), name="one_site_per_name"),)

    def __str__(self) -> str:
        return self.name


class Item(models.Model):
    """One piece of a company's equipment or one of its licences."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="items")
    product = models.ForeignKey(Product, models.PROTECT, related_name="items")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="items")
    sn = models.CharField(max_length=60, blank=True, help_text="serial number or licence host id")
    sn_folded = models.CharField(max_length=60, blank=True, db_index=True)
    sn_look_alike = models.CharField(max_length=60, blank=True, db_index=True)
    label = models.CharField(max_length=120, blank=True, help_text="what the customer calls it")
    label_folded = models.CharField(max_length=120, blank=True)
    warranty_until = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaces")

    class Meta:
        indexes = (models.Index(fields=("company", "product")),)

    def __str__(self) -> str:
        return f"{self.product} {self.sn}".strip()

from django.urls import URLPattern, URLResolver, include, path

from reglament.config.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("desk/", include("reglament.desk.urls")),
    path("", include("reglament.portal.urls")),
]

handler400 = "reglament.portal.failures.bad_request"
handler403 = "reglament.portal.failures.forbidden"
handler404 = "reglament.portal.failures.not_found"
handler500 = "reglament.portal.failures.server_error"

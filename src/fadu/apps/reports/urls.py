"""Addresses of figures and of the yearly report."""

from django.urls import URLPattern

app_name = "reports"
urlpatterns: list[URLPattern] = []

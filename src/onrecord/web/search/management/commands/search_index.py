"""Bring the index of search up to date at once, or make it anew."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from onrecord.web.search.index.store import store
from onrecord.web.search.refreshing import refresh


class Command(BaseCommand):
    """``python -m django search_index``: after a large import, so that searches need not wait."""

    help = "Bring the index of search up to date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--fresh", action="store_true", help="make the index anew")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Work until nothing waits."""
        if options["fresh"]:
            index = store()
            with index.writing():
                index.begin_anew()
        refresh(words=None, entries=None, told=self._tell)
        self.stdout.write("The index holds every record.")

    def _tell(self, waiting: int) -> None:
        if waiting:
            self.stdout.write(f"{waiting} records wait.")

"""How does a test open a page of coding?"""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse


def page(client: Client, name: str, *args: Any, **query: Any) -> str:
    answer = client.get(reverse(f"coding:{name}", args=args), query)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()

"""May a judgement rest on these claims, given the compartments they lie in?"""

from __future__ import annotations

from collections.abc import Collection

from django.apps import apps

from onrecord.core.kernel.errors import UsageError

GENERAL = "general"
"""The compartment whose records may support judgements in any other."""


def require_same(judgement: int, claims: Collection[int]) -> None:
    """Raise UsageError unless every claim lies in the judgement's compartment or in "general".

    Otherwise whoever may see the judgement could learn of a claim that they may not see.
    """
    allowed = {judgement, general_id()}
    if not set(claims) <= allowed:
        raise UsageError(
            "A judgement may rest only on claims of its own compartment or of the general one.",
            remedy="Make the judgement in the compartment of its claims.",
        )


def general_id() -> int | None:
    """Return the id of the general compartment, or None where a register has none."""
    model = apps.get_model("accounts", "Compartment")
    found: int | None = model.objects.filter(name=GENERAL).values_list("pk", flat=True).first()
    return found

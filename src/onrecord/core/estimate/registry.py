"""Which methods of estimation there are: every file in ``methods/`` is one."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from onrecord.core.estimate import methods
from onrecord.core.estimate.method import Method
from onrecord.core.kernel.errors import UsageError


@cache
def all_methods() -> tuple[Method, ...]:
    """Return every method found in the folder, in the order of their names."""
    found = []
    for module in pkgutil.iter_modules(methods.__path__, methods.__name__ + "."):
        method = importlib.import_module(module.name).METHOD
        if not isinstance(method, Method):
            raise TypeError(f"METHOD of {module.name} is not a Method")
        found.append(method)
    return tuple(sorted(found, key=lambda method: method.name))


def method_named(name: str) -> Method:
    """Return one method; raises UsageError that lists the names there are."""
    for method in all_methods():
        if method.name == name:
            return method
    names = ", ".join(method.name for method in all_methods())
    raise UsageError(
        "There is no method of this name.", value=name, remedy=f"The methods are: {names}."
    )


def methods_for(lists: int, *, fully_covered: bool = True) -> tuple[Method, ...]:
    """Return the methods to run when nobody names one.

    Those made for fewer lists are left out, and those made for lists that could not have named
    everybody where all lists could; those that need more lists stay, so that the reader learns why
    they say nothing.
    """
    return tuple(
        method
        for method in all_methods()
        if (method.maximum_lists is None or lists <= method.maximum_lists)
        and not (fully_covered and method.only_partly_covered)
    )

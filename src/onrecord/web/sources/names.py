"""How is the name of a file shown, which nobody may trust?"""

from __future__ import annotations


def shown_name(name: str) -> str:
    """Return a name with every letter that cannot be seen written as its number.

    Among them are those that turn the direction of writing: ``gpj.exe`` can look like a picture.
    """
    return "".join(letter if letter.isprintable() else f"\\u{{{ord(letter):x}}}" for letter in name)

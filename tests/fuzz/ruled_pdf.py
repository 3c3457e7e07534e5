"""A PDF with a table that has ruling lines, made without any library."""

from __future__ import annotations

from onrecord.testing.documents import make_pdf

ROWS = (("Place", "Dead", "Date"), ("Gurishte", "12", "28.03.1999"), ("Kamenovo", "7", "1.4.1999"))
LEFT, TOP, WIDTH, HEIGHT = 60, 700, 140, 24


def make_ruled_pdf(*, ruled: bool = True) -> bytes:
    """Return a page with a sentence and a table of three rows, with or without its lines."""
    shown = ["BT /F1 11 Tf 50 780 Td (Arta counted the houses.) Tj ET"]
    shown += _lines() if ruled else []
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            x, y = LEFT + column * WIDTH + 6, TOP - row * HEIGHT - 16
            shown.append(f"BT /F1 11 Tf {x} {y} Td ({cell}) Tj ET")
    content = "\n".join(shown).encode("ascii")
    plain = make_pdf(["MARK"])
    start, end = plain.index(b"stream\n") + 7, plain.index(b"\nendstream")
    length = b"/Length %d" % (end - start)
    return (plain[:start] + content + plain[end:]).replace(length, b"/Length %d" % len(content))


def _lines() -> list[str]:
    shown = []
    bottom, right = TOP - HEIGHT * len(ROWS), LEFT + WIDTH * len(ROWS[0])
    for row in range(len(ROWS) + 1):
        height = TOP - row * HEIGHT
        shown.append(f"{LEFT} {height} m {right} {height} l S")
    for column in range(len(ROWS[0]) + 1):
        across = LEFT + column * WIDTH
        shown.append(f"{across} {bottom} m {across} {TOP} l S")
    return shown

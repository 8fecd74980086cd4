"""Values of CSS: lengths, colours, what each side of a box has."""

from __future__ import annotations

from typing import Generic, Literal, TypeAlias, TypeVar

from msgspec import Struct

T = TypeVar("T")


class Percentage(Struct, frozen=True):
    """A length that is `value` per cent of what its property refers to, and `plus` points (as ``calc()`` may add)."""

    value: float
    plus: float = 0.0

    def of(self, whole: float) -> float:
        """The length in points where the property refers to `whole` points."""
        return whole * self.value / 100 + self.plus


Length: TypeAlias = float | Percentage | Literal["auto"]
"""Points, a percentage, or ``auto``."""


class Color(Struct, frozen=True):
    """An sRGB colour: channels of 0–255, `alpha` of 0–1."""

    red: int
    green: int
    blue: int
    alpha: float = 1.0

    @property
    def is_transparent(self) -> bool:
        return self.alpha == 0

    def over(self, under: Color) -> Color:
        """The opaque colour that comes out when this one is laid over the opaque colour `under`."""
        mix = [
            round(top * self.alpha + bottom * (1 - self.alpha))
            for top, bottom in zip((self.red, self.green, self.blue), (under.red, under.green, under.blue), strict=True)
        ]
        return Color(*mix)

    @property
    def hex(self) -> str:
        """``RRGGBB`` in upper case, as OOXML writes it (alpha left out)."""
        return f"{self.red:02X}{self.green:02X}{self.blue:02X}"


WHITE = Color(255, 255, 255)
TRANSPARENT = Color(0, 0, 0, 0.0)


class Sides(Struct, Generic[T], frozen=True):
    """One value a side of a box."""

    top: T
    right: T
    bottom: T
    left: T


class BorderSide(Struct, frozen=True):
    """One side of a border; `style` is the CSS keyword, `width` is 0 where it is ``none`` or ``hidden``.

    `color` is what it is drawn in: ``inset`` and ``outset`` are lighter and darker than their colour.
    """

    style: str
    width: float
    color: Color

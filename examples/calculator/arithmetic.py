"""A pocket calculator without its buttons. Exact: it counts in decimals, as people do."""

from collections.abc import Callable
from decimal import Decimal, DivisionByZero, InvalidOperation, localcontext

DIGITS = 12

OPERATIONS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": lambda a, b: a + b,
    "−": lambda a, b: a - b,
    "×": lambda a, b: a * b,
    "÷": lambda a, b: a / b,
}


class Calculator:
    """Press keys, read the display."""

    display: str
    _left: Decimal | None
    _operation: str | None
    _starts_anew: bool

    def __init__(self) -> None:
        self._clear()

    def press(self, key: str) -> None:
        if self.display == "Error" or key == "AC":
            self._clear()
        if key.isdigit() or key == ".":
            self._type(key)
        elif key in OPERATIONS:
            self._finish()
            self._left, self._operation = Decimal(self.display) if self.display != "Error" else None, key
        elif key == "=":
            self._finish()
            self._left = self._operation = None
        elif key == "±":
            self._show(-Decimal(self.display))
        elif key == "%":
            self._show(Decimal(self.display) / 100)

    def _clear(self) -> None:
        self.display = "0"
        self._left = self._operation = None
        self._starts_anew = True

    def _type(self, key: str) -> None:
        if self._starts_anew:
            self.display = "0"
            self._starts_anew = False
        if key == ".":
            self.display += "" if "." in self.display else "."
        elif len(self.display.replace(".", "")) < DIGITS:
            self.display = key if self.display == "0" else self.display + key

    def _finish(self) -> None:
        """Carries out what is pending, unless the second number has yet to come."""
        if self._left is not None and self._operation is not None and not self._starts_anew:
            with localcontext() as context:
                context.prec = DIGITS
                try:
                    self._show(OPERATIONS[self._operation](self._left, Decimal(self.display)))
                except (DivisionByZero, InvalidOperation):
                    self.display = "Error"
        self._starts_anew = True

    def _show(self, number: Decimal) -> None:
        text = f"{number.normalize():f}"
        self.display = "0" if text == "-0" else text

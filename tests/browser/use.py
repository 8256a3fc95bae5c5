"""What tests of the page do with it: ask its state, click a node."""

from collections.abc import Callable
from typing import Any

Open = Callable[..., Any]


def state(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("(({ready, ...s}) => s)(yimai.state)")
    return found


def click_node(page: Any, key: str, **how: Any) -> None:
    at = page.evaluate("(id) => yimai.locate(id)", key)
    page.mouse.move(at["x"], at["y"])
    page.mouse.click(at["x"], at["y"], **how)
    page.wait_for_timeout(350)

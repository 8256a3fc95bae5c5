"""The main states look as they did, loosely: small pictures, compared by eye's measure, not pixel by pixel."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tests.browser.screens import FOLDER, STATES, shrunk


@pytest.mark.parametrize("name", STATES)
def test_it_looks_as_it_did(opened: Callable[..., Any], name: str) -> None:
    address, theme = STATES[name]
    page = opened(address=address, theme=theme)
    page.wait_for_timeout(500)
    now, kept = shrunk(page.screenshot()), shrunk((FOLDER / f"{name}.png").read_bytes())
    apart = np.abs(now - kept).max(axis=2)
    assert apart.mean() < 8 and (apart > 60).mean() < 0.05, (
        f"{name} looks different; if it should, python -m tests.browser.screens takes it anew"
    )

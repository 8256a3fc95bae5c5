import subprocess
import sys

from graph.fingerprint import MAKERS


def test_all_that_makes_graphs_counts_where_yimai_itself_has_changed() -> None:
    code = "import sys, graph.grow, graph.measures; print(*(m for m in sys.modules if m.startswith('graph.')))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    files = {name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in MAKERS}
    assert {name.removeprefix("graph.") for name in found} - {"errors"} <= files

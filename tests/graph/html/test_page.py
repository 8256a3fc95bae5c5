import base64
import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zlib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputError
from graph.html.commands import write_page
from graph.html.network import network, view_of
from graph.html.pack import opening
from graph.html.page import (
    PageOptions,
    captions,
    draw,
    draw_view,
    logo_uri,
    page_of,
    places,
    read_places,
    vis_network,
    vis_pin,
    write,
    write_places,
)
from graph.html.view import view
from graph.property_graph import Graph
from tests.graph.html.made import HOSTILE, hostile, small

ROOT = Path(__file__).parents[3]


def data_of(html: str) -> dict[str, Any]:
    """Return what the page's data element holds."""
    found = re.search(r'id="yimai-data">([^<]*)<', html)
    assert found
    value: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(found[1])))
    return value


def test_one_file_without_addresses_to_load_from() -> None:
    html = page_of(small())
    assert not re.search(r'(src|href)="(?!data:,|#|data:image)', html)
    assert "default-src 'none'" in html and html.startswith("<!doctype html>")


def test_the_policy_names_the_scripts_that_are_there() -> None:
    html = page_of(small())
    script = re.search(r"<script>(.*?)</script>", html, re.S)
    assert script
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    library = base64.b64encode(hashlib.sha256(vis_network().encode()).digest()).decode()
    assert f"'sha256-{digest}'" in html and f"'sha256-{library}'" in html


def test_every_kind_of_the_registry_has_its_caption() -> None:
    tables = {
        name: list(csv.DictReader(io.StringIO(registry_text(name)))) for name in ("vendors", "institutions", "models")
    }
    kinds = {row.get("kind") or row.get("field", "") for rows in tables.values() for row in rows} - {""}
    assert len(kinds) > 60 and not {k for k in kinds if f"v.{k}" not in captions()}


def registry_text(name: str) -> str:
    """Return a table of the registry as text."""
    return files("graph").joinpath("registry", f"{name}.csv").read_text(encoding="utf-8-sig")


def test_vis_network_is_the_pinned_one() -> None:
    assert f"@version {vis_pin()['version']}" in vis_network() and vis_pin()["version"] == "10.1.5"


def test_hostile_texts_are_escaped() -> None:
    options = PageOptions(
        title=HOSTILE[1],
        subtitle=HOSTILE[0],
        note=HOSTILE[2],
        date=HOSTILE[1],
        story=({"title": HOSTILE[1], "text": HOSTILE[1], "state": ""},),
    )
    html = page_of(hostile(), options=options)
    assert "alert(1)</script>" not in html and "<img src=x" not in html and "<svg onload" not in html
    assert data_of(html)["nodes"]["name"]["words"] if isinstance(data_of(html)["nodes"]["name"], dict) else True


def test_the_same_graph_gives_the_same_bytes_under_any_locale(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from graph.html.page import page_of, write; from tests.graph.html.made import small;"
        "write(Path(sys.argv[1]), page_of(small()))"
    )
    pages = []
    for number, locale in enumerate(
        (
            {"PYTHONUTF8": "1"},
            {"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0", "LC_ALL": "zh_CN.GBK"},
            {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
        )
    ):
        path = tmp_path / f"{number}.html"
        subprocess.run(
            [sys.executable, "-c", script, str(path)],
            check=True,
            cwd=ROOT,
            env={**os.environ, **locale, "PYTHONHASHSEED": str(number)},
        )
        pages.append(path.read_bytes())
    assert pages[0] == pages[1] == pages[2]


def test_parallel_relations_are_all_kept() -> None:
    data = data_of(page_of(small()))
    pairs = list(zip(data["edges"]["from"], data["edges"]["to"], strict=True))
    assert len(pairs) == 13 and len({frozenset(p) for p in pairs}) == 12


def test_redacted_pages_hold_nothing_of_what_was_left_out() -> None:
    bare = json.dumps(
        data_of(page_of(small(), options=PageOptions(redact=("sentences", "persons")))), ensure_ascii=False
    )
    assert "宁光" not in bare and "接入RuiPath" not in bare and "病理大模型开源" in bare


def test_an_empty_graph_gives_a_page() -> None:
    assert data_of(page_of(Graph()))["texts"] == [""]


def test_pyvis_networks_come_and_go() -> None:
    seen = view(small())
    net = network(seen, places(seen, opening(seen)))
    assert net.num_nodes() == 11 and len(net.edges) == 13
    from pyvis.network import Network

    own = Network(directed=True)
    own.add_node(1, label="甲", group="Hospital")
    own.add_node(2, label="乙", title="<b>x</b>")
    own.add_edge(1, 2, title="USES")
    back = view_of(own)
    assert [n["label"] for n in back["nodes"]] == ["Hospital", "Institution"] and back["edges"][0]["type"] == "USES"
    assert draw_view(back, PageOptions()).nodes == 2


def test_who_is_left_out_of_a_page_keeps_the_place(tmp_path: Path) -> None:
    out, stand = tmp_path / "page.html", tmp_path / "positions.json"
    write_page(small(), PageOptions(), out, places=stand)
    first = stand.read_bytes()
    write_page(small(), PageOptions(redact=("persons",)), out, places=stand)
    assert "P1" not in json.dumps(data_of(out.read_text(encoding="utf-8"))["nodes"]["id"])
    assert stand.read_bytes() == first


def test_places_are_kept_from_export_to_export(tmp_path: Path) -> None:
    first = draw(small(), options=PageOptions())
    write_places(tmp_path / "p.json", first.places)
    again = draw(small(), options=PageOptions(), previous=read_places(tmp_path / "p.json"))
    assert again.html == first.html
    (tmp_path / "p.json").write_text("{broken", encoding="utf-8")
    assert read_places(tmp_path / "p.json") == {}


def test_a_page_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        write(tmp_path / "folder", "x")
    assert not (tmp_path / "folder.new").exists()


def test_logos(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    assert logo_uri(tmp_path / "a.png") == "data:image/png;base64,iVBORw=="
    for name, text in (("a.gif", "no picture"), ("none.png", "cannot be read")):
        with pytest.raises(InputError, match=text):
            logo_uri(tmp_path / name)

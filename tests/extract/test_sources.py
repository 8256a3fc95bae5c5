"""Files of every kind become documents, bad ones are skipped with a reason, and the others go on."""

import io
import json
import tracemalloc
from pathlib import Path

import pytest

from extract.sources import Skipped, documents
from extract.sources.encoding import decode
from graph.errors import InputError
from graph.model import Document

TITLE = "市人民医院上线病历系统"
TEXT = f"{TITLE}\n2025年03月02日 来源: 某某日报\n市人民医院宣布，门诊病历系统正式上线。系统由禾川科技研发。\n"
OLD = "市立醫院啟用病歷系統\n市立醫院宣布，門診病歷系統正式啟用。系統由禾川科技研發。\n"


def read(*paths: Path | str, **options: object) -> list[Document | Skipped]:
    return list(documents(paths, **options))  # type: ignore[arg-type]


def only(*paths: Path | str, **options: object) -> Document:
    (found,) = read(*paths, **options)
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(TEXT, e) for e in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk")]
    + [(OLD, e) for e in ("utf-8", "gb18030", "big5", "cp950", "utf-16")]
    + [("医院上线模型", "gb18030"), ("醫院啟用模型", "big5"), ("plain ascii", "ascii")],
)
def test_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_file_with_a_lost_byte_is_read() -> None:
    data = bytearray((TEXT * 5).encode("gb18030"))
    del data[61]
    assert TITLE in decode(bytes(data))


def test_a_text_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="\n")
    found = only(tmp_path / "a.txt")
    assert (found.text, found.title, found.publisher, found.date) == (TEXT, TITLE, "某某日报", "2025-03-02")
    assert found.source == (tmp_path / "a.txt").as_posix()


def test_front_matter_is_no_text(tmp_path: Path) -> None:
    front = (
        "---\ntitle: 另一个标题\ndate: 2024-05-06\nurl: https://example.org/1\nauthor: [甲, 乙]\n---\n正文第一段。\n"
    )
    (tmp_path / "a.md").write_text(front, encoding="utf-8")
    found = only(tmp_path / "a.md")
    assert found.text == "另一个标题\n正文第一段。\n"
    assert (found.source, found.date, found.author) == ("https://example.org/1", "2024-05-06", "甲、乙")


def test_markdown_loses_its_marks(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 标题在此处\n\n> 引用**重点**。\n\n---\n正文。", encoding="utf-8")
    assert only(tmp_path / "a.md").text == "标题在此处\n\n引用重点。\n\n\n正文。"


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_a_page(tmp_path: Path, encoding: str) -> None:
    body = "".join(
        f"<p>市人民医院宣布，第{i}期门诊病历系统正式上线，系统由禾川科技研发，医生可以用语音录入病历。</p>"
        for i in range(6)
    )
    page = f"""<html><head><meta charset="{encoding}"><title>{TITLE}</title><meta property="og:site_name" content="某某网">
    <meta name="author" content="陆以宁"><meta property="article:published_time" content="2025-03-02T08:00:00+08:00">
    <link rel="canonical" href="https://example.org/a/1"></head><body><nav><a href="/">首页</a></nav><article><h1>{TITLE}</h1>{body}</article></body></html>"""
    (tmp_path / "a.html").write_bytes(page.encode(encoding))
    found = only(tmp_path / "a.html")
    assert found.text.startswith(TITLE)
    assert "第5期" in found.text
    assert (found.title, found.author, found.date, found.source) == (
        TITLE,
        "陆以宁",
        "2025-03-02",
        "https://example.org/a/1",
    )


def test_a_word_document(tmp_path: Path) -> None:
    import docx

    made = docx.Document()
    for line in TEXT.strip().split("\n"):
        made.add_paragraph(line)
    made.add_table(rows=1, cols=2).rows[0].cells[0].text = "甲"
    made.save(str(tmp_path / "a.docx"))
    found = only(tmp_path / "a.docx")
    assert found.text == TEXT + "甲|"
    assert found.title == TITLE


def test_a_pdf_file(tmp_path: Path) -> None:
    stream = b"BT /F1 12 Tf 50 700 Td (Hospital signs with Hechuan) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for i, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (i, body)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF" % len(data)
    (tmp_path / "a.pdf").write_bytes(data + table + end)
    assert only(tmp_path / "a.pdf").text.strip() == "Hospital signs with Hechuan"


def test_folders_are_sorted_and_recursive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.md", ".hidden/x.txt", "picture.png", "notes.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{TITLE}\n{name}。", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert [d.source for d in read(".")] == ["a/b/c.md", "a/z.txt", "b.txt"]
    assert [d.source for d in read("**/*.txt")] == ["a/z.txt", "b.txt"]
    assert [d.source for d in read("b.txt", "a")] == ["b.txt", "a/b/c.md", "a/z.txt"]


def test_json_lines_and_standard_input() -> None:
    rows = [
        {"text": "正文甲。", "title": "标题甲甲", "url": "https://a.org/1"},
        {"content": "正文乙。", "id": "乙", "date": "2025/1/2"},
    ]
    data = "\n".join(json.dumps(r, ensure_ascii=False) for r in rows).encode()
    found = read("-", stdin=io.BytesIO(data + b"\n{broken\n[1]\n" + json.dumps({"title": "x"}).encode()))
    assert [d.source for d in found] == ["https://a.org/1", "乙", "stdin:3", "stdin:4", "stdin:5"]
    assert found[0].text == "标题甲甲\n正文甲。"  # type: ignore[union-attr]
    assert [d.reason.split(";")[0].split(":")[0] for d in found if isinstance(d, Skipped)] == [
        "is no JSON",
        "is no JSON object",
        "has no text",
    ]
    assert only("-", stdin=io.BytesIO(TEXT.encode("gb18030"))).text == TEXT


def test_metadata_given_fills_gaps(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    found = only(tmp_path, metadata={"publisher": "另一家", "author": "甲"})
    assert (found.publisher, found.author) == ("某某日报", "甲")


def bad_files(folder: Path) -> dict[str, str]:
    """Make bad files; return the beginning of the reason for each."""
    (folder / "01-empty.txt").write_bytes(b"")
    (folder / "02-blank.txt").write_bytes(b"\xef\xbb\xbf \n\n")
    (folder / "03-picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (folder / "04-binary.txt").write_bytes(bytes(range(256)) * 50)
    (folder / "05-folder.txt").mkdir()
    (folder / "06-dangling.txt").symlink_to(folder / "nothing.txt")
    (folder / "07-long.txt").write_bytes(b"a" * 2_000_000)
    (folder / "08-word.docx").write_bytes(b"no word document")
    (folder / "09-paper.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "10-front.md").write_text("---\na: [1\n---\n正文", encoding="utf-8")
    (folder / "11-page.html").write_text("<html><body></body></html>", encoding="utf-8")
    return {
        "01": "is empty",
        "02": "is empty",
        "03": "is no text but a PNG picture",
        "04": "is no text but binary data",
        "05": "is a folder with the name of a file",
        "06": "cannot be read",
        "07": "has more than 1.0 MB, the limit is 1.0 MB",
        "08": "is no Word document",
        "09": "is ",
        "10": "has a front matter that is no YAML",
        "11": "is a page without text",
    }


def test_bad_files_are_skipped_and_the_others_read(tmp_path: Path) -> None:
    expected = bad_files(tmp_path)
    (tmp_path / "99-good.txt").write_text(TEXT, encoding="utf-8")
    *bad, good = read(tmp_path, limit_bytes=1_000_000)
    assert isinstance(good, Document)
    reasons = {Path(s.source).name[:2]: s.reason for s in bad if isinstance(s, Skipped)}
    assert {k: v[: len(expected[k])] for k, v in reasons.items()} == expected


def test_fifty_megabytes_of_one_line_are_not_loaded(tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl").open("wb") as out:
        out.write(b'{"text": "')
        for _ in range(50):
            out.write(b"a" * 1_000_000)
        out.write(b'"}\n' + json.dumps({"text": "正文。"}).encode() + b"\n")
    tracemalloc.start()
    skipped, found = read(tmp_path / "a.jsonl", limit_bytes=1_000_000)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    assert isinstance(skipped, Skipped)
    assert isinstance(found, Document)
    assert found.source.endswith("a.jsonl:2")


def test_the_same_source_twice(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    found = read(tmp_path / "a.txt", tmp_path / "a.txt")
    assert [type(f) for f in found] == [Document, Skipped]


@pytest.mark.parametrize("name", ["missing", "missing.txt", "*.nothing"])
def test_what_is_missing_is_an_error_before_anything_is_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="files, folders, globs"):
        documents([tmp_path / name])


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (found,) = read(tmp_path)
    assert isinstance(found, Skipped)
    assert "without articles" in found.reason


def test_a_library_does_not_talk_besides(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf").write_bytes(b"\x00\x01PK broken")
    (found,) = documents([str(tmp_path / "a.pdf")])
    assert isinstance(found, Skipped) and "no PDF file" in found.reason
    assert capfd.readouterr() == ("", "")

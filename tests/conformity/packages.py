"""Looks at every file a run has made with tools that are not ours.

DOCX: a schema-aware validator (openxml-audit) finds no error, all that is named is there (references.py), python-docx reads it. PDF: qpdf finds nothing wrong.
Usage: packages.py OUT
"""

import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import docx
from openxml_audit import FileFormat, OpenXmlValidator
from references import references


def look(path: Path) -> list[str]:
    if path.suffix == ".pdf":
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        return [] if done.returncode == 0 else [f"qpdf: {done.stdout}{done.stderr}"]
    found = []
    for file_format in (FileFormat.OFFICE_2007, FileFormat.OFFICE_2019):
        result = OpenXmlValidator(file_format=file_format).validate(path)
        found += [f"{file_format.name}: {error}" for error in result.errors]
    found += references(path)
    document = docx.Document(str(path))
    if not document.element.body.xpath(".//w:t"):
        found.append("python-docx finds no text")
    if document.sections[0].page_width is None:
        found.append("python-docx finds no page")
    return found


def main() -> int:
    out = Path(sys.argv[1])
    files = sorted(path for path in out.rglob("*") if path.suffix in (".pdf", ".docx"))
    if not files:
        print(f"nothing in {out}")
        return 1
    failed = 0
    with ProcessPoolExecutor() as pool:
        for path, found in zip(files, pool.map(look, files, chunksize=4)):
            failed += bool(found)
            for line in found[:20]:
                print(f"{path.relative_to(out)}: {line}")
    print(f"{len(files) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

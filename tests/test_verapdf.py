"""Whether the two validators still see what they are there to see: a broken sample per rule, and a good one."""

from __future__ import annotations

from pathlib import Path

import page
import pytest

from tests.samples.accessibility import BROKEN, GOOD, Sample
from tests.verapdf import Report, validate

EVERY = pytest.mark.parametrize("sample", BROKEN, ids=lambda sample: sample.name)

# One start of Java judges all the samples, so one worker takes them all.
pytestmark = pytest.mark.xdist_group("verapdf")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    folder = tmp_path_factory.mktemp("samples")
    files = {sample.name: _written(sample, folder) for sample in (GOOD, *BROKEN)}
    found = validate(files.values(), "ua1")
    return {name: found[file] for name, file in files.items()}


def _written(sample: Sample, folder: Path) -> Path:
    file = folder / f"{sample.name}.pdf"
    file.write_bytes(sample.pdf())
    return file


@pytest.mark.slow
@pytest.mark.verapdf
def test_verapdf_passes_the_good_sample(reports: dict[str, Report]) -> None:
    assert reports[GOOD.name] == Report(compliant=True)


@pytest.mark.slow
@pytest.mark.verapdf
@EVERY
def test_verapdf_names_the_broken_rule(sample: Sample, reports: dict[str, Report]) -> None:
    report = reports[sample.name]
    assert not report.compliant
    assert report.rules == {sample.rule}
    assert all(failure.message and failure.where for failure in report.failures)


@pytest.mark.slow
@pytest.mark.verapdf
def test_verapdf_judges_by_the_flavour_asked_for(tmp_path: Path) -> None:
    file = _written(GOOD, tmp_path)
    report = validate([file], "2b")[file]
    assert not report.compliant, "a PDF/UA file without an output intent is no PDF/A"


@pytest.mark.slow
@pytest.mark.verapdf
@pytest.mark.parametrize("flavour", ["ua1", "no-such-flavour"])
def test_verapdf_refuses_what_it_can_not_judge(flavour: str, tmp_path: Path) -> None:
    file = tmp_path / 'é".pdf'
    file.write_bytes(b"no PDF" if flavour == "ua1" else GOOD.pdf())
    with pytest.raises(ValueError, match=r"é\".pdf: "):
        validate([file], flavour)


def test_page_validation_passes_the_good_sample() -> None:
    assert page.validate_pdf_bytes(GOOD.pdf(), profile="ua1").is_compliant


@EVERY
def test_page_validation_names_the_broken_rule(sample: Sample) -> None:
    report = page.validate_pdf_bytes(sample.pdf(), profile="ua1")
    expected = {sample.page_rule} if sample.page_rule else set()
    assert {failure.rule_id for failure in report.failures} == expected

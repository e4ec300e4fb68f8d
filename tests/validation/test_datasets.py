"""The real dataset and the invented one obey the rules."""

from __future__ import annotations

import re
import shutil

from histkg.resources import find_home
from histkg.validation import validate


def test_dataset_has_no_violation_and_no_warning():
    report = validate(fail_on="warning")
    assert report.conforms, report.write()
    assert report.statements > 5000
    assert report.rules >= 60
    assert len(report.files) > 100
    assert report.counts()["info"] <= 30, "a list of work that nobody reads to the end is noise"
    assert report.waived


def test_invented_dataset_has_only_the_warnings_of_invention(mini_folder):
    """One row of it is accounted for by nothing, so that the questions about rows have something to find."""
    report = validate(home=mini_folder)
    violated = [(r.rule_code, r.focus_node.value.rpartition("/")[2]) for r in report.failures()]
    assert violated == [("HEV-IM-02", "theta-x1")], report.write()
    warned = {r.rule_code for r in report.results if r.severity == "warning"}
    # Its books and gazetteers have no more of a title page than the questions need.
    titles = {"HEV-LC-01", "HEV-SR-01", "HEV-SR-04", "HEV-SR-08"}
    # One event is called a mutiny, and one memoir knows of a death five years after it came out.
    planted = {"HEV-LB-09", "HEV-TM-08"}
    assert warned - titles == {"HEV-VF-01"} | planted, report.write()
    assert report.counts()["warning"] > 20
    assert all(result.file and result.line for result in report.results)


def test_examples_to_copy_are_in_order():
    home = find_home()
    report = validate(home.ontology / "examples", fail_on="info")
    assert {result.rule_code for result in report.results} == {"HEV-VF-01"}, report.write()


def test_dataset_under_another_base_is_held_to_the_same_rules(mini_home, tmp_path):
    """The base is configuration: no rule looks at more of an IRI than …/id/KIND/slug."""
    shutil.copytree(mini_home.data, tmp_path / "data")
    shutil.copy(mini_home.prefixes, tmp_path / "data" / "prefixes.ttl")
    for path in (tmp_path / "data").rglob("*.ttl"):
        text = re.sub(
            r"https://w3id\.org/histkg/(id|graph|query|dataset)/",
            r"https://example.org/\1/",
            path.read_text("utf-8"),
        )
        path.write_text(
            text.replace("event:beta-town-rising\n", "event:Beta-Town-Rising\n"), encoding="utf-8"
        )
    report = validate(home=tmp_path)
    violated = {result.rule_code for result in report.results if result.severity == "violation"}
    assert violated == {"HEV-XR-01", "HEV-XR-03", "HEV-IM-02"}, report.write()


def test_dataset_that_nothing_describes_is_told(mini_home, tmp_path):
    shutil.copytree(mini_home.data, tmp_path / "data")
    (tmp_path / "data" / "dataset.ttl").unlink()
    told = [result for result in validate(home=tmp_path).results if result.severity == "violation"]
    missing = [result for result in told if result.file.endswith("data/dataset.ttl")]
    assert {result.rule_code for result in missing} == {"HEV-LC-01"}
    assert {"has no title", "has no licence"} <= {result.message for result in missing}
    assert all(result.line == 1 for result in missing)

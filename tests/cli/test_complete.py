import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coprod.assess.rules import RULES
from coprod.output.explain import names
from tests.cli.test_main import imported, program
from tests.conftest import Run, example

PROJECT = example(
    'affected = ["tenants", "young people"]',
    "[people]",
    'C1 = "Amina K."',
    'C2 = "Pat O\'Brien"',
    'sessions: date = 2026-01-12, phase = "co-design", title = "Kick-off", community = ["C1", "Sam $1", '
    '"Khan, Ali"], professional = ["Jo (council)"], id = "2026-01-12-aaaaaa"',
    'said: date = 2026-01-12, text = "A tap", id = "2026-01-12-sbbbbbb"',
    'readings: session = "project", date = 2026-01-13, read = "x", said = "differs", words = "No", id = '
    '"2026-01-12-rcccccc"',
    'readings: session = "project", date = 2026-01-13, read = "x", said = "agree", id = "2026-01-12-rdddddd"',
)


@pytest.fixture
def offered(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> "Offered":
    (folder / "coprod.toml").write_text(PROJECT)
    return Offered(run, monkeypatch)


class Offered:
    """What a shell is offered behind these words, as they stand in its line."""

    def __init__(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        self._run = run
        self._monkeypatch = monkeypatch

    def bash(self, *words: str) -> list[str]:
        line = ["coprod", *words]
        return self._by("bash", COMP_WORDS="\n".join(line), COMP_CWORD=str(len(line) - 1))

    def other(self, shell: str, line: str, **more: str) -> list[str]:
        return self._by(shell, _TYPER_COMPLETE_ARGS=line, **more)

    def _by(self, shell: str, **more: str) -> list[str]:
        with self._monkeypatch.context() as patch:
            for name, value in {**more, "_COPROD_COMPLETE": f"complete_{shell}"}.items():
                patch.setenv(name, value)
            return self._run().out.splitlines()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["log", ""], ["co-planning", "co-design", "co-delivery", "co-evaluation"]),
        (["log", "d"], ["design", "delivery"]),
        (["log", "design", "--level", "s"], ["supported", "shared-power"]),
        (["log", "design", "--settled", "f"], ["funding="]),
        (["log", "design", "--recognition", "v"], ["voucher", "voluntary"]),
        (
            ["log", "design", "-c", ""],
            [r"Amina\ K.", r"Sam\ \$1", r"\"Khan,\ Ali\"", r"Jo\ \(council\)", r"Pat\ O\'Brien"],
        ),
        (["log", "design", "-c", r"Amina\ "], [r"Amina\ K."]),
        (["log", "design", "-c", '"Pat'], ["Pat O'Brien"]),
        (["log", "design", "--heard", ""], ["tenants", r"young\ people"]),
        (["log", "design", "--feeds-back", ""], ["last", "2026-01-12-aaaaaa"]),
        (["log", "design", "--same-as", "2"], ["2026-01-12-aaaaaa"]),
        (["answer", ""], ["2026-01-12-sbbbbbb", "2026-01-12-rcccccc"]),
        (["readback", "--settles", ""], ["2026-01-12-rcccccc"]),
        (["readback", "l"], ["last"]),
        (["init", "--claim", "co-d"], ["co-design", "co-delivery"]),
        (["check", "--ignore", "CP30"], [code for code in sorted(rule.code for rule in RULES) if code[:4] == "CP30"]),
        (["explain", "lone"], ["lone-voice"]),
        (["explain", "fund"], ["funding"]),
    ],
)  # fmt: skip
def test_words_of_the_framework_and_of_the_project_are_offered(
    offered: Offered, words: list[str], found: list[str]
) -> None:
    assert offered.bash(*words) == found


def test_every_word_that_explain_knows_is_offered_and_every_rule_by_code_and_name(offered: Offered) -> None:
    shown = [word.replace("\\ ", " ") for word in offered.bash("explain", "")]
    assert sorted(word.lower() for word in shown) == sorted(set(names()))
    assert {word for rule in RULES for word in (rule.code, rule.name)} <= set(shown)


def test_the_file_that_is_named_is_the_one_that_is_read(offered: Offered, folder: Path) -> None:
    (folder / "other.toml").write_text('[people]\nX = "Xenia"\n')
    assert offered.bash("log", "--file", "other.toml", "design", "-c", "") == ["Xenia"]


@pytest.mark.parametrize(
    "text", ["", "x = [", "sessions = 1\npeople = 2\nproject = 3\n", "[[sessions]]\ncommunity = [1]\n"]
)
def test_a_file_that_cannot_be_read_offers_nothing_and_fails_nothing(offered: Offered, folder: Path, text: str) -> None:
    (folder / "coprod.toml").write_text(text)
    assert not any(offered.bash("log", "design", "-c", ""))
    assert not any(offered.bash("log", "design", "--heard", ""))


def test_names_are_read_without_the_models(offered: Offered, folder: Path) -> None:
    line = "coprod\nlog\ndesign\n-c\n"
    ran = program(cwd=folder, COMP_WORDS=line, COMP_CWORD="4", _COPROD_COMPLETE="complete_bash")
    assert "Sam" in ran.stdout
    heavy = {"pydantic", "rich.console", "jinja2", "filelock", "coprod.model.records", "coprod.assess"}
    assert not imported(ran) & heavy


def test_zsh_is_given_words_that_it_reads_twice(offered: Offered) -> None:
    shown = offered.other("zsh", "coprod log design -c ")
    assert shown[0] == """_arguments '*: :(("Amina K.\""""
    assert '"Sam \\$1"' in shown
    assert """"Pat O'\\''Brien"))'""" in shown
    assert (
        """"supported":"People are supported to say what they think."))'"""
        in (offered.other("zsh", "coprod log design --level su")[0])
    )


def test_fish_is_given_a_word_to_a_line(offered: Offered) -> None:
    shown = offered.other("fish", "coprod log design -c ", _TYPER_COMPLETE_FISH_ACTION="get-args")
    assert shown[:2] == ["Amina K.", "Sam $1"]


def test_powershell_is_given_words_in_its_own_quotes(offered: Offered) -> None:
    shown = offered.other("powershell", "coprod log design -c ")
    assert shown == [
        "'Amina K.'::: ",
        "'Sam $1'::: ",
        "'\"Khan, Ali\"'::: ",
        "'Jo (council)'::: ",
        "'Pat O''Brien'::: ",
    ]


@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="bash")
def test_bash_itself_takes_what_it_is_offered(offered: Offered, folder: Path) -> None:
    """The script that bash is given, called as bash calls it; what it offers is then read as a word of a line."""
    (folder / "coprod").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m coprod "$@"\n')
    (folder / "coprod").chmod(0o755)
    script = r"""
        eval "$(_COPROD_COMPLETE=source_bash coprod)"
        COMP_WORDS=(coprod log design -c "Sa"); COMP_CWORD=4
        _coprod_completion coprod
        eval "set -- ${COMPREPLY[0]}"
        printf '%s|%s' "$#" "$1"
    """
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        ["bash", "-c", script], env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.stdout == "1|Sam $1"

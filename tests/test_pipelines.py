"""Where people run it: the pre-commit hook and the GitHub action, as their runners would run them."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, WHOLE, Run

BARE = '[project]\nname = "Bare"\n'
[HOOK] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("coprod.toml", True),
        ("projects/garden/coprod.toml", True),
        ("garden.coprod.toml", True),
        ("a/b.c.coprod.toml", True),
        ("xcoprod.toml", False),
        ("coprod.toml.bak", False),
        ("pyproject.toml", False),
    ],
)
def test_the_hook_means_what_a_folder_search_means(path: str, meant: bool) -> None:
    assert bool(re.search(HOOK["files"], path)) is meant


def test_the_action_puts_no_input_into_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]


def snippets(page: str) -> list[Any]:
    found = re.findall(r"^```yaml\n(.*?)^```$", (ROOT / page).read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [yaml.safe_load(snippet) for snippet in found]


def test_the_snippets_fit_what_is_here() -> None:
    github, _, hooks = snippets("docs/pipelines.md")
    [[step]] = snippets("README.md")
    for used in (github["jobs"]["check"]["steps"][1], step):
        assert set(used["with"]) <= set(ACTION["inputs"])
    assert hooks["repos"][0]["hooks"][0]["id"] == HOOK["id"]


def test_the_commands_of_the_snippets_run(run: Run, folder: Path) -> None:
    github, gitlab, hooks = snippets("docs/pipelines.md")
    (folder / "projects").mkdir()
    (folder / "projects" / "coprod.toml").write_text(WHOLE)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "x")
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(folder, "update-ref", "FETCH_HEAD", "HEAD")
    inputs = github["jobs"]["check"]["steps"][1]["with"]
    [check] = [shlex.split(line) for line in gitlab["co-production"]["script"] if line.startswith("coprod ")]
    for args in (
        check[1:],
        ["check", *inputs["arguments"].split(), "--", *inputs["paths"].split()],
        ["check", *hooks["repos"][0]["hooks"][0]["args"], "projects/coprod.toml"],
    ):
        ran = run(*args)
        # The record is old, and nobody was told what came of it: under --strict, that flags.
        assert (ran.code, ran.err) == (1 if "--strict" in args else 0, "")
    for report in gitlab["co-production"]["artifacts"]["reports"].values():
        assert (folder / report).is_file()


def git(folder: Path, *args: str) -> None:
    subprocess.run(["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *args], cwd=folder, check=True)


@pytest.mark.outside
def test_pre_commit_runs_the_hook_from_a_clone_of_this_repository(tmp_path: Path) -> None:
    if find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed")
    clone, scratch = tmp_path / "a clone", tmp_path / "scratch"
    git(tmp_path, "clone", "--quiet", str(ROOT), str(clone))
    scratch.mkdir()
    git(scratch, "init", "--quiet")
    (scratch / "coprod.toml").write_text(WHOLE)
    (scratch / "late.coprod.toml").write_text(BARE)
    (scratch / "other.toml").write_text("x = ")
    git(scratch, "add", ".")

    def hook(*files: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", "try-repo", str(clone), HOOK["id"], "--files", *files]
        env = os.environ | {"PRE_COMMIT_HOME": str(tmp_path / "cache")}
        return subprocess.run(command, cwd=scratch, env=env, capture_output=True, text=True, check=False)

    passed = hook("coprod.toml", "other.toml")
    assert passed.returncode == 0, passed.stdout
    failed = hook("coprod.toml", "late.coprod.toml")
    assert failed.returncode == 1
    assert "flagged: Bare (late.coprod.toml)" in failed.stdout
    assert "2 projects, as recorded: 1 flagged and 1 co-produced." in failed.stdout


def steps(folder: Path, **inputs: str) -> tuple[int, str, dict[str, str]]:
    """Run the action's steps one after the other, as a runner does, and give its exit code, log and files."""
    temporary = folder / "runner temp"
    temporary.mkdir(exist_ok=True)
    given = {name: one.get("default", "") for name, one in ACTION["inputs"].items()} | inputs
    values = {"github.action_path": str(ROOT), **{f"inputs.{name}": text for name, text in given.items()}}
    files = {name: temporary / name for name in ("GITHUB_PATH", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.write_text("")
    log, code = "", 0
    for step in ACTION["runs"]["steps"]:
        env: dict[str, Any] = os.environ | {name: str(file) for name, file in files.items()}
        env |= {"RUNNER_TEMP": str(temporary), "GITHUB_ACTIONS": "true"}
        env |= {name: re.sub(r"\$\{\{ (.*?) \}\}", lambda m: values[m[1]], text) for name, text in step["env"].items()}
        env["PATH"] = os.pathsep.join([*files["GITHUB_PATH"].read_text().split("\n"), env["PATH"]])
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        ran = subprocess.run(shell, cwd=folder, env=env, capture_output=True, text=True, check=False)
        log, code = log + ran.stdout, ran.returncode
        if code:
            break
    return code, log, {name: file.read_text() for name, file in files.items()}


@pytest.mark.outside
@pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")
def test_the_action_checks_annotates_and_summarises(tmp_path: Path) -> None:
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "coprod.toml").write_text(WHOLE)
    code, _, files = steps(tmp_path)
    assert (code, files["GITHUB_OUTPUT"]) == (0, "stands=true\n")
    assert "## Riverside garden" in files["GITHUB_STEP_SUMMARY"]
    (tmp_path / "$(touch x).coprod.toml").write_text(BARE)
    code, log, files = steps(tmp_path, paths="a b\n$(touch x).coprod.toml\n")
    assert (code, files["GITHUB_OUTPUT"]) == (1, "stands=false\n")
    assert "::error file=$(touch x).coprod.toml,line=1,title=CP103 nothing-logged::" in log
    code, _, _ = steps(tmp_path, arguments="--so-far\n--strict")
    assert code == 1
    code, _, _ = steps(tmp_path, arguments="--so-far")
    assert code == 0
    assert not (tmp_path / "x").exists()


@pytest.mark.skipif(shutil.which("bash") is None or sys.platform == "win32", reason="the action runs in bash")
def test_no_path_of_the_action_is_an_option(tmp_path: Path) -> None:
    for name in ("-ogarden.coprod.toml", "-fgood.coprod.toml", "--strict"):
        (tmp_path / name).write_text("broken")
    (tmp_path / "good.coprod.toml").write_text(WHOLE)
    program = tmp_path / "bin" / "coprod"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m coprod "$@"\n')
    program.chmod(0o755)
    [step] = [step for step in ACTION["runs"]["steps"] if step.get("id") == "check"]

    def check(paths: str) -> tuple[int, str]:
        env = os.environ | {"COPROD_ARGUMENTS": "--so-far\n", "COPROD_PATHS": paths, "GITHUB_OUTPUT": os.devnull}
        env |= {"PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        ran = subprocess.run(shell, cwd=tmp_path, env=env, capture_output=True, text=True, check=False, timeout=60)
        return ran.returncode, ran.stderr

    assert check("good.coprod.toml\n") == (0, "")
    for name in ("-ogarden.coprod.toml", "-fgood.coprod.toml", "--strict"):
        code, err = check(f"good.coprod.toml\n{name}\n")
        assert code == 2
        assert err.startswith(f"{name}")
    assert not (tmp_path / "garden.coprod.toml").exists()


@pytest.mark.parametrize("name", ["-ogarden.coprod.toml", "-fgood.coprod.toml"])
def test_the_hook_stops_at_a_name_that_reads_as_an_option(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("broken")
    (tmp_path / "good.coprod.toml").write_text(WHOLE)
    assert re.search(HOOK["files"], name)
    # As pre-commit puts it together: the entry, the arguments of whoever uses the hook, and the names.
    words = [*HOOK["entry"].split(), "--so-far", "--format", "json"]
    program = [sys.executable, "-m", *words]

    def hook(*names: str) -> subprocess.CompletedProcess[str]:
        env = os.environ | {"PYTHONPATH": str(ROOT)}
        return subprocess.run(
            [*program, *names], cwd=tmp_path, env=env, capture_output=True, text=True, check=False, timeout=60
        )

    assert hook("good.coprod.toml").returncode == 0
    for names in ([name], ["good.coprod.toml", name]):
        ran = hook(*names)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert "reads as an option" in ran.stderr
    assert (tmp_path / name).read_text() == "broken"
    assert not (tmp_path / "garden.coprod.toml").exists()

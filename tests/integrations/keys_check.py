#!/usr/bin/env python3
"""Parses the YAML of the kits and of examples/ci and checks their keys, as the forges document them."""
import re
import sys
import yaml

faults = []


def check(holds, what):
    if not holds:
        faults.append(what)


def keys(where, mapping, allowed, needed=()):
    if not isinstance(mapping, dict):
        return check(False, f"{where} is no mapping")
    for key in mapping:
        check(key in allowed, f"{where}: `{key}` is no key of it")
    for key in needed:
        check(key in mapping, f"{where}: `{key}` is missing")


def load(path):
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(file)


def step(where, each, composite):
    allowed = {"name", "id", "if", "uses", "run", "shell", "with", "env", "working-directory", "continue-on-error"}
    keys(where, each, allowed)
    check(("run" in each) != ("uses" in each), f"{where}: either `run` or `uses`")
    check(not composite or "run" not in each or "shell" in each, f"{where}: `run` needs a `shell` in an action")
    # What strangers may choose must come as environment, never as text of a script.
    check("${{" not in each.get("run", ""), f"{where}: an expression is pasted into a script")


def action(path):
    # docs.github.com/actions/sharing-automations/creating-actions/metadata-syntax-for-github-actions
    document = load(path)
    keys(path, document, {"name", "author", "description", "inputs", "outputs", "runs", "branding"},
         ("name", "description", "runs"))
    for name, each in document["inputs"].items():
        keys(f"{path}: input {name}", each, {"description", "required", "default", "deprecationMessage"}, ("description",))
    for name, each in document["outputs"].items():
        keys(f"{path}: output {name}", each, {"description", "value"}, ("description", "value"))
    keys(f"{path}: runs", document["runs"], {"using", "steps"}, ("using", "steps"))
    check(document["runs"]["using"] == "composite", f"{path}: not composite")
    for index, each in enumerate(document["runs"]["steps"]):
        step(f"{path}: step {index}", each, True)
    text = open(path, encoding="utf-8").read()
    used = set(re.findall(r"inputs\.([a-z-]+)", text))
    check(used == set(document["inputs"]), f"{path}: inputs declared and used differ: {used ^ set(document['inputs'])}")
    ids = {each["id"] for each in document["runs"]["steps"] if "id" in each}
    check(set(re.findall(r"steps\.([a-z-]+)\.", text)) <= ids, f"{path}: an output of a step that is not there")


def workflow(path, inputs):
    document = load(path)
    # YAML 1.1 reads the key `on` as true.
    keys(path, document, {"name", True, "permissions", "jobs", "env", "concurrency"}, (True, "permissions", "jobs"))
    for name, job in document["jobs"].items():
        keys(f"{path}: job {name}", job, {"runs-on", "container", "steps", "permissions", "needs", "if", "env"},
             ("runs-on", "steps"))
        for index, each in enumerate(job["steps"]):
            step(f"{path}: step {index} of {name}", each, False)
            if "jurat/integrations/github@" in each.get("uses", ""):
                keys(f"{path}: with", each["with"], inputs, ("profiles",))


def gitlab(path):
    # docs.gitlab.com/ci/yaml
    allowed = {"stage", "variables", "rules", "script", "before_script", "artifacts", "image", "extends", "tags"}
    for name, job in load(path).items():
        if name == "include":
            for each in job:
                keys(f"{path}: include", each, {"project", "ref", "file", "local", "remote"}, ("file",))
            continue
        keys(f"{path}: {name}", job, allowed)
        for rule in job.get("rules", []):
            keys(f"{path}: rule of {name}", rule, {"if", "changes", "when"})
        if "artifacts" in job:
            keys(f"{path}: artifacts", job["artifacts"], {"when", "expire_in", "paths", "reports"})
            check(job["artifacts"]["when"] == "always", f"{path}: reports of a failure are wanted too")
            if name == ".jurat-rules":  # it writes a comment, and nothing that the forge reads
                continue
            keys(f"{path}: reports", job["artifacts"].get("reports"), {"codequality", "junit", "sast"}, ("codequality", "junit"))


def main():
    action("integrations/github/action.yml")
    for name in ("compliance", "rules"):
        workflow(f"examples/ci/.github/workflows/{name}.yml", set(load("integrations/github/action.yml")["inputs"]))
    gitlab("integrations/gitlab/jurat.gitlab-ci.yml")
    gitlab("examples/ci/.gitlab-ci.yml")
    hooks = load(".pre-commit-hooks.yaml")
    ids = {each["id"] for each in hooks}
    for each in hooks:
        keys(f"hook {each.get('id')}", each,
             {"id", "name", "description", "entry", "language", "files", "pass_filenames", "types"},
             ("id", "name", "entry", "language", "files"))
        re.compile(each["files"])
    for repository in load("examples/ci/.pre-commit-config.yaml")["repos"]:
        keys("examples/ci/.pre-commit-config.yaml", repository, {"repo", "rev", "hooks"}, ("repo", "rev", "hooks"))
        for each in repository["hooks"]:
            check(each["id"] in ids, f"examples/ci/.pre-commit-config.yaml: there is no hook {each['id']}")
    pipeline = open("integrations/jenkins/Jenkinsfile", encoding="utf-8").read()
    check(pipeline.count("{") == pipeline.count("}"), "Jenkinsfile: braces do not match")
    check(pipeline == open("examples/ci/Jenkinsfile", encoding="utf-8").read(), "the two Jenkinsfiles differ")
    for fault in faults:
        print(fault)
    print("the keys are right" if not faults else f"{len(faults)} wrong")
    return 1 if faults else 0


sys.exit(main())

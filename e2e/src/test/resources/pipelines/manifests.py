"""manifests.py KIND FILE: holds a file to what the cloud's own library knows of it, field by field.

cloud-run    a Service or Job, by Google's discovery document of run.googleapis.com v1
cloud-build  a Build, by that of cloudbuild.googleapis.com v1
ecs-task     by Amazon's model of RegisterTaskDefinition
ecs-service  by Amazon's model of CreateService
aci          a container group, by Microsoft's models of its management API
buildspec    by the keys of CodeBuild's reference; there is no published schema in a package
Prints what is wrong, one a line, and ends with 1.
"""

import importlib
import json
import re
import sys
from pathlib import Path

import yaml

# Google's JSON has these as strings; YAML may have them as numbers.
PLAIN = {"string": str, "integer": int, "boolean": bool, "number": (int, float)}


def google(service, root, tree):
    import googleapiclient

    folder = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"
    schemas = json.loads((folder / f"{service}.json").read_text())["schemas"]

    def walk(value, schema, at):
        if "$ref" in schema:
            schema = schemas[schema["$ref"]]
        kind = schema.get("type", "any")
        if kind == "object":
            if not isinstance(value, dict):
                yield f"{at}: write an object"
                return
            for key, inner in value.items():
                known = schema.get("properties", {}).get(key) or schema.get("additionalProperties")
                if known is None:
                    yield f"{at}.{key}: there is no such field"
                else:
                    yield from walk(inner, known, f"{at}.{key}")
        elif kind == "array":
            for number, inner in enumerate(value if isinstance(value, list) else []):
                yield from walk(inner, schema["items"], f"{at}[{number}]")
            if not isinstance(value, list):
                yield f"{at}: write a list"
        elif kind in PLAIN:
            if not isinstance(value, PLAIN[kind]) or (kind != "boolean" and isinstance(value, bool)):
                yield f"{at}: write {kind}"
            elif value not in schema.get("enum", [value]):
                yield f"{at}: write one of {', '.join(schema['enum'])}"

    errors = list(walk(tree, {"$ref": root}, ""))
    if service == "run.v1":
        errors += annotations(tree, schemas)
    return errors


def annotations(tree, schemas):
    """Cloud Run says in words where each annotation belongs."""
    text = schemas["ObjectMeta"]["properties"]["annotations"]["description"]
    places = dict(re.findall(r"\* `([^`]+)`: ([^*]*?)[.,]? ?(?=\*|$)", text))
    inner = "Revision" if tree["kind"] == "Service" else "Execution"
    for place, metadata in [(tree["kind"], tree["metadata"]), (inner, tree["spec"]["template"].get("metadata", {}))]:
        for name in metadata.get("annotations", {}):
            if place not in places.get(name, "") and places.get(name) != "All resources":
                yield f".metadata.annotations: {name} is not for a {place}, but for: {places.get(name, 'nothing')}"


def amazon(operation, tree):
    import botocore.session
    import botocore.validate

    shape = botocore.session.get_session().get_service_model("ecs").operation_model(operation).input_shape
    report = botocore.validate.ParamValidator().validate(tree, shape).generate_report()
    return report.splitlines()


def microsoft(tree):
    models = importlib.import_module("azure.mgmt.containerinstance.models")

    def walk(value, kind, at):
        if kind[0] in "[{":
            inner = value if kind[0] == "[" else list((value or {}).values())
            for number, one in enumerate(inner):
                yield from walk(one, kind[1:-1], f"{at}[{number}]")
            return
        model = getattr(models, kind, None)
        fields = getattr(model, "_attribute_map", None)
        if fields is None:
            python = {"str": str, "int": int, "float": (int, float), "bool": bool}.get(kind)
            if python and not isinstance(value, python):
                yield f"{at}: write {kind}"
            return
        keys = {field["key"]: field["type"] for field in fields.values()}
        flat = {}
        for key, inner in (value or {}).items():
            if key == "properties" and any(name.startswith("properties.") for name in keys):
                flat.update({f"properties.{name}": deep for name, deep in inner.items()})
            else:
                flat[key] = inner
        for key, inner in flat.items():
            if key not in keys:
                yield f"{at}.{key}: there is no such field"
            else:
                yield from walk(inner, keys[key], f"{at}.{key}")
        for name, rule in getattr(model, "_validation", {}).items():
            if rule.get("required") and fields[name]["key"] not in flat:
                yield f"{at}.{fields[name]['key']}: is missing"

    version = tree.pop("apiVersion", None)
    errors = [] if version == "2023-05-01" else [f".apiVersion: {version} is not the one that is checked"]
    return errors + list(walk(tree, "ContainerGroup", ""))


PHASE = {"run-as", "on-failure", "runtime-versions", "commands", "finally"}
BUILDSPEC = {
    "version": None,
    "run-as": None,
    "env": {"shell", "variables", "parameter-store", "exported-variables", "secrets-manager", "git-credential-helper"},
    "proxy": {"upload-artifacts", "logs"},
    "phases": {"install": PHASE, "pre_build": PHASE, "build": PHASE, "post_build": PHASE},
    "reports": None,
    "artifacts": {"files", "name", "discard-paths", "base-directory", "exclude-paths", "s3-prefix", "secondary-artifacts"},
    "cache": {"paths", "key", "fallback-keys", "action"},
}


def codebuild(value, known, at=""):
    for key, inner in value.items():
        if key not in known:
            yield f"{at}.{key}: there is no such field"
        elif isinstance(known, dict) and known[key]:
            yield from codebuild(inner, known[key], f"{at}.{key}")


def errors(kind, tree):
    match kind:
        case "cloud-run":
            return google("run.v1", tree["kind"], tree)
        case "cloud-build":
            return google("cloudbuild.v1", "Build", tree)
        case "ecs-task":
            return amazon("RegisterTaskDefinition", tree)
        case "ecs-service":
            return amazon("CreateService", tree)
        case "aci":
            return microsoft(tree)
        case "buildspec":
            return list(codebuild(tree, BUILDSPEC))


found = errors(sys.argv[1], yaml.safe_load(Path(sys.argv[2]).read_text()))
for error in found:
    print(error)
sys.exit(1 if found else 0)

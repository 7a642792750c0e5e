"""Commands on models."""

from __future__ import annotations

from typing import Annotated

import typer

from qdatool.cli.opening import AsJson, ProjectFile, open_to_read, open_to_write
from qdatool.cli.output import say_json, say_line
from qdatool.coding.branch_models import HIERARCHIES, draw_branch, draw_branches
from qdatool.coding.changes import Operation
from qdatool.coding.codes import CodeTree, find_code, load_codes
from qdatool.coding.model_check import Finding, check_model, is_complete
from qdatool.coding.models import Model, create_model, find_model, list_models, load_model
from qdatool.coding.role_templates import RoleTemplate
from qdatool.coding.roles import ModelKind
from qdatool.wording import interface_language, tr
from qdatool.wording.terms import finding_name, model_kind_name, role_title

ModelName = Annotated[str, typer.Option("--name", metavar="N", help="What the model is called.", show_default=False)]


def add_to(application: typer.Typer) -> None:
    """Add the commands to the program."""
    model = typer.Typer(no_args_is_help=True, help="Paradigm models, thematic networks, trees and free maps.")
    model.command("list")(model_list)
    model.command("new")(model_new)
    model.command("check")(model_check)
    application.add_typer(model, name="model")


def model_list(file: ProjectFile, as_json: AsJson = False) -> None:
    """List the models of a project."""
    with open_to_read(file) as project:
        models = list_models(project)
    if as_json:
        say_json(
            {
                "models": [
                    {
                        "name": model.title,
                        "kind": model.kind.value,
                        "codes": len({slot.code_id for slot in model.slots}),
                        "titles": dict(model.titles),
                        "captions": dict(model.captions),
                    }
                    for model in models
                ]
            }
        )
        return
    for model in models:
        say_line(f"{model.title}  {model_kind_name(model.kind, interface_language())}")


def model_new(
    file: ProjectFile,
    name: ModelName,
    kind: Annotated[ModelKind, typer.Option(help="What it is built as.", show_default=False)],
    roles: Annotated[
        RoleTemplate, typer.Option(help="By which roles a paradigm model is told.")
    ] = RoleTemplate.PARADIGM,
    from_levels: Annotated[bool, typer.Option("--from-levels", help="Fill it from code levels and roles.")] = False,
    code: Annotated[
        str | None, typer.Option(metavar="CODE", help="A network or tree of this code alone.", show_default=False)
    ] = None,
    each_branch: Annotated[
        bool, typer.Option("--each-branch", help="Beside a network or tree, one more for each of its branches.")
    ] = False,
) -> None:
    """Make a model."""
    if (code is not None or each_branch) and kind not in HIERARCHIES:
        raise typer.BadParameter(tr("Only networks and trees have branches."))
    with open_to_write(file) as project, project.change(Operation.CREATE_MODEL):
        if code is None:
            made = create_model(project, kind, name, template=roles, from_levels=from_levels)
        else:
            made = draw_branch(project, find_code(project, code).id, kind, name)
        parts = draw_branches(project, made) if each_branch else ()
        names = [load_model(project, each).title for each in (made, *parts)]
    for each in names:
        say_line(tr("The model {name} was made.", name=each))


def model_check(file: ProjectFile, name: ModelName, as_json: AsJson = False) -> None:
    """Say what is missing or unsupported in a model."""
    with open_to_read(file) as project:
        model = find_model(project, name)
        findings = check_model(project, model.id)
        tree = load_codes(project)
    if as_json:
        say_json(
            {"complete": is_complete(findings), "findings": [_described(finding, model, tree) for finding in findings]}
        )
        return
    for finding in findings:
        say_line(_sentence(finding, model))
    if is_complete(findings):
        say_line(tr("Nothing is missing in {name}.", name=name))


def _described(finding: Finding, model: Model, tree: CodeTree) -> dict[str, object]:
    return {
        "kind": finding.kind.value,
        "role": finding.role,
        "code": tree.path(finding.code_id) if finding.code_id is not None else None,
        "detail": _sentence(finding, model),
    }


def _sentence(finding: Finding, model: Model) -> str:
    language = interface_language()
    place = finding.detail or (role_title(model, finding.role, language) if finding.role else "")
    clause = finding_name(finding.kind, language)
    return f"{place}: {clause}" if place else clause

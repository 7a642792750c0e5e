"""The command that says which codes stand together."""

from __future__ import annotations

import math
from typing import Annotated

import typer

from qdatool.analysis.cooccurrence import CodePair, TogetherUnit, gather_cooccurrence, pairs_of_codes
from qdatool.cli.opening import AsJson, ProjectFile, open_to_read
from qdatool.cli.output import say_json, say_line
from qdatool.cli.plain_table import table_lines
from qdatool.wording import interface_language, localized_number, tr


def add_to(application: typer.Typer) -> None:
    """Add the command to the program."""
    application.command("co-occurrence")(co_occurrence)


def co_occurrence(
    file: ProjectFile,
    unit: Annotated[TogetherUnit, typer.Option(help="Where two codes must meet.")] = TogetherUnit.OVERLAP,
    level: Annotated[
        str | None, typer.Option(metavar="L", help="Count the codes of this level with all below them.")
    ] = None,
    coder: Annotated[str | None, typer.Option(metavar="NAME", help="Count this coder only; without it, all.")] = None,
    as_json: AsJson = False,
) -> None:
    """Say which codes stand together, how often, and how much they share."""
    with open_to_read(file) as project:
        data = gather_cooccurrence(project, unit, level, coder)
    pairs = pairs_of_codes(data, unit)
    if as_json:
        say_json(
            {"unit": unit.value, "level": level, "coder": coder, "pairs": [_pair_document(pair) for pair in pairs]}
        )
        return
    if not pairs:
        say_line(tr("No two codes stand together here."))
        return
    language = interface_language()
    rows = [[tr("First code"), tr("Second code"), "n₁", "n₂", "n₁₂", "c", tr("Jaccard"), tr("Of the rarer")]]
    rows += [_row(pair, language) for pair in sorted(pairs, key=lambda pair: -pair.c)]
    for line in table_lines(rows):
        say_line(line)
    if any(pair.is_far_apart for pair in pairs):
        say_line(tr("* One code is used more than five times as often as the other: c says little there."))


def _pair_document(pair: CodePair) -> dict[str, object]:
    return {
        "a": pair.a,
        "b": pair.b,
        "n_a": pair.n_a,
        "n_b": pair.n_b,
        "n_ab": pair.n_ab,
        "c": pair.c if math.isfinite(pair.c) else None,
        "jaccard": pair.jaccard,
        "of_smaller": pair.of_smaller,
        "far_apart": pair.is_far_apart,
    }


def _row(pair: CodePair, language: str) -> list[str]:
    counts = [localized_number(number, language) for number in (pair.n_a, pair.n_b, pair.n_ab)]
    shares = [localized_number(share, language, 3) for share in (pair.c, pair.jaccard, pair.of_smaller)]
    return [pair.a, pair.b, *counts, shares[0] + ("*" if pair.is_far_apart else ""), *shares[1:]]

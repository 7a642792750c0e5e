"""How far coders agree, per code and in all, on the units and in the universe that was asked for.

A code is present or absent in a unit: where codes overlap, one value per unit would be forced. ``measure_agreement``
is a pure function on the arrays that ``agreement_data`` gathers.
"""

from __future__ import annotations

from qdatool.analysis.agreement_data import AgreementData
from qdatool.analysis.agreement_result import Agreement, AgreementOptions, nothing_to_compare, without_value
from qdatool.analysis.bootstrap import draw_documents
from qdatool.analysis.coefficient import Reason
from qdatool.analysis.segment_agreement import match_segments, segment_agreement
from qdatool.analysis.unit_agreement import agreement_per_code, count_cells, pooled_agreement, units_per_document
from qdatool.analysis.units import Unit


def measure_agreement(data: AgreementData, options: AgreementOptions) -> Agreement:
    """Return the agreement of the sides of ``data``; what is undefined is None with its reason."""
    coders = tuple(side.label for side in data.sides)
    units = units_per_document(data)
    reason = nothing_to_compare(len(data.sides), len(data.documents), int(units.sum()))
    if reason is None and not data.codes:
        reason = Reason.NO_CODES
    if reason is not None:
        codes = tuple(without_value(code, 0, None, reason) for code in data.codes)
        return Agreement(coders, data.documents, codes, without_value("", 0, None, reason), (), reason)
    drawn = draw_documents(len(data.documents), options.seed, options.draws)
    if options.unit is Unit.SEGMENT:
        codes, overall = segment_agreement(match_segments(data, options.overlap), data.codes, drawn)
        return Agreement(coders, data.documents, codes, overall, (), None)
    cells = count_cells(data, options.universe)
    without_units = tuple(name for name, n in zip(data.documents, units.tolist(), strict=True) if not n)
    return Agreement(
        coders,
        data.documents,
        agreement_per_code(cells, data, options, drawn),
        pooled_agreement(cells, len(data.sides), drawn),
        without_units,
        None,
    )

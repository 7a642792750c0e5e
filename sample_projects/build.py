"""Build every sample project from its sources, to see that they can be built: ``python sample_projects/build.py out``.

The program builds them the same way when a user asks for one, so no built file is kept here.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from qdatool.errors import QdaError
from qdatool.importing.sample import build_from_sources, list_samples
from qdatool.wording.errors import sentence_for


def main(arguments: list[str]) -> int:
    """Build the samples into a folder, which is made if need be; files that are there are left alone."""
    if len(arguments) != 1:
        print("usage: python sample_projects/build.py FOLDER")
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for sample in list_samples():
        begun = time.perf_counter()
        target = folder / f"{sample.name}.qdatool"
        try:
            build_from_sources(sample, target).close()
        except QdaError as error:
            print(f"{sample.name}: {sentence_for(error, 'en')}")
            return 1
        print(f"{target}: {time.perf_counter() - begun:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

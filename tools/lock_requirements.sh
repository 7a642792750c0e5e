#!/usr/bin/env bash
# Writes requirements/run.txt and requirements/test.txt from pyproject.toml: exact versions, hashes of the files for all
# platforms, environment markers for every supported Python, and no index address, so that the machine's own pip
# settings decide where packages come from. Needs uv on the PATH. Arguments go to uv, e.g. --upgrade-package NAME;
# without any, versions that are already locked stay.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() {
    # One version of a package for all Pythons: what the tests prove on one is what runs on the others.
    uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --fork-strategy fewest \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-header "$@"
}

mkdir -p requirements
compile --output-file requirements/run.txt "$@"
# What runs in the tests is what runs for the user: the first lock binds the second.
compile --extra test --constraints requirements/run.txt --output-file requirements/test.txt "$@"

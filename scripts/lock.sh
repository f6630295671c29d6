#!/bin/sh
# Resolves every requirement anew. The files name packages and hashes, never where they came from.
set -eu
cd "$(dirname "$0")/../server"

lock() {
	output=$1
	shift
	../.venv/bin/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url \
		--python-version 3.11 --custom-compile-command "make lock" --output-file "$output" "$@"
}

lock requirements/run.txt --group pyproject.toml:build pyproject.toml
lock requirements/dev.txt --group pyproject.toml:dev pyproject.toml
lock requirements/node.txt --group pyproject.toml:node

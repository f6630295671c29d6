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

lock requirements/dev.txt --group pyproject.toml:dev pyproject.toml
# What runs is what was tested: the same versions, without the tools.
lock requirements/run.txt --constraint requirements/dev.txt --group pyproject.toml:build pyproject.toml
lock requirements/node.txt --group pyproject.toml:node

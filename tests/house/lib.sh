# What the house tests share: TAP lines, and the list of rooms.  Sourced, not run.
# ROOT is the tree to look at: the project, or one with a planted fault.
ROOT=${ROOT:-${SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}}
HOUSE=${HOUSE:-$(cd "$(dirname "$0")" && pwd)}
number=0

# say NAME FAULTS: passes when FAULTS is empty, else shows them.
say()
{
	number=$((number + 1))
	if [ -z "$2" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		printf '%s\n' "$2" | sed 's/^/# /'
	fi
}

# All C sources and headers of the program, addresses from the root.
sources()
{
	(cd "$ROOT" && find src feeds ui -name '*.[ch]' | LC_ALL=C sort)
}

# A copy of the program's sources in which a fault can be planted.
plant()
{
	planted=$(mktemp -d)
	(cd "$ROOT" && tar cf - --exclude='*.o' --exclude='*.a' src feeds ui Makefile.am) | (cd "$planted" && tar xf -)
}

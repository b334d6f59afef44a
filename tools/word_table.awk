# "KIND text" lines → a C table sorted by text, for bsearch().
# Usage: awk -f word_table.awk FILE… > table.inc     (run with LC_ALL=C)
/^#/ || NF < 2 { next }
{
	kind = toupper($1)
	text = $0
	sub(/^[a-z]+ /, "", text)
	if ((text in kinds) == 0) {
		kinds[text] = kind
		texts[++count] = text
	} else if (index(" " kinds[text] " ", " " kind " ") == 0) {
		kinds[text] = kinds[text] " " kind
	}
}
function sift(root, end,    child, held) {
	held = texts[root]
	for (; (child = 2 * root) <= end; root = child) {
		if (child < end && texts[child + 1] > texts[child])
			child++
		if (texts[child] <= held)
			break
		texts[root] = texts[child]
	}
	texts[root] = held
}
END {
	for (i = int(count / 2); i >= 1; i--)
		sift(i, count)
	for (i = count; i > 1; i--) {
		held = texts[1]; texts[1] = texts[i]; texts[i] = held
		sift(1, i - 1)
	}
	print "/* Made from feeds/words by tools/word_table.awk. */"
	for (i = 1; i <= count; i++) {
		gsub(/ /, " | ", kinds[texts[i]])
		printf "{\"%s\", %s},\n", texts[i], kinds[texts[i]]
	}
}

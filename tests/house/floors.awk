# Reads tests/house/rooms, then sources; prints each include that breaks a floor.
FNR == NR {
	if ($0 !~ /^#/ && NF >= 4) {
		folder[$2] = $3
		may[$2, $2] = 1
		for (i = 4; i <= NF; i++)
			may[$2, $i] = 1
	}
	next
}

# The longest folder that the address begins with names the room.
function room_of(address, name, best, length_of_best)
{
	best = ""
	length_of_best = 0
	for (name in folder)
		if (index(address, folder[name] "/") == 1 && length(folder[name]) > length_of_best) {
			best = name
			length_of_best = length(folder[name])
		}
	return best
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, part, "\"")
	if (part[2] == "config.h")
		next
	from = room_of(FILENAME)
	to = room_of(part[2])
	if (to == "")
		print FILENAME ":" FNR ": \"" part[2] "\" is no address from the root"
	else if (!((from, to) in may))
		print FILENAME ":" FNR ": " from " may not look into " to " (" part[2] ")"
}

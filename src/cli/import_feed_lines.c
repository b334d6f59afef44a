/* What `export feeds` prints (feed_lines.h). */
#include <string.h>

#include "src/base/words.h"
#include "src/cli/feed_lines.h"
#include "src/cli/import_lines.h"
#include "src/cli/import_list.h"

enum likeness { UNLIKE, MAYBE, SURELY };

/* Two blanks part an address from its title there.  newsboat's words are often quoted,
 * or begin with a tilde; a folder's line it does not have. */
static enum likeness likeness_of(struct foreign line)
{
	if (line.len == 0 || line.utf8[0] == '#')
		return MAYBE;
	if (line.utf8[0] == '[' && line.utf8[line.len - 1] == ']')
		return SURELY;
	const char *blank = memchr(line.utf8, ' ', line.len);
	size_t left = blank == NULL ? 0 : (size_t)(line.utf8 + line.len - blank);
	if (left == 0)
		return MAYBE;
	return left > 2 && blank[1] == ' ' && strchr(" \"~!<{[", blank[2]) == NULL ? MAYBE : UNLIKE;
}

bool import_is_feed_lines(struct foreign text)
{
	bool has_title = false;
	while (text.len > 0) {
		struct foreign line = foreign_trim(import_cut_line(&text));
		enum likeness likeness = likeness_of(line);
		if (likeness != MAYBE)
			return likeness == SURELY;
		has_title |= line.len > 0 && line.utf8[0] != '#' &&
			     memchr(line.utf8, ' ', line.len) != NULL;
	}
	return has_title;
}

bool import_feed_lines(struct import_list *list, struct foreign text, struct error *error)
{
	struct feed_lines lines = {0};
	bool is_good = feed_lines_read(&lines, list->arena, text, error);
	/* "[1, 2]" looks like the line of a folder. */
	if (is_good && lines.count == 0)
		return error_set(error, ERROR_FORMAT, "%s", _(import_no_list));
	for (size_t i = 0; is_good && i < lines.count; i++) {
		const struct feed_line *line = &lines.items[i];
		size_t count = list->count;
		import_list_add(list,
			(struct new_feed){
				.url = line->url, .title = line->title, .folder = line->folder},
			line->url);
		if (list->count == count)
			continue;
		list->feeds[count].user = line->user;
		list->feeds[count].password = line->password;
	}
	return is_good;
}

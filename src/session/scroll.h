/* Where a window of lines stands over a longer list. */
#ifndef STEPPE_SESSION_SCROLL_H
#define STEPPE_SESSION_SCROLL_H

#include <stddef.h>

static inline size_t scroll_clamp(size_t index, size_t count)
{
	return index < count ? index : count > 0 ? count - 1 : 0;
}

/* The first visible row, moved no more than `selected` needs to be in sight with
 * `margin` rows around it. */
static inline size_t scroll_top(
	size_t top, size_t selected, size_t count, size_t height, size_t margin)
{
	if (height == 0 || count <= height)
		return 0;
	if (margin > (height - 1) / 2)
		margin = (height - 1) / 2;
	if (selected < top + margin)
		top = selected > margin ? selected - margin : 0;
	if (selected + margin >= top + height)
		top = selected + margin + 1 - height;
	return top > count - height ? count - height : top;
}

#endif

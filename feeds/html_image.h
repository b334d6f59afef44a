/* Where the picture of an <img> really is: sites that load late put it into
 * data-src, srcset, <picture> or <noscript> and a placeholder into src. */
#ifndef STEPPE_FEEDS_HTML_IMAGE_H
#define STEPPE_FEEDS_HTML_IMAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "feeds/html.h"
#include "src/base/arena.h"
#include "src/base/text.h"

/* Absolute; empty when there is none, or it is a counting pixel. */
struct foreign html_image_url(
	struct arena *arena, const struct html_node *image, struct foreign base_url);

/* Width or height in pixels as the page says, 0 when it does not. */
int32_t html_image_size(const struct html_node *image, const char *name);

/* True when <noscript> repeats a picture that stands beside it, or holds no picture at all. */
bool html_noscript_is_idle(const struct html_node *noscript);

#endif

#include "feeds/html_image.h"

#include <string.h>
#include <strings.h>

#include "src/base/url.h"

/* In the order of trust: what a lazy loader would put into src. */
static const char *const lazy_addresses[] = {
	"data-src",
	"data-lazy-src",
	"data-original",
	"data-original-src",
	"data-lazy",
	"data-image-src",
	"data-hi-res-src",
	"data-full-src",
	"data-url",
	"data-img-src",
};

static const char *const lazy_sets[] = {"data-srcset", "data-lazy-srcset", "srcset"};

static const char *const placeholders[] = {
	"placeholder",
	"spacer",
	"blank.",
	"transparent.",
	"1x1",
	"pixel.",
	"lazy.",
	"loading.",
	"grey.",
};

static bool is_usable(struct foreign address)
{
	return address.len > 0 &&
	       strncasecmp(address.utf8, "data:", address.len < 5 ? address.len : 5) != 0;
}

static bool is_placeholder(struct foreign address)
{
	const char *slash = memrchr(address.utf8, '/', address.len);
	struct foreign name = address;
	if (slash) {
		name.len = (size_t)(address.utf8 + address.len - slash - 1);
		name.utf8 = slash + 1;
	}
	for (size_t i = 0; i < sizeof placeholders / sizeof placeholders[0]; i++)
		if (foreign_holds(name, placeholders[i]))
			return true;
	return false;
}

/* "data-src" may hold anything; what ends like a picture is one. */
static bool is_picture_name(struct foreign address)
{
	static const char *const ends[] = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"};
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		if (foreign_holds(address, ends[i]))
			return true;
	return false;
}

static bool is_blank(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* One candidate of a srcset, "b.jpg 640w": its address, and its size or density. */
static const char *read_candidate(
	struct foreign *url, double *size, const char *at, const char *end)
{
	while (at < end && (is_blank(*at) || *at == ','))
		at++;
	url->utf8 = at;
	while (at < end && !is_blank(*at))
		at++;
	url->len = (size_t)(at - url->utf8);
	*size = 0;
	if (url->len > 0 && url->utf8[url->len - 1] == ',') {
		url->len--;
		return at;
	}
	for (; at < end && *at != ','; at++)
		if (*at >= '0' && *at <= '9')
			*size = *size * 10 + (*at - '0');
	return at;
}

static struct foreign largest_of_set(struct foreign set)
{
	struct foreign largest = {"", 0};
	double largest_size = -1;
	const char *at = set.utf8, *end = set.utf8 + set.len;
	while (at < end) {
		struct foreign url;
		double size;
		at = read_candidate(&url, &size, at, end);
		if (is_usable(url) && size > largest_size) {
			largest = url;
			largest_size = size;
		}
	}
	return largest;
}

static struct foreign named_lazy_address(const struct html_node *node)
{
	for (size_t i = 0; i < sizeof lazy_addresses / sizeof lazy_addresses[0]; i++) {
		struct foreign address = html_attribute(node, lazy_addresses[i]);
		if (is_usable(address) && !is_blank(address.utf8[0]))
			return address;
	}
	return (struct foreign){"", 0};
}

static struct foreign lazy_address(const struct html_node *node)
{
	struct foreign named = named_lazy_address(node);
	if (named.len > 0)
		return named;
	for (size_t i = 0; i < sizeof lazy_sets / sizeof lazy_sets[0]; i++) {
		struct foreign address = largest_of_set(html_attribute(node, lazy_sets[i]));
		if (address.len > 0)
			return address;
	}
	return (struct foreign){"", 0};
}

static struct foreign picture_address(const struct html_node *image)
{
	const struct html_node *picture = image->parent;
	if (!picture || picture->tag != HTML_PICTURE)
		return (struct foreign){"", 0};
	for (const struct html_node *one = picture + 1; one < picture->end; one = one->end) {
		struct foreign address =
			one->tag == HTML_SOURCE ? lazy_address(one) : (struct foreign){"", 0};
		if (address.len > 0)
			return address;
	}
	return (struct foreign){"", 0};
}

int32_t html_image_size(const struct html_node *image, const char *name)
{
	struct foreign value = html_attribute(image, name);
	int32_t size = 0;
	for (size_t i = 0; i < value.len && i < 5; i++) {
		if (value.utf8[i] == '%')
			return 0;
		if (value.utf8[i] < '0' || value.utf8[i] > '9')
			break;
		size = size * 10 + (value.utf8[i] - '0');
	}
	return size;
}

static bool is_counting_pixel(const struct html_node *image)
{
	int32_t width = html_image_size(image, "width"), height = html_image_size(image, "height");
	return width == 1 || height == 1 ||
	       (html_attribute(image, "width").len == 1 &&
		       html_attribute(image, "width").utf8[0] == '0');
}

/* The picture that stands behind this one for those who run no scripts. */
static const struct html_node *picture_without_scripts(const struct html_node *image)
{
	const struct html_node *around = image->parent, *next = image->end;
	while (around && next < around->end && next->tag == HTML_TEXT &&
		foreign_trim(next->text).len == 0)
		next = next->end;
	bool is_there = around && next < around->end && next->tag == HTML_NOSCRIPT;
	return is_there ? html_find(next, HTML_IMG) : NULL;
}

static struct foreign raw_address(const struct html_node *image)
{
	const struct html_node *plain = picture_without_scripts(image);
	struct foreign shown = plain ? foreign_trim(html_attribute(plain, "src")) : FOREIGN("");
	if (is_usable(shown) && !is_placeholder(shown))
		return shown;
	struct foreign source = foreign_trim(html_attribute(image, "src"));
	struct foreign named = named_lazy_address(image);
	if (is_picture_name(named))
		return named;
	if (is_usable(source) && !is_placeholder(source))
		return source;
	struct foreign lazy = lazy_address(image);
	if (lazy.len == 0)
		lazy = picture_address(image);
	if (lazy.len > 0)
		return lazy;
	return is_usable(source) ? source : (struct foreign){"", 0};
}

struct foreign html_image_url(
	struct arena *arena, const struct html_node *image, struct foreign base_url)
{
	struct foreign address = raw_address(image);
	if (address.len == 0 || is_counting_pixel(image))
		return (struct foreign){"", 0};
	return url_resolve(arena, base_url, address);
}

bool html_noscript_is_idle(const struct html_node *noscript)
{
	const struct html_node *inner = html_find(noscript, HTML_IMG);
	if (!inner || !noscript->parent)
		return true;
	const struct html_node *before = NULL;
	for (const struct html_node *one = noscript->parent + 1; one < noscript; one = one->end)
		if (one->tag != HTML_TEXT)
			before = one;
	const struct html_node *image = before ? html_find(before, HTML_IMG) : NULL;
	if (!image)
		return false;
	struct foreign address = raw_address(image);
	return address.len > 0 && !is_placeholder(address);
}

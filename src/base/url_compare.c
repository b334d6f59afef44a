/* Which host belongs to whom. */
#include <string.h>
#include <strings.h>

#include "src/base/url.h"

/* Suffixes of two parts under which people register names. */
static const char *const second_level[] = {"ac", "co", "com", "edu", "gov", "gob", "go", "gouv",
	"govt", "id", "info", "ltd", "me", "mil", "msk", "ne", "net", "nhs", "nic", "nom", "or",
	"org", "plc", "police", "sch", "spb", "web"};

/* Each page of these hosts belongs to someone else. */
static const char *const shared_hosts[] = {"blogspot.com", "github.io", "gitlab.io",
	"wordpress.com", "livejournal.com", "tumblr.com", "substack.com", "medium.com",
	"neocities.org", "netlify.app", "vercel.app", "pages.dev", "herokuapp.com", "bearblog.dev",
	"micro.blog", "typepad.com", "dreamwidth.org"};

static bool is_in(const char *const *list, size_t count, struct foreign text)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(list[i]) == text.len && strncasecmp(list[i], text.utf8, text.len) == 0)
			return true;
	return false;
}

static bool is_address(struct foreign host)
{
	if (host.len == 0 || memchr(host.utf8, ':', host.len))
		return true;
	for (size_t i = 0; i < host.len; i++)
		if (host.utf8[i] != '.' && (host.utf8[i] < '0' || host.utf8[i] > '9'))
			return false;
	return true;
}

/* The last `count` labels of `host`. */
static struct foreign last_labels(struct foreign host, int count)
{
	size_t start = host.len;
	while (start > 0 && (host.utf8[start - 1] != '.' || --count > 0))
		start--;
	return (struct foreign){host.utf8 + start, host.len - start};
}

struct foreign url_registrable_domain(struct foreign host)
{
	while (host.len > 0 && host.utf8[host.len - 1] == '.')
		host.len--;
	if (is_address(host))
		return host;
	struct foreign two = last_labels(host, 2);
	struct foreign top = last_labels(two, 1);
	struct foreign second = {two.utf8, two.len > top.len ? two.len - top.len - 1 : 0};
	bool is_suffix =
		(top.len == 2 &&
			is_in(second_level, sizeof second_level / sizeof *second_level, second)) ||
		is_in(shared_hosts, sizeof shared_hosts / sizeof *shared_hosts, two);
	return is_suffix ? last_labels(host, 3) : two;
}

#include "feeds/fetch_proxy.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *environment(const char *lower, const char *upper)
{
	const char *value = getenv(lower);
	if ((!value || !*value) && upper)
		value = getenv(upper);
	return value ? value : "";
}

/* `name` is "example.org", ".example.org" or "*": that host and all below it. */
static bool covers(const char *name, size_t len, struct foreign host)
{
	if (len == 1 && *name == '*')
		return true;
	if (len > 0 && *name == '.') {
		name++;
		len--;
	}
	if (len == 0 || len > host.len || strncasecmp(host.utf8 + host.len - len, name, len) != 0)
		return false;
	return host.len == len || host.utf8[host.len - len - 1] == '.';
}

static bool is_excepted(struct foreign host)
{
	const char *names = environment("no_proxy", "NO_PROXY");
	while (*names) {
		names += strspn(names, ", ");
		size_t len = strcspn(names, ", ");
		if (covers(names, len, host))
			return true;
		names += len;
	}
	return false;
}

const char *proxy_for(const struct url *url, const char *wanted)
{
	if (wanted && strcmp(wanted, "none") == 0)
		return "";
	if (wanted && *wanted)
		return wanted;
	if (is_excepted(url->host))
		return "";
	/* HTTP_PROXY is left out: a CGI server may have made it from a "Proxy:" header. */
	const char *proxy = url->is_https ? environment("https_proxy", "HTTPS_PROXY")
					  : environment("http_proxy", NULL);
	return *proxy ? proxy : environment("all_proxy", "ALL_PROXY");
}

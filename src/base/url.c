#include "src/base/url.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

static struct foreign part(struct arena *arena, CURLU *handle, CURLUPart which, unsigned flags)
{
	char *value = NULL;
	if (curl_url_get(handle, which, &value, flags) != CURLUE_OK)
		return (struct foreign){"", 0};
	struct foreign text = {arena_copy(arena, value, strlen(value)), strlen(value)};
	curl_free(value);
	return text;
}

bool url_parse(struct url *url, struct arena *arena, struct foreign text, struct error *error)
{
	*url = (struct url){0};
	text = foreign_trim(text);
	CURLU *handle = curl_url();
	CURLUcode code = curl_url_set(handle, CURLUPART_URL, foreign_string(arena, text),
		CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME);
	struct foreign scheme = part(arena, handle, CURLUPART_SCHEME, 0);
	url->is_https = foreign_equal(scheme, FOREIGN("https"));
	if (code != CURLUE_OK || !(url->is_https || foreign_equal(scheme, FOREIGN("http")))) {
		curl_url_cleanup(handle);
		return error_set(error, ERROR_REFUSED, "%.*s is not a web address (http or https)",
			(int)(text.len < 100 ? text.len : 100), text.utf8);
	}
	url->user = part(arena, handle, CURLUPART_USER, CURLU_URLDECODE);
	url->password = part(arena, handle, CURLUPART_PASSWORD, CURLU_URLDECODE);
	curl_url_set(handle, CURLUPART_USER, NULL, 0);
	curl_url_set(handle, CURLUPART_PASSWORD, NULL, 0);
	url->host = part(arena, handle, CURLUPART_HOST, 0);
	url->port = atoi(part(arena, handle, CURLUPART_PORT, CURLU_DEFAULT_PORT).utf8);
	url->text = part(arena, handle, CURLUPART_URL, 0);
	curl_url_cleanup(handle);
	return true;
}

bool url_parse_typed(struct url *url, struct arena *arena, struct foreign text, struct error *error)
{
	text = foreign_trim(text);
	if (text.len > 0 && !memmem(text.utf8, text.len, "://", 3)) {
		const char *whole = arena_printf(arena, "https://%.*s", (int)text.len, text.utf8);
		text = (struct foreign){whole, strlen(whole)};
	}
	return url_parse(url, arena, text, error);
}

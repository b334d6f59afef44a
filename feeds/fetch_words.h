/* [curl] What went wrong with a transfer, in one sentence for people each. */
#ifndef STEPPE_FEEDS_FETCH_WORDS_H
#define STEPPE_FEEDS_FETCH_WORDS_H

#include "feeds/response.h"
#include "src/base/curl.h"

/* `detail` is curl's own text (CURLOPT_ERRORBUFFER), used where no sentence of
 * ours fits.  Always false. */
bool transfer_failed(struct error *error, CURL *easy, CURLcode code, const char *detail,
	const struct fetch_settings *settings);
/* Was it the proxy, and not the server behind it?  Then `error` says what. */
bool transfer_failed_at_proxy(struct error *error, CURL *easy, CURLcode code);

#endif

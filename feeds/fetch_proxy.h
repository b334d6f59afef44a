/* Through which proxy a request goes, decided here and not inside libcurl,
 * because the address check must know whether it sees the server or the proxy. */
#ifndef STEPPE_FEEDS_FETCH_PROXY_H
#define STEPPE_FEEDS_FETCH_PROXY_H

#include "src/base/url.h"

/* "" = direct.  `wanted` is the request's or the settings' word ("none" =
 * direct, NULL or "" = ask the environment: http_proxy, https_proxy,
 * all_proxy, no_proxy in lower case, and all but HTTP_PROXY in upper case). */
const char *proxy_for(const struct url *url, const char *wanted);

#endif

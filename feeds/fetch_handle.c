/* [curl] What is set on an easy handle: once for all requests, and for one hop. */
#include "feeds/fetch_transfer.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "feeds/fetch_proxy.h"
#include "src/base/clock.h"

static const char ACCEPT_FEEDS[] =
	"Accept: application/atom+xml, application/rss+xml, application/feed+json, "
	"application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.5, */*;q=0.1";

static int limit_or(int wanted, int limit)
{
	return wanted > 0 && wanted < limit ? wanted : limit;
}

static void fill_settings(struct fetch_settings *settings)
{
	settings->user_agent = settings->user_agent ? settings->user_agent : "Steppe";
	settings->transfers_limit = limit_or(settings->transfers_limit, FETCH_TRANSFERS_LIMIT);
	settings->host_limit = limit_or(settings->host_limit, FETCH_HOST_LIMIT);
	settings->connect_seconds = limit_or(settings->connect_seconds, FETCH_CONNECT_SECONDS);
	settings->silence_seconds = limit_or(settings->silence_seconds, FETCH_SILENCE_SECONDS);
	settings->total_seconds = limit_or(settings->total_seconds, FETCH_SECONDS);
	if (settings->body_limit == 0 || settings->body_limit > FETCH_BODY_LIMIT)
		settings->body_limit = FETCH_BODY_LIMIT;
}

static CURLSH *share_new(void)
{
	CURLSH *share = curl_share_init();
	if (!share)
		return NULL;
	curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
	curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
#if LIBCURL_VERSION_NUM >= 0x075800
	curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_HSTS);
#endif
	return share;
}

bool transfer_world_init(struct transfer_world *world, const struct fetch_settings *settings)
{
	world->settings = *settings;
	fill_settings(&world->settings);
	world->plain_headers = curl_slist_append(NULL, ACCEPT_FEEDS);
	world->share = share_new();
	return world->plain_headers && world->share;
}

void transfer_world_done(struct transfer_world *world)
{
	curl_share_cleanup(world->share);
	curl_slist_free_all(world->plain_headers);
}

enum { READ_SIZE = 4096 };

static bool is_readable(const char *path)
{
	return path && access(path, R_OK) == 0;
}

/* Whom to trust: as OpenSSL's own tools take it from the environment.  libcurl keeps a file
 * in memory for all connections, but with a folder beside it reads both anew for each, 20 ms
 * long.  So it gets a folder only when one is wanted that the system's own file, made of the
 * system's own folder, does not stand for. */
static void set_authorities(CURL *easy, const struct fetch_settings *settings)
{
	const char *file = settings->ca_file ? settings->ca_file : getenv("SSL_CERT_FILE");
	const char *folder = settings->ca_file ? NULL : getenv("SSL_CERT_DIR");
	const char *own_file = NULL, *own_folder = NULL;
	curl_easy_getinfo(easy, CURLINFO_CAINFO, &own_file);
	curl_easy_getinfo(easy, CURLINFO_CAPATH, &own_folder);
	bool has_file = file && *file, has_folder = folder && *folder;
	bool is_all_in_file = is_readable(own_file) && (!has_file || strcmp(file, own_file) == 0);
	if (has_folder && is_all_in_file && own_folder && strcmp(folder, own_folder) == 0)
		has_folder = false;
	else if (has_folder && !has_file)
		curl_easy_setopt(easy, CURLOPT_CAINFO, NULL);
	if (has_file)
		curl_easy_setopt(easy, CURLOPT_CAINFO, file);
	if (has_folder || has_file || is_all_in_file)
		curl_easy_setopt(easy, CURLOPT_CAPATH, has_folder ? folder : NULL);
}

CURL *transfer_handle_new(struct transfer_world *world)
{
	const struct fetch_settings *settings = &world->settings;
	CURL *easy = curl_easy_init();
	if (!easy)
		return NULL;
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, settings->user_agent);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
	curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
	set_authorities(easy, settings);
	curl_easy_setopt(easy, CURLOPT_HSTS_CTRL, (long)CURLHSTS_ENABLE);
	curl_easy_setopt(easy, CURLOPT_SHARE, world->share);
	/* What is read of an answer before it can be told to wait: libcurl keeps it unpacked. */
	curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, (long)READ_SIZE);
	curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
	curl_easy_setopt(easy, CURLOPT_MAXLIFETIME_CONN, 3600L);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)settings->connect_seconds);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)settings->silence_seconds);
	curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)settings->body_limit);
	curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
	transfer_listen(easy);
	return easy;
}

static struct curl_slist *add_line(
	struct curl_slist *lines, const char *name, const char *value, size_t len)
{
	struct buffer line = {0};
	/* A line break inside would smuggle in a header of its own. */
	if (len > 0 && !memchr(value, '\n', len) && !memchr(value, '\r', len)) {
		buffer_append_string(&line, name);
		buffer_append(&line, value, len);
		lines = curl_slist_append(lines, line.data);
	}
	buffer_done(&line);
	return lines;
}

static struct curl_slist *header_lines(const struct transfer *transfer)
{
	const struct request *request = &transfer->request;
	bool has_own = request->headers_count > 0 && !transfer->has_crossed_host;
	bool has_validators = request->etag.len + request->last_modified.len > 0 &&
			      transfer_is_same_site(&transfer->validators, &transfer->url);
	if (!has_own && !has_validators && request->accept.len == 0)
		return NULL;
	struct curl_slist *lines = NULL;
	if (request->accept.len > 0)
		lines = add_line(lines, "Accept: ", request->accept.utf8, request->accept.len);
	else
		lines = curl_slist_append(lines, transfer->world->plain_headers->data);
	if (has_validators) {
		lines = add_line(lines, "If-None-Match: ", request->etag.data, request->etag.len);
		lines = add_line(lines, "If-Modified-Since: ", request->last_modified.data,
			request->last_modified.len);
	}
	for (size_t i = 0; has_own && i < request->headers_count; i++)
		lines = add_line(lines, "", request->headers[i].utf8, request->headers[i].len);
	return lines;
}

bool transfer_has_credentials(const struct transfer *transfer)
{
	return transfer->request.user.len > 0 && !transfer->has_crossed_host;
}

/* Where anybody can listen, rather ask the server once more than say it aloud. */
static long authentication(const struct transfer *transfer)
{
	if (transfer->is_digest)
		return (long)CURLAUTH_DIGEST;
	return (long)(transfer->url.is_https ? CURLAUTH_BASIC : CURLAUTH_BASIC | CURLAUTH_DIGEST);
}

static void set_credentials(const struct transfer *transfer)
{
	bool has_any = transfer_has_credentials(transfer);
	curl_easy_setopt(
		transfer->easy, CURLOPT_USERNAME, has_any ? transfer->request.user.utf8 : NULL);
	curl_easy_setopt(
		transfer->easy, CURLOPT_PASSWORD, has_any ? transfer->request.password.utf8 : NULL);
	curl_easy_setopt(transfer->easy, CURLOPT_HTTPAUTH, authentication(transfer));
}

long transfer_milliseconds_left(const struct transfer *transfer)
{
	int64_t left = transfer->world->settings.total_seconds * INT64_C(1000) -
		       (clock_monotonic_ms() - transfer->started_ms);
	return left < 1000 ? 1000 : (long)left;
}

void transfer_prepare(struct transfer *transfer)
{
	CURL *easy = transfer->easy;
	const char *wanted = transfer->world->settings.proxy;
	const char *proxy = proxy_for(&transfer->url,
		transfer->request.proxy.len > 0 ? transfer->request.proxy.utf8 : wanted);
	transfer->is_proxied = *proxy != '\0';
	int64_t now_ms = clock_monotonic_ms();
	/* What a later hop waited for its turn was not the server's time. */
	transfer->started_ms = transfer->started_ms == 0
				       ? now_ms
				       : transfer->started_ms + now_ms - transfer->queued_ms;
	transfer->hop_ms = now_ms;
	transfer->stop = STOP_NONE;
	transfer->unwanted_bytes = 0;
	if (!transfer->detail)
		transfer->detail = arena_alloc(transfer->response->arena, CURL_ERROR_SIZE);
	transfer->detail[0] = '\0';
	answer_headers_clear(&transfer->headers);
	curl_slist_free_all(transfer->header_lines);
	transfer->header_lines = header_lines(transfer);
	curl_easy_setopt(easy, CURLOPT_URL, transfer->url.text.utf8);
	curl_easy_setopt(easy, CURLOPT_PROXY, proxy);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER,
		transfer->header_lines ? transfer->header_lines : transfer->world->plain_headers);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, transfer_milliseconds_left(transfer));
	/* Over TLS the second request of a host waits to see whether it can ride along. */
	curl_easy_setopt(easy, CURLOPT_PIPEWAIT, (long)transfer->url.is_https);
	transfer->is_asked = false;
	curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_PREREQDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->detail);
	set_credentials(transfer);
}

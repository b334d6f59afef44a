#include "feeds/fetch_transfer.h"

#include <string.h>
#include <sys/socket.h>

#include "feeds/fetch_address.h"
#include "feeds/fetch_words.h"
#include "src/base/clock.h"
#include "src/base/words.h"

/* A body nobody wants (of a redirect, of a 404) is read up to here, so that the
 * connection can be used again, and then cut off. */
enum { UNWANTED_LIMIT = 64 << 10 };

static struct bytes copy_bytes(struct arena *arena, struct bytes bytes)
{
	return (struct bytes){arena_copy(arena, bytes.data, bytes.len), bytes.len};
}

static struct request copy_request(struct arena *arena, const struct request *request)
{
	struct request copy = *request;
	copy.url = foreign_copy(arena, request->url);
	copy.etag = copy_bytes(arena, request->etag);
	copy.last_modified = copy_bytes(arena, request->last_modified);
	copy.validators_url = foreign_copy(arena, request->validators_url);
	copy.accept = foreign_copy(arena, request->accept);
	copy.user = foreign_copy(arena, request->user);
	copy.password = foreign_copy(arena, request->password);
	copy.proxy = foreign_copy(arena, request->proxy);
	struct foreign *headers = arena_array(arena, request->headers_count, sizeof *headers);
	for (size_t i = 0; i < request->headers_count; i++)
		headers[i] = foreign_copy(arena, request->headers[i]);
	copy.headers = headers;
	return copy;
}

struct transfer *transfer_new(
	struct transfer_world *world, const struct request *request, struct error *error)
{
	struct arena *arena = arena_new();
	/* In this order they fit the arena's first two blocks: a thousand may be waiting. */
	struct response *response = arena_alloc(arena, sizeof *response);
	struct transfer *transfer = arena_alloc(arena, sizeof *transfer);
	transfer->world = world;
	transfer->response = response;
	transfer->request = copy_request(arena, request);
	transfer->may_be_private = request->origin != FETCH_FROM_DOCUMENT;
	response->id = request->id;
	response->arena = arena;
	response->url = response->final_url = transfer->request.url;
	response->hints = (struct response_hints){-1, -1, 0};
	if (!url_parse(&transfer->url, arena, request->url, error)) {
		arena_free(arena);
		return NULL;
	}
	transfer->validators = transfer->url;
	if (request->validators_url.len > 0)
		url_parse(&transfer->validators, arena, request->validators_url, NULL);
	return transfer;
}

/* ---- what libcurl asks us while it works ---- */

static size_t take_header(char *data, size_t size, size_t count, void *context)
{
	struct transfer *transfer = context;
	answer_headers_line(&transfer->headers, transfer->response->arena,
		(struct bytes){data, size * count}, clock_now());
	return size * count;
}

static size_t take_body(char *data, size_t size, size_t count, void *context)
{
	struct transfer *transfer = context;
	size_t len = size * count;
	if (transfer->headers.status >= 300) {
		transfer->unwanted_bytes += len;
		return transfer->unwanted_bytes > UNWANTED_LIMIT ? 0 : len;
	}
	if (transfer->response->body.len + len > transfer->world->settings.body_limit) {
		transfer->stop = STOP_TOO_LARGE;
		return 0;
	}
	if (!room_admit(transfer, len)) {
		room_stop_clock(transfer);
		return CURL_WRITEFUNC_PAUSE;
	}
	room_append(transfer, (struct bytes){data, len});
	return len;
}

static bool is_allowed(const struct transfer *transfer, bool is_public)
{
	return is_public || transfer->may_be_private || transfer->is_proxied;
}

static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct transfer *transfer = context;
	(void)purpose;
	if (!is_allowed(transfer, address_is_public(&address->addr))) {
		transfer->stop = STOP_PRIVATE_ADDRESS;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* A connection that is used again was not opened for this request: look once more. */
static int before_request(void *context, char *server, char *local, int server_port, int local_port)
{
	struct transfer *transfer = context;
	(void)local, (void)server_port, (void)local_port;
	transfer->is_asked = true;
	bool is_public = address_text_is_public(server);
	transfer->response->from_private_address = !is_public && !transfer->is_proxied;
	if (is_allowed(transfer, is_public))
		return CURL_PREREQFUNC_OK;
	transfer->stop = STOP_PRIVATE_ADDRESS;
	return CURL_PREREQFUNC_ABORT;
}

void transfer_listen(CURL *easy)
{
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, before_request);
}

/* ---- redirects ---- */

static bool is_permanent(int status)
{
	return status == 301 || status == 308;
}

static bool is_redirect(const struct answer_headers *headers)
{
	int status = headers->status;
	return headers->location.len > 0 &&
	       (is_permanent(status) || status == 302 || status == 303 || status == 307);
}

static bool resolve_location(struct url *next, const struct transfer *transfer, struct error *error)
{
	CURLU *handle = curl_url();
	char *whole = NULL;
	bool is_read =
		curl_url_set(handle, CURLUPART_URL, transfer->url.text.utf8, 0) == CURLUE_OK &&
		curl_url_set(handle, CURLUPART_URL, transfer->headers.location.data,
			CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK &&
		curl_url_get(handle, CURLUPART_URL, &whole, 0) == CURLUE_OK;
	curl_url_cleanup(handle);
	struct foreign text = foreign_from_bytes(
		transfer->response->arena, (struct bytes){whole, whole ? strlen(whole) : 0});
	is_read = is_read && url_parse(next, transfer->response->arena, text, NULL);
	curl_free(whole);
	return is_read || error_set(error, ERROR_REFUSED, "%s",
				  _("the server redirects to what is not a web address"));
}

bool transfer_is_same_site(const struct url *from, const struct url *to)
{
	bool is_upgrade = !from->is_https && to->is_https && from->port == 80 && to->port == 443;
	return foreign_equal(from->host, to->host) && (from->port == to->port || is_upgrade);
}

static bool follow(struct transfer *transfer, struct error *error)
{
	struct url next;
	if (!resolve_location(&next, transfer, error))
		return false;
	if (transfer->url.is_https && !next.is_https)
		return error_set(error, ERROR_REFUSED, "%s",
			_("the server redirects from https to http, which is not safe"));
	if (++transfer->response->redirects > FETCH_REDIRECTS_LIMIT)
		return error_set(error, ERROR_REFUSED, _("the server redirects more than %d times"),
			FETCH_REDIRECTS_LIMIT);
	transfer->has_temporary_hop |= !is_permanent(transfer->headers.status);
	transfer->has_crossed_host |= !transfer_is_same_site(&transfer->url, &next);
	/* What is public does not lead into the reader's own network. */
	transfer->may_be_private &= transfer->response->from_private_address;
	transfer->url = next;
	return true;
}

static bool tries_digest(struct transfer *transfer)
{
	const struct answer_headers *headers = &transfer->headers;
	if (headers->status != 401 || !headers->offers_digest || transfer->is_digest ||
		!transfer->url.is_https || !transfer_has_credentials(transfer))
		return false;
	transfer->is_digest = true;
	return true;
}

/* ---- the end ---- */

static bool is_elsewhere(const struct transfer *transfer)
{
	struct url asked;
	return transfer->has_crossed_host &&
	       url_parse(&asked, transfer->response->arena, transfer->request.url, NULL) &&
	       !transfer_is_same_site(&asked, &transfer->url);
}

static void fill_response(struct transfer *transfer)
{
	struct response *response = transfer->response;
	const struct answer_headers *headers = &transfer->headers;
	curl_off_t wire_bytes = 0;
	curl_easy_getinfo(transfer->easy, CURLINFO_SIZE_DOWNLOAD_T, &wire_bytes);
	response->wire_bytes = (uint64_t)wire_bytes;
	response->status = headers->status;
	response->final_url = transfer->url.text;
	if (response->redirects > 0 && !transfer->has_temporary_hop)
		response->moved_to = response->final_url;
	response->etag = headers->etag;
	response->last_modified = headers->last_modified;
	if (is_elsewhere(transfer))
		response->validators_url = response->final_url;
	response->content_type = foreign_from_bytes(response->arena, headers->content_type);
	response->hints.max_age_seconds = headers->max_age_seconds;
	response->hints.expires_in_seconds = answer_headers_expires_in(headers, clock_now());
	response->hints.retry_at = headers->retry_at;
}

static bool refuse_size(size_t limit, struct error *error)
{
	if (limit >> 20 == 0)
		return error_set(
			error, ERROR_LIMIT, _("the answer is larger than %zu KiB"), limit >> 10);
	return error_set(error, ERROR_LIMIT, _("it is larger than %zu MiB"), limit >> 20);
}

static bool explain_failure(struct transfer *transfer, CURLcode code, struct error *error)
{
	const struct fetch_settings *settings = &transfer->world->settings;
	if (transfer->stop == STOP_PRIVATE_ADDRESS)
		return error_set(error, ERROR_REFUSED, "%s",
			_("a public page may not lead to an address of your own network"));
	if (transfer->stop == STOP_TOO_LARGE || code == CURLE_FILESIZE_EXCEEDED)
		return refuse_size(settings->body_limit, error);
	if (transfer->is_proxied && transfer_failed_at_proxy(error, transfer->easy, code))
		return false;
	return transfer_failed(
		error, transfer->easy, code, transfer->detail ? transfer->detail : "", settings);
}

bool transfer_hop_ended(struct transfer *transfer, CURLcode code)
{
	struct response *response = transfer->response;
	response->took_ms = clock_monotonic_ms() - transfer->started_ms;
	room_release(transfer);
	/* Of a redirect or an error page only the headers matter: a body that
	 * breaks off does not hide what the status says. */
	bool is_whole = code == CURLE_OK && transfer->stop == STOP_NONE;
	bool is_answered =
		transfer->headers.status >= 300 || (is_whole && transfer->headers.status > 0);
	if (is_answered && is_redirect(&transfer->headers) && follow(transfer, &response->error))
		return true;
	if (is_answered && tries_digest(transfer))
		return true;
	if (!is_answered)
		explain_failure(transfer, code, &response->error);
	if (response->error.kind == ERROR_NONE)
		fill_response(transfer);
	if (response->error.kind != ERROR_NONE)
		buffer_done(&response->body);
	return false;
}

#include "feeds/fetch_words.h"

#include <string.h>

#include "src/base/words.h"

/* Sentences without figures, by curl's code. */
static const struct {
	CURLcode code;
	enum error_kind kind;
	const char *sentence;
} sentences[] = {
	{CURLE_URL_MALFORMAT, ERROR_REFUSED, N_("this is not a web address")},
	{CURLE_COULDNT_RESOLVE_PROXY, ERROR_PROXY, N_("the proxy's name is not known")},
	{CURLE_COULDNT_RESOLVE_HOST, ERROR_NETWORK,
		N_("no host of that name is known, or there is no network")},
	{CURLE_COULDNT_CONNECT, ERROR_NETWORK, N_("the server cannot be reached")},
	{CURLE_WEIRD_SERVER_REPLY, ERROR_NETWORK, N_("the server's answer is not HTTP")},
	{CURLE_UNSUPPORTED_PROTOCOL, ERROR_NETWORK, N_("the server's answer is not HTTP")},
	{CURLE_HTTP2, ERROR_NETWORK, N_("the server broke the rules of HTTP/2")},
	{CURLE_HTTP2_STREAM, ERROR_NETWORK, N_("the server broke off its answer")},
	{CURLE_PARTIAL_FILE, ERROR_NETWORK, N_("the answer ended before it was complete")},
	{CURLE_GOT_NOTHING, ERROR_NETWORK,
		N_("the server closed the connection without an answer")},
	{CURLE_SEND_ERROR, ERROR_NETWORK, N_("the connection broke while asking")},
	{CURLE_RECV_ERROR, ERROR_NETWORK, N_("the connection broke during the answer")},
	{CURLE_BAD_CONTENT_ENCODING, ERROR_NETWORK,
		N_("the answer's compression cannot be undone")},
	{CURLE_FILESIZE_EXCEEDED, ERROR_LIMIT, N_("the answer is too large")},
	{CURLE_PROXY, ERROR_NETWORK, N_("the proxy refused to connect")},
	{CURLE_SSL_CONNECT_ERROR, ERROR_TLS, N_("no secure connection could be agreed on (TLS)")},
	{CURLE_SSL_CIPHER, ERROR_TLS, N_("no secure connection could be agreed on (TLS)")},
	{CURLE_PEER_FAILED_VERIFICATION, ERROR_TLS, N_("the certificate is not trusted")},
	{CURLE_SSL_ISSUER_ERROR, ERROR_TLS, N_("the certificate's issuer is not trusted")},
	{CURLE_SSL_CACERT_BADFILE, ERROR_TLS,
		N_("the list of trusted certificate authorities cannot be read")},
	{CURLE_OUT_OF_MEMORY, ERROR_NETWORK, N_("out of memory")},
};

/* X509_V_ERR_… of OpenSSL, as CURLINFO_SSL_VERIFYRESULT gives them; the words
 * beside them are how GnuTLS and OpenSSL say it in their own texts. */
static const struct {
	long code;
	const char *words;
	const char *sentence;
} certificate_faults[] = {
	{10, "expired", N_("the certificate has expired")},
	{9, "not yet", N_("the certificate is not valid yet (or this computer's clock is wrong)")},
	{18, "self-signed certificate", N_("the certificate is signed by nobody but itself")},
	{19, "self signed", N_("the certificate comes from an authority that is not trusted")},
	{20, "local issuer", N_("the certificate comes from an authority that is not trusted")},
	{21, "first certificate",
		N_("the certificate comes from an authority that is not trusted")},
	{23, "revoked", N_("the certificate was revoked")},
	{62, "match", N_("the certificate belongs to another host")},
	{66, "key too", N_("the certificate's key is too weak")},
	{68, "md too weak", N_("the certificate's signature is too weak")},
};

static bool certificate_failed(struct error *error, CURL *easy, const char *detail)
{
	long result = 0;
	curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &result);
	for (size_t i = 0; i < sizeof certificate_faults / sizeof *certificate_faults; i++)
		if (result == certificate_faults[i].code)
			return error_set(error, ERROR_TLS, "%s", _(certificate_faults[i].sentence));
	for (size_t i = 0; i < sizeof certificate_faults / sizeof *certificate_faults; i++)
		if (strstr(detail, certificate_faults[i].words))
			return error_set(error, ERROR_TLS, "%s", _(certificate_faults[i].sentence));
	return error_set(error, ERROR_TLS, "%s", _("the certificate is not trusted"));
}

/* curl has one code for three kinds of waiting in vain. */
static bool timed_out(struct error *error, CURL *easy, const struct fetch_settings *settings)
{
	curl_off_t connected = 0, total = 0;
	curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &connected);
	curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &total);
	if (connected == 0)
		return error_set(error, ERROR_TIMEOUT,
			_("the server did not answer within %d seconds"),
			settings->connect_seconds);
	if (total < (curl_off_t)settings->total_seconds * 1000000)
		return error_set(error, ERROR_TIMEOUT, _("the server fell silent for %d seconds"),
			settings->silence_seconds);
	return error_set(error, ERROR_TIMEOUT, _("the answer was not complete after %d seconds"),
		settings->total_seconds);
}

bool transfer_failed_at_proxy(struct error *error, CURL *easy, CURLcode code)
{
	long status = 0;
	curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &status);
	if (code == CURLE_COULDNT_CONNECT)
		error_set(error, ERROR_PROXY, "%s", _("the proxy cannot be reached"));
	else if (status == 407)
		error_set(error, ERROR_PROXY, "%s", _("the proxy wants a name and a password"));
	else if (status >= 300)
		error_set(error, ERROR_NETWORK, _("the proxy answered %ld"), status);
	return error->kind != ERROR_NONE;
}

bool transfer_failed(struct error *error, CURL *easy, CURLcode code, const char *detail,
	const struct fetch_settings *settings)
{
	if (code == CURLE_OPERATION_TIMEDOUT)
		return timed_out(error, easy, settings);
	if (code == CURLE_PEER_FAILED_VERIFICATION)
		return certificate_failed(error, easy, detail);
	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
		if (sentences[i].code == code)
			return error_set(error, sentences[i].kind, "%s", _(sentences[i].sentence));
	return error_set(error, ERROR_NETWORK, _("the transfer failed: %s"),
		*detail ? detail : curl_easy_strerror(code));
}

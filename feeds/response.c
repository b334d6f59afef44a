#include "feeds/response.h"

#include "src/base/words.h"

void response_free(struct response *response)
{
	if (!response)
		return;
	buffer_done(&response->body);
	arena_free(response->arena); /* the response lives in it */
}

static const struct {
	int status;
	const char *words;
} status_words[] = {
	{202, N_("it is still working on it")},
	{204, N_("nothing there")},
	{206, N_("only a part")},
	{400, N_("it did not understand the request")},
	{401, N_("a name and a password are needed")},
	{402, N_("payment is needed")},
	{403, N_("access is refused")},
	{404, N_("there is nothing at this address")},
	{406, N_("it has no form of it that we can read")},
	{407, N_("the proxy wants a name and a password")},
	{408, N_("it waited too long for the request")},
	{410, N_("it is gone for good")},
	{421, N_("the wrong server was asked")},
	{429, N_("too many requests; it asks to wait")},
	{451, N_("withheld for legal reasons")},
	{500, N_("it has an error of its own")},
	{502, N_("the server behind it does not work")},
	{503, N_("it is overloaded or being repaired")},
	{504, N_("the server behind it does not answer")},
	{520, N_("the server behind it gave a strange answer")},
	{521, N_("the server behind it is down")},
	{522, N_("the server behind it cannot be reached")},
	{523, N_("the server behind it cannot be reached")},
	{524, N_("the server behind it does not answer")},
};

static bool refuse_status(struct error *error, int status)
{
	enum error_kind kind = status == 407 ? ERROR_PROXY : ERROR_SERVER;
	for (size_t i = 0; i < sizeof status_words / sizeof *status_words; i++)
		if (status_words[i].status == status)
			return error_set(error, kind, _("the server answered %d: %s"), status,
				_(status_words[i].words));
	return error_set(error, ERROR_SERVER, _("the server answered %d"), status);
}

bool response_check(const struct response *response, struct error *error)
{
	if (response->error.kind != ERROR_NONE) {
		*error = response->error;
		return false;
	}
	if (response->status == 304)
		return true;
	if (response->status != 200 && response->status != 226)
		return refuse_status(error, response->status);
	if (response->body.len == 0)
		return error_set(error, ERROR_FORMAT, "%s", _("the server sent an empty answer"));
	return true;
}

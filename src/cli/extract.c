/* `steppe extract`: a web page → its article. */
#include <string.h>

#include "src/base/words.h"
#include "src/cli/commands.h"
#include "src/cli/plumb.h"

static void print_as_json(struct cli *cli, const struct extract *article)
{
	struct json *object = json_make_object();
	json_put_text_or_null(object, "title", article->title);
	json_put_text_or_null(object, "byline", article->byline);
	json_put_text_or_null(object, "site_name", article->site_name);
	json_put_text_or_null(object, "published", article->published_text);
	json_put_text_or_null(object, "lang", article->language);
	json_put_text_or_null(object, "excerpt", article->excerpt);
	json_put_text_or_null(object, "image", article->image);
	json_put_text(object, "content_html", article->content_html);
	json_put_text(object, "content_text", article->content_text);
	print_json(cli->out, object);
	json_release(object);
}

static void print_as_html(struct cli *cli, const struct extract *article)
{
	print_text(cli->out, article->content_html);
}

static void print_as_text(struct cli *cli, const struct extract *article)
{
	print_text(cli->out, article->content_text);
}

int extract_run(struct cli *cli)
{
	static const struct {
		const char *name;
		void (*print)(struct cli *cli, const struct extract *article);
	} formats[] = {{"text", print_as_text}, {"html", print_as_html}, {"json", print_as_json}};
	const char *format = cli_option(cli, "format");
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (strcmp(formats[i].name, format == NULL ? "text" : format) != 0)
			continue;
		struct plumbing_answer answer;
		if (!plumb_file(cli, PLUMBING_EXTRACT, &answer))
			return CLI_PARTLY;
		formats[i].print(cli, &answer.extract);
		return CLI_DONE;
	}
	print_problem(cli->err, format, _("the formats are text, html and json"));
	return CLI_USAGE;
}

#include "src/jobs/prepare.h"

#include "src/jobs/article_text.h"
#include "src/store/arrivals.h"

static bool open_reader(struct prepare *prepare, struct error *error)
{
	if (!prepare->reader)
		prepare->reader = store_reader_try(prepare->store_path, error);
	return prepare->reader != NULL;
}

static void from_response(struct task *task, enum work work)
{
	const struct response *response = task->response;
	task->request = (struct work_request){
		.work = work,
		.url = response->final_url.len > 0 ? response->final_url : response->url,
		.content_type = response->content_type,
		.document = {response->body.data, response->body.len},
	};
}

/* Items that the feed had last time need not be read again. */
static bool prepare_update(struct prepare *prepare, struct task *task)
{
	from_response(task, WORK_PARSE);
	uint64_t *hashes = NULL;
	size_t count = 0;
	if (!open_reader(prepare, &task->error) ||
		!store_item_hashes(
			&hashes, &count, task->arena, prepare->reader, task->feed.id, &task->error))
		return false;
	task->request.known_hashes = hashes;
	task->request.known_hashes_count = count;
	return true;
}

static bool prepare_subscribe(struct prepare *prepare, struct task *task)
{
	(void)prepare;
	from_response(task, WORK_PARSE);
	return true;
}

static bool prepare_page(struct prepare *prepare, struct task *task)
{
	(void)prepare;
	from_response(task, WORK_EXTRACT);
	return true;
}

static bool prepare_document(struct prepare *prepare, struct task *task)
{
	return open_reader(prepare, &task->error) &&
	       article_request(&task->request, &task->is_fulltext, task->arena, prepare->reader,
		       task->order, &task->error);
}

typedef bool prepare_function(struct prepare *prepare, struct task *task);

static prepare_function *const PREPARES[] = {
	[ORDER_UPDATE] = prepare_update,
	[ORDER_SUBSCRIBE] = prepare_subscribe,
	[ORDER_FULLTEXT] = prepare_page,
	[ORDER_SAVE_PAGE] = prepare_page,
	[ORDER_DOCUMENT] = prepare_document,
};

bool prepare_request(struct prepare *prepare, struct task *task)
{
	return PREPARES[task->order->kind](prepare, task);
}

void prepare_done(struct prepare *prepare)
{
	if (prepare->reader)
		store_reader_close(prepare->reader);
	prepare->reader = NULL;
}

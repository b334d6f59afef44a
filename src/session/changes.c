/* Changes as the writer thread carries them out: each function gets the one
 * store_writer and a struct change, and may say in the order what it did. */
#include "src/session/changes.h"
#include "src/session/inside.h"

struct change *change_new(order_write *write)
{
	struct order *order = order_new(ORDER_WRITE);
	struct change *change = arena_alloc(order->arena, sizeof *change);
	change->order = order;
	order->write = write;
	order->context = change;
	return change;
}

uint64_t change_give(struct session *session, struct change *change)
{
	return session_order(session, change->order);
}

void change_give_quietly(struct session *session, struct change *change)
{
	id_set_add(&session->inside->staleness.quiet_orders, (int64_t)change_give(session, change));
}

struct foreign change_text(struct change *change, struct foreign text)
{
	return foreign_copy(change->order->arena, text);
}

bool write_rename_feed(struct store_writer *writer, void *context, struct error *error)
{
	const struct change *change = context;
	return store_rename_feed(writer, change->id, change->text, error);
}

bool write_rename_folder(struct store_writer *writer, void *context, struct error *error)
{
	const struct change *change = context;
	return store_rename_folder(writer, change->id, change->text, error);
}

bool write_move_feed(struct store_writer *writer, void *context, struct error *error)
{
	const struct change *change = context;
	return store_move_feed(writer, change->id, change->text, change->number, error);
}

bool write_move_folder(struct store_writer *writer, void *context, struct error *error)
{
	const struct change *change = context;
	return store_move_folder(writer, change->id, change->text, change->number, error);
}

bool write_add_folder(struct store_writer *writer, void *context, struct error *error)
{
	const struct change *change = context;
	return store_add_folder(writer, change->text, error);
}

bool write_remove_folder(struct store_writer *writer, void *context, struct error *error)
{
	const struct change *change = context;
	return store_remove_folder(writer, change->id, error);
}

bool write_remove_feeds(struct store_writer *writer, void *context, struct error *error)
{
	const struct change *change = context;
	return store_remove_feeds(writer, &change->id, 1, error);
}

bool write_feed_url(struct store_writer *writer, void *context, struct error *error)
{
	const struct change *change = context;
	return store_change_feed_url(writer, change->id, change->text, error);
}

bool write_feed_option(struct store_writer *writer, void *context, struct error *error)
{
	const struct change *change = context;
	return store_set_feed_option(writer, change->id, change->name, change->text, error);
}

bool write_folder_option(struct store_writer *writer, void *context, struct error *error)
{
	const struct change *change = context;
	return store_set_folder_option(writer, change->id, change->name, change->text, error);
}

bool write_fold(struct store_writer *writer, void *context, struct error *error)
{
	const struct change *change = context;
	return store_fold(writer, change->id, change->flag, error);
}

bool write_tags(struct store_writer *writer, void *context, struct error *error)
{
	const struct change *change = context;
	return store_tag(writer, change->ids, change->ids_count, change->add.items,
		change->add.count, change->drop.items, change->drop.count, error);
}

bool write_note(struct store_writer *writer, void *context, struct error *error)
{
	const struct change *change = context;
	return store_note(writer, change->id, change->text, error);
}

bool write_bookmark(struct store_writer *writer, void *context, struct error *error)
{
	const struct change *change = context;
	struct bookmark_edit edit = {.ids = change->ids,
		.count = change->ids_count,
		.is_new = change->flag,
		.add = &change->add,
		.drop = &change->drop,
		.has_note = change->has_text,
		.note = change->text};
	return store_edit_bookmark(writer, &edit, error);
}

static struct undone *undone_of(struct change *change)
{
	change->order->undone = arena_alloc(change->order->arena, sizeof *change->order->undone);
	return change->order->undone;
}

bool write_undo(struct store_writer *writer, void *context, struct error *error)
{
	return store_undo(writer, undone_of(context), error);
}

bool write_redo(struct store_writer *writer, void *context, struct error *error)
{
	return store_redo(writer, undone_of(context), error);
}

bool write_position(struct store_writer *writer, void *context, struct error *error)
{
	const struct change *change = context;
	return store_keep_position(writer, change->id, change->number, error);
}

bool write_shows_fulltext(struct store_writer *writer, void *context, struct error *error)
{
	const struct change *change = context;
	return store_show_fulltext(writer, change->id, change->flag, error);
}

bool write_smart_folders(struct store_writer *writer, void *context, struct error *error)
{
	const struct change *change = context;
	const char *what = foreign_string(change->order->arena, change->name);
	return store_set_smart_folders(writer, change->text, what, error);
}

bool write_value(struct store_writer *writer, void *context, struct error *error)
{
	const struct change *change = context;
	const char *name = foreign_string(change->order->arena, change->name);
	return store_set_value(writer, name, change->text, error);
}

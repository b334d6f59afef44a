/* What a person changes goes to the writer, what they ask for to the network. */
#ifndef STEPPE_SESSION_CHANGES_H
#define STEPPE_SESSION_CHANGES_H

#include "src/base/text.h"
#include "src/jobs/order.h"
#include "src/session/session.h"

uint64_t session_order(struct session *session, struct order *order);
struct event *session_next_event(struct session *session);

/* One change as the writer thread carries it out (changes.c). */
struct change {
	struct order *order;
	int64_t id;
	const int64_t *ids;
	size_t ids_count;
	struct foreign name, text;
	bool has_text;
	int64_t number;
	bool flag;
	struct foreign_list add, drop;
};
/* An ORDER_WRITE whose context is a struct change; fill it, then session_order(). */
struct change *change_new(order_write *write);
uint64_t change_give(struct session *session, struct change *change);
/* For what no list shows: positions, borders, history. */
void change_give_quietly(struct session *session, struct change *change);
struct foreign change_text(struct change *change, struct foreign text);
order_write write_rename_feed, write_rename_folder, write_move_feed, write_move_folder,
	write_add_folder, write_remove_folder, write_remove_feeds, write_feed_url,
	write_feed_option, write_folder_option, write_fold, write_tags, write_note, write_bookmark,
	write_undo, write_redo, write_position, write_shows_fulltext, write_value,
	write_smart_folders;

#endif

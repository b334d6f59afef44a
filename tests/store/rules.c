/* Rules: what they do to articles that arrive, and to no others. */
#include "src/store/rules.h"
#include "src/store/arrivals.h"
#include "tests/store/world.h"

static void bring(struct world *world, int64_t feed, struct article article)
{
	assert_works(world, store_begin_batch(world->writer, &world->error));
	world_update(world, feed, &article, 1, NOW);
	assert_works(world, store_commit_batch(world->writer, &world->error));
}

static void bring_two(struct world *world, const struct rule *rules, size_t count)
{
	world_init(world);
	store_set_rules(world->writer, (struct rules){rules, count});
	int64_t feed = world_add_feed(world, "https://astanatimes.com/feed/");
	bring(world, feed,
		world_article("1", "https://astanatimes.com/a", "Oil", "<p>The price of oil</p>"));
	bring(world, feed,
		world_article("2", "https://astanatimes.com/b", "Metro", "<p>A second line</p>"));
}

static void each_action_marks_what_it_finds(void **state)
{
	(void)state;
	const struct foreign tags[] = {text("city news"), text("kz")};
	const struct rule rules[] = {
		{.name = text("a"), .when = text("title:oil"), .flags = ARTICLE_READ},
		{.name = text("b"), .when = text("\"second line\""), .flags = ARTICLE_BOOKMARKED},
		{.name = text("c"),
			.when = text("feed:astana -oil"),
			.tags = tags,
			.tags_count = 2},
	};
	struct world world;
	bring_two(&world, rules, 3);
	assert_int_equal(world_count(&world, "is:read"), 1);
	assert_int_equal(world_count(&world, "is:read title:oil"), 1);
	assert_int_equal(world_count(&world, "is:bookmarked title:metro"), 1);
	assert_int_equal(world_count(&world, "tag:\"city news\" tag:kz title:metro"), 1);
	assert_int_equal(world_count(&world, "tag:kz"), 1);
	assert_int_equal(world_count(&world, "is:unread"), 1);
	world_done(&world);
}

static void hidden_articles_are_in_no_list_and_no_count(void **state)
{
	(void)state;
	const struct rule rules[] = {
		{.name = text("a"), .when = text("price*"), .flags = ARTICLE_HIDDEN},
	};
	struct world world;
	bring_two(&world, rules, 1);
	assert_int_equal(world_list(&world, "").count, 1);
	assert_int_equal(world_count(&world, ""), 1);
	assert_int_equal(world_count(&world, "is:unread"), 1);
	assert_int_equal(world_count(&world, "oil"), 0);
	world_done(&world);
}

static void what_was_there_before_stays(void **state)
{
	(void)state;
	const struct rule rules[] = {
		{.name = text("a"), .when = text("feed:astana"), .flags = ARTICLE_READ},
	};
	struct world world;
	bring_two(&world, NULL, 0);
	store_set_rules(world.writer, (struct rules){rules, 1});
	int64_t feed = world_list(&world, "").items[0].feed_id;
	bring(&world, feed,
		world_article("3", "https://astanatimes.com/c", "Rain", "<p>It rains</p>"));
	assert_int_equal(world_count(&world, "is:read"), 1);
	assert_int_equal(world_count(&world, "is:read title:rain"), 1);
	/* Read by the rule, unread by the person: it stays so when it is sent again. */
	size_t count;
	int64_t *ids = world_ids(&world, "title:rain", &count);
	assert_int_equal(store_mark_ids(world.writer, MARK_UNREAD, ids, 1, NULL), 1);
	bring(&world, feed,
		world_article("3", "https://astanatimes.com/c", "Rain", "<p>It still rains</p>"));
	assert_int_equal(world_count(&world, "is:unread title:rain"), 1);
	world_done(&world);
}

static void a_wrong_rule_costs_only_itself(void **state)
{
	(void)state;
	const struct rule rules[] = {
		{.name = text("wrong"), .when = text("title:("), .flags = ARTICLE_HIDDEN},
		{.name = text("right"), .when = text("oil"), .flags = ARTICLE_READ},
	};
	struct world world;
	bring_two(&world, rules, 2);
	assert_int_equal(world_count(&world, ""), 2);
	assert_int_equal(world_count(&world, "is:read"), 1);
	world_done(&world);
}

static void a_rule_sees_what_those_before_it_did(void **state)
{
	(void)state;
	const struct rule rules[] = {
		{.name = text("a"), .when = text("oil"), .flags = ARTICLE_READ},
		{.name = text("b"), .when = text("is:unread"), .flags = ARTICLE_BOOKMARKED},
	};
	struct world world;
	bring_two(&world, rules, 2);
	assert_int_equal(world_count(&world, "is:bookmarked"), 1);
	assert_int_equal(world_count(&world, "is:bookmarked title:metro"), 1);
	world_done(&world);
}

static void rules_leave_nothing_to_undo(void **state)
{
	(void)state;
	const struct rule rules[] = {
		{.name = text("a"), .when = text("oil"), .flags = ARTICLE_READ},
	};
	struct world world;
	bring_two(&world, rules, 1);
	struct change_rows changes;
	assert_works(&world, store_changes(&changes, world.arena, world.reader, 10, &world.error));
	assert_int_equal(changes.count, 1); /* the subscription */
	world_done(&world);
}

TEST_MAIN(TEST("rules mark, bookmark and tag what they find", each_action_marks_what_it_finds),
	TEST("what a rule hides is in no list and no count",
		hidden_articles_are_in_no_list_and_no_count),
	TEST("rules leave alone what had arrived before", what_was_there_before_stays),
	TEST("a wrong rule costs only itself", a_wrong_rule_costs_only_itself),
	TEST("a rule sees what those before it did", a_rule_sees_what_those_before_it_did),
	TEST("what rules do is not a person's change", rules_leave_nothing_to_undo))

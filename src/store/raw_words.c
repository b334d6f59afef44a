#include "src/store/raw_words.h"

#include "src/store/raw_phrase.h"

/* The tree again, with what its words are looked for by. */
struct branch {
	const struct node *node;
	const struct branch *left, *right; /* AND, OR */
	const struct raw_phrase *phrase;   /* TEXT */
};

struct raw_words {
	struct arena *arena;
	const struct branch *root;
};

static const struct branch *branch_new(struct arena *arena, const struct node *node)
{
	struct branch *branch = arena_alloc(arena, sizeof *branch);
	branch->node = node;
	if (node->kind == NODE_TEXT)
		branch->phrase = raw_phrase_new(arena, node->text, node->is_prefix);
	if (node->kind == NODE_AND || node->kind == NODE_OR) {
		branch->left = branch_new(arena, node->left);
		branch->right = branch_new(arena, node->right);
	}
	return branch;
}

struct raw_words *raw_words_new(const struct node *node)
{
	struct arena *arena = arena_new();
	struct raw_words *words = arena_alloc(arena, sizeof *words);
	*words = (struct raw_words){arena, branch_new(arena, node)};
	return words;
}

void raw_words_free(struct raw_words *words)
{
	if (words)
		arena_free(words->arena);
}

static bool phrase_may_match(
	const struct raw_phrase *phrase, enum text_place place, const struct raw_article *article)
{
	if (place == PLACE_TITLE)
		return raw_phrase_may_be_in(phrase, article->title);
	if (place == PLACE_AUTHOR)
		return raw_phrase_may_be_in(phrase, article->author);
	return raw_phrase_may_be_in(phrase, article->title) ||
	       raw_phrase_may_be_in(phrase, article->author) ||
	       raw_phrase_may_be_in(phrase, article->content) ||
	       raw_phrase_may_be_in(phrase, article->whole);
}

static bool branch_may_match(const struct branch *branch, const struct raw_article *article)
{
	switch (branch->node->kind) {
	case NODE_TEXT:
		return phrase_may_match(branch->phrase, branch->node->place, article);
	case NODE_AND:
		return branch_may_match(branch->left, article) &&
		       branch_may_match(branch->right, article);
	case NODE_OR:
		return branch_may_match(branch->left, article) ||
		       branch_may_match(branch->right, article);
	default:
		return true;
	}
}

bool raw_may_match(const struct raw_words *words, const struct raw_article *article)
{
	return branch_may_match(words->root, article);
}

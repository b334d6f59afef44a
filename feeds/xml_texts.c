#include "feeds/xml_texts.h"

#include <stdlib.h>

#include "feeds/references.h"
#include "src/base/array.h"

#define TEXTS_LENGTH (64u << 10)

static bool is_control(char byte)
{
	return (unsigned char)byte < ' ' && byte != '\n' && byte != '\t' && byte != '\r';
}

void xml_text_write(struct buffer *out, struct foreign text, bool is_literal)
{
	for (size_t i = 0, end; i < text.len; i = end) {
		struct reference reference;
		size_t used = text.utf8[i] == '&' && !is_literal
				      ? reference_read(&reference, text.utf8 + i, text.len - i,
						REFERENCE_XML)
				      : 0;
		end = i + (used > 0 ? used : 1);
		if (used > 0 && !is_control(reference.utf8[0]))
			buffer_append(out, reference.utf8, reference.len);
		if (used > 0 || is_control(text.utf8[i]))
			continue;
		while (end < text.len && !is_control(text.utf8[end]) && text.utf8[end] != '&')
			end++;
		buffer_append(out, text.utf8 + i, end - i);
	}
}

static struct xml_text *add(struct xml_texts *texts, size_t tags_before)
{
	struct xml_text *text = &ARRAY_PUSH(texts->items, texts->count, texts->capacity);
	*text = (struct xml_text){.tags_before = tags_before};
	return text;
}

void xml_texts_add_short(
	struct xml_texts *texts, struct foreign text, bool is_literal, size_t tags_before)
{
	size_t start = texts->written.len;
	xml_text_write(&texts->written, text, is_literal);
	size_t len = texts->written.len - start;
	struct xml_text *last = texts->count > 0 ? &texts->items[texts->count - 1] : NULL;
	if (len == 0)
		return;
	if (!last || last->tags_before != tags_before || last->written_len == 0) {
		last = add(texts, tags_before);
		last->written_at = start;
	}
	last->written_len += len;
}

void xml_texts_add_long(
	struct xml_texts *texts, struct foreign text, bool is_literal, size_t tags_before)
{
	struct xml_text *one = add(texts, tags_before);
	one->text = text;
	one->is_literal = is_literal;
}

void xml_texts_reset(struct xml_texts *texts)
{
	buffer_clear(&texts->written);
	texts->count = 0;
}

void xml_texts_done(struct xml_texts *texts)
{
	buffer_done(&texts->written);
	free(texts->items);
	*texts = (struct xml_texts){0};
}

static struct xml_cut finish_text(
	const struct xml_text *text, const char *short_texts, struct arena *lasting)
{
	struct xml_cut cut = {.tags_before = text->tags_before};
	cut.is_lasting = text->written_len == 0;
	if (!cut.is_lasting)
		cut.text = (struct foreign){short_texts + text->written_at, text->written_len};
	else if (text->is_literal)
		cut.text = text->text;
	else
		cut.text = references_resolve(lasting, text->text, REFERENCE_XML);
	return cut;
}

/* Many are given away whole, a few are copied. */
static const char *keep_written(struct buffer *written, struct arena *tree)
{
	if (written->len < TEXTS_LENGTH)
		return arena_copy(tree, written->data, written->len);
	char *data = buffer_take(written);
	arena_adopt(tree, data);
	return data;
}

struct xml_cut *xml_texts_finish(struct xml_texts *texts, struct arena *tree, struct arena *lasting)
{
	struct xml_cut *cuts = arena_array(tree, texts->count + 1, sizeof *cuts);
	const char *written = keep_written(&texts->written, tree);
	for (size_t i = 0; i < texts->count; i++)
		cuts[i] = finish_text(&texts->items[i], written, lasting);
	return cuts;
}

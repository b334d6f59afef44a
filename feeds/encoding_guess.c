#include "feeds/encoding_guess.h"

#include <string.h>

#include "feeds/encoding_detect.h"
#include "src/base/buffer.h"

#define SAMPLE_LENGTH 4096 /* uchardet is slow beyond */
#define WORD_LENGTH 4      /* more letters with marks are in no row in Latin scripts */
#define FEW_LETTERS 16     /* say nothing about the script */

static struct foreign text_of(const char *string)
{
	return (struct foreign){string, strlen(string)};
}

static bool is_named(const struct encoding_label *label, const char *name)
{
	return strcmp(label->name, name) == 0;
}

static bool is_latin(const struct encoding_label *label)
{
	static const char *const latin[] = {"windows-1252", "windows-1250", "windows-1254",
		"windows-1257", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-10",
		"iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16", "macintosh"};
	for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
		if (is_named(label, latin[i]))
			return true;
	return false;
}

/* Up to the first `SAMPLE_LENGTH` bytes beyond ASCII. */
struct encoding_count encoding_count(struct bytes bytes)
{
	struct encoding_count count = {0};
	size_t seen = 0;
	for (size_t i = 0; i < bytes.len && seen < SAMPLE_LENGTH;) {
		unsigned char lead = (unsigned char)bytes.data[i];
		if (lead < 0x80) {
			i++;
			continue;
		}
		size_t len = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
		if (lead >= 0xC2 && i + len > bytes.len)
			break; /* cut off in the middle of a character */
		bool is_good =
			i + len <= bytes.len && bytes_are_utf8((struct bytes){bytes.data + i, len});
		count.good += is_good;
		count.bad += !is_good;
		seen += is_good ? len : 1;
		i += is_good ? len : 1;
	}
	return count;
}

/* Bytes beyond ASCII with a little of what is around them. */
static struct bytes make_sample(struct buffer *out, struct bytes bytes)
{
	for (size_t i = 0; i < bytes.len && out->len < SAMPLE_LENGTH;) {
		if ((unsigned char)bytes.data[i] < 0x80) {
			i++;
			continue;
		}
		size_t len = bytes.len - i < 64 ? bytes.len - i : 64;
		buffer_append(out, bytes.data + i, len);
		buffer_append_char(out, ' ');
		i += len;
	}
	return (struct bytes){out->data ? out->data : "", out->len};
}

static bool has_c1(struct bytes bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		if ((unsigned char)bytes.data[i] >= 0x80 && (unsigned char)bytes.data[i] <= 0x9F)
			return true;
	return false;
}

/* Where ISO has control characters, Windows has letters and quotes: a text that
 * has something there is in the code page that looks like the ISO one. */
static const struct encoding_label *windows_twin(
	const struct encoding_label *label, struct bytes sample)
{
	static const struct {
		const char *iso, *windows;
	} twins[] = {{"iso-8859-2", "windows-1250"}, {"iso-8859-6", "windows-1256"},
		{"iso-8859-7", "windows-1253"}, {"iso-8859-8", "windows-1255"},
		{"iso-8859-13", "windows-1257"}};
	for (size_t i = 0; i < sizeof twins / sizeof *twins; i++)
		if (is_named(label, twins[i].iso) && has_c1(sample))
			return encoding_label_find(text_of(twins[i].windows));
	return label;
}

static const struct encoding_label *ask_uchardet(struct bytes bytes)
{
	struct buffer buffer = {0};
	struct bytes sample = make_sample(&buffer, bytes);
	char name[ENCODING_NAME_SIZE];
	encoding_detect(name, sample);
	const struct encoding_label *label = encoding_label_find(text_of(name));
	if (label)
		label = windows_twin(label, sample);
	buffer_done(&buffer);
	return label && strncmp(label->name, "utf-", 4) != 0 ? label : NULL;
}

const struct encoding_label *encoding_guess(struct bytes bytes, const struct encoding_count *count)
{
	const struct encoding_label *latin = encoding_label_find(FOREIGN("windows-1252"));
	if (count->bad <= ENCODING_FEW)
		return latin;
	const struct encoding_label *label = ask_uchardet(bytes);
	return label ? label : latin;
}

bool encoding_is_single_byte(const struct encoding_label *label)
{
	static const char *const multibyte[] = {"gbk", "gb18030", "big5", "euc-jp", "euc-kr",
		"shift_jis", "iso-2022-jp", "iso-2022-kr", "euc-tw", "johab"};
	for (size_t i = 0; i < sizeof multibyte / sizeof *multibyte; i++)
		if (is_named(label, multibyte[i]))
			return false;
	return strncmp(label->name, "utf-", 4) != 0;
}

/* In Latin scripts a letter beyond ASCII stands among others; where most stand in
 * rows, whole words are written in them. */
static bool is_foreign_script(struct bytes bytes)
{
	size_t all = 0, in_rows = 0, row = 0;
	for (size_t i = 0; i <= bytes.len && all < SAMPLE_LENGTH; i++) {
		if (i < bytes.len && (unsigned char)bytes.data[i] >= 0x80) {
			row++;
			continue;
		}
		all += row;
		in_rows += row >= WORD_LENGTH ? row : 0;
		row = 0;
	}
	return all >= FEW_LETTERS && in_rows * 2 > all;
}

const struct encoding_label *encoding_unless_foreign(
	const struct encoding_label *declared, struct bytes bytes)
{
	if (!is_latin(declared) || !is_foreign_script(bytes))
		return declared;
	const struct encoding_label *label = ask_uchardet(bytes);
	return label && !is_latin(label) ? label : declared;
}

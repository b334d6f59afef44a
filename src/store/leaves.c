#include "src/store/leaves.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/memory.h"

enum {
	PAGE = 16384,
	OLD_PAGE = 8192, /* before version 8 of the schema */
	FILE_HEADER = 100,
	LEAF_HEADER = 8,
	TABLE_LEAF = 13,
	INDEX_LEAF = 10,
	PAYLOAD_LIMIT = 64 << 20,
};

struct scan {
	int fd;
	size_t page_size;
	int64_t pages;
	int64_t bytes_left; /* to be read of other pages: chains may run in circles */
	unsigned char page[PAGE], other[PAGE];
	char *payload;
	size_t capacity;
	void (*take)(void *context, const struct leaf_row *row);
	void *context;
};

struct slice {
	const unsigned char *at, *end;
};

static uint64_t big_endian(const unsigned char *at, size_t bytes)
{
	uint64_t number = 0;
	for (size_t i = 0; i < bytes; i++)
		number = number << 8 | at[i];
	return number;
}

static bool take_varint(uint64_t *number, struct slice *slice)
{
	*number = 0;
	for (int i = 0; i < 9; i++) {
		if (slice->at == slice->end)
			return false;
		unsigned char byte = *slice->at++;
		if (i == 8) {
			*number = *number << 8 | byte;
			return true;
		}
		*number = *number << 7 | (byte & 0x7F);
		if (byte < 0x80)
			return true;
	}
	return false;
}

static bool read_page(struct scan *scan, unsigned char *page, int64_t number)
{
	ssize_t size = (ssize_t)scan->page_size;
	return number > 0 && number <= scan->pages &&
	       pread(scan->fd, page, scan->page_size, (off_t)(number - 1) * size) == size;
}

/* ---- a record ---- */

static size_t size_of_type(uint64_t type)
{
	static const unsigned char sizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
	return type < sizeof sizes ? sizes[type] : (size_t)((type - 12) / 2);
}

static int64_t signed_integer(const unsigned char *at, size_t bytes)
{
	uint64_t number = big_endian(at, bytes);
	uint64_t sign = UINT64_C(1) << (8 * bytes - 1);
	return (int64_t)((number ^ sign) - sign);
}

static struct value value_of(uint64_t type, const unsigned char *at)
{
	size_t size = size_of_type(type);
	if (type == 0)
		return (struct value){.kind = VALUE_NULL};
	if (type <= 6)
		return of_integer(signed_integer(at, size));
	if (type <= 7) {
		uint64_t bits = big_endian(at, 8);
		double real;
		memcpy(&real, &bits, sizeof real);
		return of_real(real);
	}
	if (type <= 9)
		return of_integer((int64_t)type - 8);
	struct bytes bytes = {(const char *)at, size};
	return type % 2 == 0 ? of_bytes(bytes) : of_text((struct foreign){bytes.data, bytes.len});
}

/* False unless header and body are as long as they say. */
static bool read_record(struct leaf_row *row, const char *payload, size_t size)
{
	struct slice header = {
		(const unsigned char *)payload, (const unsigned char *)payload + size};
	uint64_t header_size;
	if (!take_varint(&header_size, &header) || header_size < 2 || header_size > size)
		return false;
	const unsigned char *body = (const unsigned char *)payload + header_size;
	const unsigned char *end = header.end;
	header.end = body;
	for (row->count = 0; header.at < header.end; row->count++) {
		uint64_t type;
		if (row->count == LEAF_COLUMNS || !take_varint(&type, &header) || type == 10 ||
			type == 11 || size_of_type(type) > (size_t)(end - body))
			return false;
		row->values[row->count] = value_of(type, body);
		body += size_of_type(type);
	}
	return body == end;
}

/* ---- a cell ---- */

/* How much of the payload stands in the cell (1.6, "Cell Payload Overflow"). */
static size_t room_in_cell(size_t size, size_t page_size, bool is_table)
{
	size_t room = is_table ? page_size - 35 : (page_size - 12) * 64 / 255 - 23;
	size_t least = (page_size - 12) * 32 / 255 - 23;
	if (size <= room)
		return size;
	size_t wanted = least + (size - least) % (page_size - 4);
	return wanted <= room ? wanted : least;
}

static bool follow(struct scan *scan, size_t have, size_t size, uint64_t next)
{
	size_t room = scan->page_size - 4;
	while (have < size) {
		size_t part = size - have < room ? size - have : room;
		scan->bytes_left -= (int64_t)scan->page_size;
		if (scan->bytes_left < 0 || !read_page(scan, scan->other, (int64_t)next))
			return false;
		memcpy(scan->payload + have, scan->other + 4, part);
		have += part;
		next = big_endian(scan->other, 4);
	}
	return true;
}

static bool gather(struct scan *scan, struct slice cell, size_t size, bool is_table)
{
	size_t here = room_in_cell(size, scan->page_size, is_table);
	size_t tail = here < size ? 4 : 0;
	if (here + tail > (size_t)(cell.end - cell.at))
		return false;
	if (size > scan->capacity) {
		scan->capacity = size * 2;
		scan->payload = memory_resize(scan->payload, scan->capacity);
	}
	memcpy(scan->payload, cell.at, here);
	return tail == 0 || follow(scan, here, size, big_endian(cell.at + here, 4));
}

static void read_cell(struct scan *scan, struct slice cell, bool is_table)
{
	struct leaf_row row = {.has_id = is_table};
	uint64_t size;
	uint64_t id = 0;
	if (!take_varint(&size, &cell) || size < 2 || size > PAYLOAD_LIMIT ||
		(is_table && !take_varint(&id, &cell)))
		return;
	row.id = (int64_t)id;
	if (gather(scan, cell, (size_t)size, is_table) &&
		read_record(&row, scan->payload, (size_t)size))
		scan->take(scan->context, &row);
}

static void read_leaf(struct scan *scan, size_t start)
{
	const unsigned char *header = scan->page + start;
	size_t size = scan->page_size;
	size_t count = (size_t)big_endian(header + 3, 2);
	if (header[0] != TABLE_LEAF && header[0] != INDEX_LEAF)
		return;
	for (size_t i = 0; i < count && start + LEAF_HEADER + 2 * i + 2 <= size; i++) {
		size_t place = (size_t)big_endian(header + LEAF_HEADER + 2 * i, 2);
		if (place >= start + LEAF_HEADER && place < size)
			read_cell(scan, (struct slice){scan->page + place, scan->page + size},
				header[0] == TABLE_LEAF);
	}
}

static bool begins_page(unsigned char type)
{
	return type == 2 || type == 5 || type == INDEX_LEAF || type == TABLE_LEAF;
}

/* The file's header may be what is damaged: where pages are small there is one in most
 * places where they would begin. */
static size_t find_page_size(int fd, int64_t file_size)
{
	int64_t places = 0;
	int64_t found = 0;
	for (int64_t at = OLD_PAGE; at < file_size && places < 1000; at += 2 * OLD_PAGE) {
		unsigned char type = 0;
		places++;
		found += pread(fd, &type, 1, (off_t)at) == 1 && begins_page(type);
	}
	return found * 2 > places ? OLD_PAGE : PAGE;
}

bool leaves_read(
	const char *path, void (*take)(void *context, const struct leaf_row *row), void *context)
{
	struct stat status;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &status) != 0) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	struct scan *scan = memory_calloc(1, sizeof *scan);
	scan->fd = fd;
	scan->page_size = find_page_size(fd, status.st_size);
	scan->pages = status.st_size / (int64_t)scan->page_size;
	scan->bytes_left = 4 * (int64_t)status.st_size;
	scan->take = take;
	scan->context = context;
	for (int64_t number = 1; number <= scan->pages; number++)
		if (read_page(scan, scan->page, number))
			read_leaf(scan, number == 1 ? FILE_HEADER : 0);
	free(scan->payload);
	free(scan);
	close(fd);
	return true;
}

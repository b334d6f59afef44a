/* A file, never the terminal; knows nobody.  Lines are one sentence each, with
 * the time and the room that wrote it.  Secrets never go in: callers mask
 * addresses with url_for_display() first.  Any thread may write. */
#ifndef STEPPE_BASE_LOG_H
#define STEPPE_BASE_LOG_H

/* Append to the file at `path` (mode 600, moved to PATH.1 once over 1 MiB).
 * Without it, or when the file cannot be opened, log_line() does nothing. */
void log_open(const char *path);
void log_close(void);
void log_line(const char *room, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif

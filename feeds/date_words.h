/* The words in dates: months in many languages, zones, halves of the day. */
#ifndef STEPPE_FEEDS_DATE_WORDS_H
#define STEPPE_FEEDS_DATE_WORDS_H

#include <stdbool.h>

#include "src/base/text.h"

#define DATE_WORD_LIMIT 64

/* A word in lower case (Latin, Cyrillic, Greek), without accents on Latin and Greek letters. */
struct date_word {
	char utf8[DATE_WORD_LIMIT];
	size_t len;
};

/* Cut off at DATE_WORD_LIMIT. */
struct date_word date_word_fold(struct foreign word);

/* 1–12, or 0 when it is no month. */
int date_word_month(const struct date_word *word);
bool date_word_is_thai(const struct date_word *word);
/* In the Levant four months have two words: the first one's month, or that of both. */
int date_word_second(const struct date_word *word, int month);
/* What is added to a year of the Japanese era; 0 when it is none. */
int date_word_era(const struct date_word *word);
/* "daylight", "summer": the clocks of the zone are an hour ahead. */
bool date_word_is_summer(const struct date_word *word);
/* 'a' before noon, 'p' after, 0 neither; in upper case when that holds only behind a time. */
char date_word_half(const struct date_word *word);

#endif

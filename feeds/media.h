/* Pictures, recordings and what belongs to them: Media RSS, iTunes, Podcasting 2.0. */
#ifndef STEPPE_FEEDS_MEDIA_H
#define STEPPE_FEEDS_MEDIA_H

#include "feeds/draft.h"

void media_take(struct draft *draft, const struct xml_node *node);
/* <author><name>…</name><email>… of Atom, or people in one line. */
void media_take_author(struct draft *draft, const struct xml_node *node);
void media_take_contributor(struct draft *draft, const struct xml_node *node);
struct person media_read_person(struct draft *draft, const struct xml_node *node);
/* An item's or a feed's picture. */
void media_offer_image(struct draft *draft, struct foreign url, enum draft_rank rank);

#endif

/* Documents that ship inside the program (made from data/ by tools/embed), so
 * that it has something to read before it is installed or told anything. */
#ifndef STEPPE_BUNDLED_H
#define STEPPE_BUNDLED_H

#include "src/base/text.h"

struct bytes bundled_guide(void);   /* data/guide.xml, RSS 2.0 */
struct bytes bundled_starter(void); /* data/starter.opml */

#endif

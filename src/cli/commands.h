/* Every command of the command line: one row here, one file beside it.  The
 * help, the completions and the manual's check are made from the table. */
#ifndef STEPPE_CLI_COMMANDS_H
#define STEPPE_CLI_COMMANDS_H

#include "src/cli/cli.h"

extern const struct command commands[]; /* ends with one without a name */

/* What newsboat's `-x WORD` runs; NULL for a word it does not have. */
const struct command *command_for_newsboat(const char *word);

/* `steppe --help`, and `steppe COMMAND --help` when the command line names one. */
void help_print(struct cli *cli);

int add_run(struct cli *cli);
int check_run(struct cli *cli);
int completions_run(struct cli *cli);
int count_run(struct cli *cli);
int print_unread_run(struct cli *cli); /* of newsboat's -x */
int edit_run(struct cli *cli);
int export_run(struct cli *cli);
int extract_run(struct cli *cli);
int feeds_run(struct cli *cli);
int fulltext_run(struct cli *cli);
int import_run(struct cli *cli);
int list_run(struct cli *cli);
int log_run(struct cli *cli);
int mark_run(struct cli *cli);
int note_run(struct cli *cli);
int parse_run(struct cli *cli);
int remove_run(struct cli *cli);
int render_run(struct cli *cli);
int rules_run(struct cli *cli);
int save_run(struct cli *cli);
int search_run(struct cli *cli);
int show_run(struct cli *cli);
int tag_run(struct cli *cli);
int undo_run(struct cli *cli);
int update_run(struct cli *cli);

#endif

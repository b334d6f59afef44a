/* [curl] libcurl, loaded when the first of its functions is called: with the thirty
 * libraries it brings it takes 6 ms, and most commands of the command line never ask
 * the network.  Files include this in place of its own header and call curl_*() as ever.
 *
 * A worker process calls curl_load_now() before it locks itself in. */
#ifndef STEPPE_BASE_CURL_H
#define STEPPE_BASE_CURL_H

#include <config.h>
#include <curl/curl.h>

#ifdef CURL_SONAME /* configure: --disable-late-curl links it as usual */

#undef curl_easy_getinfo
#undef curl_easy_setopt
#undef curl_multi_setopt
#undef curl_share_setopt

/* Every function of libcurl that Steppe calls, without its curl_. */
/* clang-format off */
#define CURL_FUNCTIONS(F) \
	F(easy_cleanup) F(easy_getinfo) F(easy_init) F(easy_pause) F(easy_perform) \
	F(easy_setopt) F(easy_strerror) F(free) F(global_cleanup) F(global_init) \
	F(multi_add_handle) F(multi_cleanup) F(multi_info_read) F(multi_init) F(multi_poll) \
	F(multi_remove_handle) F(multi_setopt) F(multi_socket_action) F(multi_wakeup) \
	F(share_cleanup) F(share_init) F(share_setopt) F(slist_append) F(slist_free_all) \
	F(url) F(url_cleanup) F(url_get) F(url_set)
/* clang-format on */

struct curl_library {
#define CURL_MEMBER(name) __typeof__(curl_##name) *name;
	CURL_FUNCTIONS(CURL_MEMBER)
#undef CURL_MEMBER
};

/* Any thread.  Ends the program with a sentence when the library is not there. */
const struct curl_library *curl_load(void);

#define curl_easy_cleanup curl_load()->easy_cleanup
#define curl_easy_getinfo curl_load()->easy_getinfo
#define curl_easy_init curl_load()->easy_init
#define curl_easy_pause curl_load()->easy_pause
#define curl_easy_perform curl_load()->easy_perform
#define curl_easy_setopt curl_load()->easy_setopt
#define curl_easy_strerror curl_load()->easy_strerror
#define curl_free curl_load()->free
#define curl_global_cleanup curl_load()->global_cleanup
#define curl_global_init curl_load()->global_init
#define curl_multi_add_handle curl_load()->multi_add_handle
#define curl_multi_cleanup curl_load()->multi_cleanup
#define curl_multi_info_read curl_load()->multi_info_read
#define curl_multi_init curl_load()->multi_init
#define curl_multi_poll curl_load()->multi_poll
#define curl_multi_remove_handle curl_load()->multi_remove_handle
#define curl_multi_setopt curl_load()->multi_setopt
#define curl_multi_socket_action curl_load()->multi_socket_action
#define curl_multi_wakeup curl_load()->multi_wakeup
#define curl_share_cleanup curl_load()->share_cleanup
#define curl_share_init curl_load()->share_init
#define curl_share_setopt curl_load()->share_setopt
#define curl_slist_append curl_load()->slist_append
#define curl_slist_free_all curl_load()->slist_free_all
#define curl_url curl_load()->url
#define curl_url_cleanup curl_load()->url_cleanup
#define curl_url_get curl_load()->url_get
#define curl_url_set curl_load()->url_set

#endif

/* Loads it now, where nothing may be opened later. */
void curl_load_now(void);

#endif

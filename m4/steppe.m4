# STEPPE_TRY_CFLAG(VARIABLE, FLAG): add FLAG to VARIABLE when the compiler and linker take it.
AC_DEFUN([STEPPE_TRY_CFLAG], [
	AS_VAR_PUSHDEF([cache], [steppe_cv_flag_$2])
	AC_CACHE_CHECK([whether $CC takes $2], [cache], [
		steppe_saved_CFLAGS=$CFLAGS
		steppe_saved_LDFLAGS=$LDFLAGS
		CFLAGS="$CFLAGS -Werror $2"
		AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
			[AS_VAR_SET([cache], [yes])], [AS_VAR_SET([cache], [no])])
		CFLAGS=$steppe_saved_CFLAGS
		LDFLAGS=$steppe_saved_LDFLAGS])
	AS_VAR_IF([cache], [yes], [$1="$$1 $2"])
	AS_VAR_POPDEF([cache])
])

# --enable-sanitizers=LIST: address,undefined or thread.
AC_DEFUN([STEPPE_SANITIZERS], [
	AC_ARG_ENABLE([sanitizers],
		[AS_HELP_STRING([--enable-sanitizers=LIST], [build with -fsanitize=LIST])],
		[], [enable_sanitizers=no])
	AS_IF([test "$enable_sanitizers" != no], [
		SANITIZER_FLAGS="-fsanitize=$enable_sanitizers -fno-omit-frame-pointer -g -O1"
		# Instrumented code makes gcc see null formats where there are none.
		STEPPE_TRY_CFLAG([SANITIZER_FLAGS], [-Wno-format-truncation])
		STEPPE_TRY_CFLAG([SANITIZER_FLAGS], [-Wno-format-overflow])])
	AC_SUBST([SANITIZER_FLAGS])
])

# --enable-fuzzing: build the libFuzzer targets (clang only).
AC_DEFUN([STEPPE_FUZZING], [
	AC_ARG_ENABLE([fuzzing],
		[AS_HELP_STRING([--enable-fuzzing], [build the libFuzzer targets in tests/fuzz (clang)])],
		[], [enable_fuzzing=no])
	AS_IF([test "$enable_fuzzing" != no], [
		SANITIZER_FLAGS="-fsanitize=address,undefined -fsanitize=fuzzer-no-link -fno-omit-frame-pointer -g -O1"])
	AM_CONDITIONAL([FUZZING], [test "$enable_fuzzing" != no])
])

# Warnings; CI makes them errors with --enable-werror.
AC_DEFUN([STEPPE_WARNINGS], [
	AC_ARG_ENABLE([werror],
		[AS_HELP_STRING([--enable-werror], [make warnings errors, as CI does])],
		[], [enable_werror=no])
	WARNING_FLAGS=
	m4_foreach_w([flag], [-Wall -Wextra -Wshadow -Wmissing-prototypes -Wstrict-prototypes
		-Wwrite-strings -Wformat=2 -Wvla -Wundef -Wpointer-arith -Wno-format-nonliteral],
		[STEPPE_TRY_CFLAG([WARNING_FLAGS], flag)
	])
	AS_IF([test "$enable_werror" != no], [WARNING_FLAGS="$WARNING_FLAGS -Werror"])
	AC_SUBST([WARNING_FLAGS])
])

# Each hardening flag is probed by itself: a compiler may lack one and have the rest.
AC_DEFUN([STEPPE_HARDENING], [
	HARDENING_FLAGS=
	HARDENING_LDFLAGS=
	AS_IF([test "x$SANITIZER_FLAGS" = x], [
		m4_foreach_w([flag], [-fstack-protector-strong -fstack-clash-protection
			-fcf-protection=full -mbranch-protection=standard -ftrivial-auto-var-init=zero
			-fno-strict-overflow -fPIE],
			[STEPPE_TRY_CFLAG([HARDENING_FLAGS], flag)
		])
		m4_foreach_w([flag], [-pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,-z,separate-code],
			[STEPPE_TRY_CFLAG([HARDENING_LDFLAGS], m4_quote(flag))
		])
		# The C library warns where nothing is optimised.
		AS_CASE([" $CPPFLAGS $CFLAGS "], [*_FORTIFY_SOURCE*|*" -O0 "*], [],
			[*" -O"*], [HARDENING_FLAGS="$HARDENING_FLAGS -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2"])
	])
	AC_SUBST([HARDENING_FLAGS])
	AC_SUBST([HARDENING_LDFLAGS])
])

# STEPPE_LATE(NAME, library, header, call): a library that few runs need is loaded when they need it
# (src/base/curl.h, feeds/encoding_detect.h), by the name that the linker would write down; it is
# linked as usual where that is not found.
AC_DEFUN([STEPPE_LATE], [
	AC_ARG_ENABLE([late-$2],
		[AS_HELP_STRING([--disable-late-$2], [link lib$2 instead of loading it when it is needed])],
		[], [enable_late_$2=yes])
	AC_CHECK_TOOL([READELF], [readelf], [:])
	AC_MSG_CHECKING([for the name of the lib$2 to load])
	$2_soname=
	AS_IF([test "$enable_late_$2" != no], [
		steppe_saved_LIBS=$LIBS
		LIBS="$LIBS $$1_LIBS"
		AC_LINK_IFELSE([AC_LANG_PROGRAM([[#include <$3>
#include <dlfcn.h>]], [[return !$4 + !dlsym(0, "")]])],
			[$2_soname=`"$READELF" -d conftest$EXEEXT 2>/dev/null | sed -n 's/.*NEEDED.*\@<:@\(lib$2@<:@^@:>@@:>@*\)\@:>@.*/\1/p'`])
		LIBS=$steppe_saved_LIBS
	])
	AC_MSG_RESULT([${$2_soname:-linked}])
	AS_IF([test -n "$$2_soname"], [
		AC_DEFINE_UNQUOTED([$1_SONAME], ["$$2_soname"], [The shared lib$2 that is loaded late])
		$1_LIBS=
	])
])

# The same tree makes the same tarball, to the byte (https://reproducible-builds.org/docs/archives/):
# in one order, nobody's files, as old as the last commit or SOURCE_DATE_EPOCH.  Needs GNU tar.
AC_DEFUN([STEPPE_REPRODUCIBLE_DIST], [
	AS_IF([tar --version 2>/dev/null | grep GNU >/dev/null], [
		am__tar='LC_ALL=C tar --format=posix --sort=name --owner=0 --group=0 --numeric-owner --mode=u+rw,go+rX,go-w'
		am__tar="$am__tar"' --mtime="@$${SOURCE_DATE_EPOCH:-$$(git -C $(srcdir) log -1 --format=%ct 2>/dev/null || date +%s)}"'
		am__tar="$am__tar"' --pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime -chf - "$$tardir"'])
])

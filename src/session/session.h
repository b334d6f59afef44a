/* The states of the screens: see present.c, commands.c. */

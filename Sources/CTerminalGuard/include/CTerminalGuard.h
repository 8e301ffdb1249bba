#ifndef CTERMINALGUARD_H
#define CTERMINALGUARD_H
#include <stddef.h>

/* What Swift cannot do by itself to leave a terminal as it was found: act inside a signal handler,
 * and call the system functions that Swift's Glibc module does not have. */

/* Blocks WINCH TERM HUP INT QUIT CONT TSTP, so that they arrive at the descriptor below only, if the calling thread polls
 * it: threads that are there already pass them on. Unblock where there is no event loop. */
void terminal_guard_block_signals(void);
void terminal_guard_unblock_signals(void);
int terminal_guard_signal_descriptor(void);
/* The next blocked signal; 0 when there is none. */
int terminal_guard_next_signal(int descriptor);

/* Remembers the settings of the terminal, makes it raw, and has `restore` sent if the program dies. */
int terminal_guard_take(int tty, const char *restore, size_t count);
/* Puts the settings back and sends nothing: for when the restoring bytes went out in the ordinary way. */
void terminal_guard_give_back(void);
/* Sends the restoring bytes and puts the settings back, once; safe in a signal handler. */
void terminal_guard_restore(void);

/* Sends fd 2 to memory while the screen is on, if it is a terminal; what came is shown afterwards. */
void terminal_guard_capture_errors(void);
void terminal_guard_release_errors(void);

/* A file in memory, and moving what was written to it out: bytes moved, or minus the bytes needed. */
int terminal_guard_memory_file(void);
long terminal_guard_drain(int file, unsigned char *buffer, long capacity);

int terminal_guard_window_size(int tty, int *rows, int *columns);
/* Stops the process group as ^Z does; returns when it goes on. */
void terminal_guard_stop_self(void);
/* Runs `sh -c command sh file` with default signals and waits: the wait status, or -1. */
int terminal_guard_run(const char *command, const char *file);
#endif

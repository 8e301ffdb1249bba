#ifndef CNCURSES_SHIM_H
#define CNCURSES_SHIM_H
/* Without this there is no wide API. _XOPEN_SOURCE would bring it too, and hide half of Glibc's own module. */
#define NCURSES_WIDECHAR 1
#include <ncurses.h>

#include <fcntl.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* Attributes are casting macros, which the importer drops. */
static const attr_t cncurses_bold = A_BOLD, cncurses_dim = A_DIM, cncurses_italic = A_ITALIC,
                    cncurses_underline = A_UNDERLINE, cncurses_reverse = A_REVERSE;

/* Mutable C globals are refused by Swift 6. */
static inline WINDOW *cncurses_standard_screen(void) { return stdscr; }
static inline int cncurses_rows(void) { return LINES; }
static inline int cncurses_columns(void) { return COLS; }
static inline int cncurses_colors(void) { return COLORS; }

/* From <term.h>, whose macros would break everything above. */
extern int tigetflag(const char *);
extern char *tigetstr(const char *);
extern char *tiparm(const char *, ...);
/* The string capability `name`; NULL where the terminal has none. */
static inline const char *cncurses_string(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 ? NULL : value;
}
static inline const char *cncurses_expand(const char *capability, int parameter) {
  return tiparm(capability, parameter);
}

/* newterm() says no where initscr() would print a message and exit. ncurses writes to `output` and never reads. */
static inline SCREEN *cncurses_open(int output, int rows, int columns) {
  char number[16];
  SCREEN *screen;
  int copy = fcntl(output, F_DUPFD_CLOEXEC, 3);
  FILE *out = copy < 0 ? NULL : fdopen(copy, "w"), *in = fopen("/dev/null", "re");
  if (!out || !in) return NULL;
  /* The output is not a terminal and has no size: tell newterm, then forget it, else resizing would be ignored. */
  snprintf(number, sizeof number, "%d", rows);
  setenv("LINES", number, 1);
  snprintf(number, sizeof number, "%d", columns);
  setenv("COLUMNS", number, 1);
  screen = newterm(NULL, out, in);
  unsetenv("LINES");
  unsetenv("COLUMNS");
  return screen;
}

/* One cell. The pair stands in ext_color, because setcchar takes a short. */
static inline void cncurses_cell(cchar_t *cell, const wchar_t *characters, int count, attr_t attributes, int pair) {
  int i;
  memset(cell, 0, sizeof *cell);
  for (i = 0; i < count && i < CCHARW_MAX; i++) cell->chars[i] = characters[i];
  cell->attr = attributes | (attr_t)COLOR_PAIR(pair > 255 ? 255 : pair);
  cell->ext_color = pair;
}

static inline int cncurses_character_width(unsigned int scalar) { return wcwidth((wchar_t)scalar); }
static inline int cncurses_is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }
#endif

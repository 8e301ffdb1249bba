#define _GNU_SOURCE
#include "CTerminalGuard.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#define COUNT(array) (sizeof array / sizeof *array)

static const int loop_signals[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT, SIGTSTP};
static const int crash_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS};
static struct sigaction earlier[COUNT(crash_signals)];

static volatile sig_atomic_t armed = 0;
static int guarded_tty = -1, errors_file = -1, errors_target = -1;
static struct termios found;
static char restore_bytes[1024];
static size_t restore_count;

static sigset_t loop_set(void) {
  sigset_t set;
  sigemptyset(&set);
  for (size_t i = 0; i < COUNT(loop_signals); i++) sigaddset(&set, loop_signals[i]);
  return set;
}

static pthread_t loop_thread;

/* Threads that were started before the loop do not block its signals: one that gets such a signal passes it on. */
static void pass_on(int number) {
  int error = errno;
  if (!pthread_equal(pthread_self(), loop_thread)) pthread_kill(loop_thread, number);
  errno = error;
}

void terminal_guard_block_signals(void) {
  sigset_t set = loop_set();
  loop_thread = pthread_self();
  pthread_sigmask(SIG_BLOCK, &set, NULL);
  for (size_t i = 0; i < COUNT(loop_signals); i++) signal(loop_signals[i], pass_on);
  signal(SIGPIPE, SIG_IGN);
}

void terminal_guard_unblock_signals(void) {
  sigset_t set = loop_set();
  for (size_t i = 0; i < COUNT(loop_signals); i++) signal(loop_signals[i], SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

int terminal_guard_signal_descriptor(void) {
  sigset_t set = loop_set();
  return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int terminal_guard_next_signal(int descriptor) {
  struct signalfd_siginfo info;
  return read(descriptor, &info, sizeof info) == sizeof info ? (int)info.ssi_signo : 0;
}

/* The terminal does not block and may be stalled: wait half a second, then discard what is stuck in it and begin again,
   since a part of this may be stuck there too. */
static void send_all(int file, const char *bytes, size_t count) {
  int patience = 5, flushed = 0;
  size_t sent = 0;
  while (sent < count) {
    ssize_t written = write(file, bytes + sent, count - sent);
    if (written > 0) {
      sent += (size_t)written;
    } else if (written < 0 && errno == EAGAIN) {
      struct pollfd wait = {.fd = file, .events = POLLOUT};
      if (patience-- > 0) {
        poll(&wait, 1, 100);
      } else if (!flushed) {
        flushed = 1;
        sent = 0;
        tcflush(file, TCOFLUSH);
      } else {
        return;
      }
    } else if (!(written < 0 && errno == EINTR)) {
      return;
    }
  }
}

void terminal_guard_give_back(void) {
  if (!armed) return;
  armed = 0;
  tcsetattr(guarded_tty, TCSANOW, &found);
}

void terminal_guard_restore(void) {
  if (!armed) return;
  send_all(guarded_tty, restore_bytes, restore_count);
  terminal_guard_give_back();
}

void terminal_guard_capture_errors(void) {
  if (errors_file >= 0 || !isatty(2)) return;
  errors_file = memfd_create("errors", MFD_CLOEXEC);
  if (errors_file < 0) return;
  errors_target = fcntl(2, F_DUPFD_CLOEXEC, 3);
  dup2(errors_file, 2);
}

void terminal_guard_release_errors(void) {
  char buffer[4096];
  ssize_t count;
  if (errors_file < 0) return;
  dup2(errors_target, 2);
  lseek(errors_file, 0, SEEK_SET);
  while ((count = read(errors_file, buffer, sizeof buffer)) > 0) send_all(2, buffer, (size_t)count);
  close(errors_file);
  close(errors_target);
  errors_file = errors_target = -1;
}

/* Only async-signal-safe calls from here. Ends in whatever would have happened without us. */
static void on_crash(int number) {
  int error = errno;
  terminal_guard_restore();
  terminal_guard_release_errors();
  for (size_t i = 0; i < COUNT(crash_signals); i++)
    if (crash_signals[i] == number) sigaction(number, &earlier[i], NULL);
  errno = error;
  raise(number);
}

static void install_crash_handlers(void) {
  static int installed = 0;
  static char stack[65536];
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  struct sigaction action;
  if (installed) return;
  installed = 1;
  sigaltstack(&alternate, NULL);
  memset(&action, 0, sizeof action);
  action.sa_handler = on_crash;
  action.sa_flags = SA_ONSTACK;
  for (size_t i = 0; i < COUNT(crash_signals); i++) sigaction(crash_signals[i], &action, &earlier[i]);
  atexit(terminal_guard_release_errors);
  atexit(terminal_guard_restore);
}

int terminal_guard_take(int tty, const char *restore, size_t count) {
  struct termios raw;
  if (!armed && tcgetattr(tty, &found) != 0) return -1;
  guarded_tty = tty;
  restore_count = count < sizeof restore_bytes ? count : sizeof restore_bytes;
  memcpy(restore_bytes, restore, restore_count);
  install_crash_handlers();
  raw = found;
  cfmakeraw(&raw);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  armed = 1;
  if (tcsetattr(tty, TCSADRAIN, &raw) == 0) return 0;
  armed = 0;
  return -1;
}

int terminal_guard_memory_file(void) { return memfd_create("frame", MFD_CLOEXEC); }

long terminal_guard_drain(int file, unsigned char *buffer, long capacity) {
  off_t size = lseek(file, 0, SEEK_CUR);
  long moved = 0;
  if (size > capacity) return -(long)size;
  while (moved < size) {
    ssize_t count = pread(file, buffer + moved, (size_t)(size - moved), moved);
    if (count <= 0) break;
    moved += count;
  }
  if (ftruncate(file, 0) != 0 || lseek(file, 0, SEEK_SET) != 0) return 0;
  return moved;
}

int terminal_guard_window_size(int tty, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(tty, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return -1;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return 0;
}

void terminal_guard_stop_self(void) {
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  signal(SIGTSTP, SIG_DFL);
  kill(0, SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, NULL); /* here we stop, unless no shell would ever wake us */
  pthread_sigmask(SIG_BLOCK, &stop, NULL);
  signal(SIGTSTP, pass_on);
}

int terminal_guard_run(const char *command, const char *file) {
  static const int keyboard_signals[] = {SIGINT, SIGQUIT, SIGTSTP};
  extern char **environ;
  char *arguments[] = {"sh", "-c", (char *)command, "sh", (char *)file, NULL};
  posix_spawnattr_t attributes;
  sigset_t none, all;
  pid_t child;
  int status = -1;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  if (posix_spawnp(&child, "sh", NULL, &attributes, arguments, environ) == 0)
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
  posix_spawnattr_destroy(&attributes);
  /* A ^C typed at the child was sent to us too and is pending: ignoring a signal for a moment discards it. */
  for (size_t i = 0; i < COUNT(keyboard_signals); i++) {
    signal(keyboard_signals[i], SIG_IGN);
    signal(keyboard_signals[i], pass_on);
  }
  return status;
}

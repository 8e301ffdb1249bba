import ArgumentParser
import Glibc

signal(SIGPIPE, SIG_IGN)
// A thread that does not keep it for the screen loses it: threads that are started before a screen opens inherit this.
var windowChange = sigset_t()
sigemptyset(&windowChange)
sigaddset(&windowChange, SIGWINCH)
pthread_sigmask(SIG_BLOCK, &windowChange, nil)
DotEnv.load()
// Not exit(): background work may still be inside libpq or OpenSSL, whose own handlers at exit would pull the ground
// from under it. Everything of ours is written and given back by now.
_exit(Countersign.runToExitStatus())

import ArgumentParser
import Glibc

signal(SIGPIPE, SIG_IGN)
DotEnv.load()
// Not exit(): background work may still be inside libpq or OpenSSL, whose own handlers at exit would pull the ground
// from under it. Everything of ours is written and given back by now.
_exit(Countersign.runToExitStatus())

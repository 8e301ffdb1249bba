import ArgumentParser
import Glibc

signal(SIGPIPE, SIG_IGN)
exit(Countersign.runToExitStatus())

import ArgumentParser
import Glibc
import TerminalKit

signal(SIGPIPE, SIG_IGN)
exit(Countersign.runToExitStatus().rawValue)

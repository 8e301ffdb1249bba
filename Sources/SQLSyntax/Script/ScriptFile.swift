/// What is at a path, as far as a script needs to know.
package enum ScriptFile: Hashable, Sendable {
  /// A file and all its bytes.
  case text([UInt8])
  /// A folder and the names in it, in whatever order; those of folders end with `/`.
  case folder([String])
  case missing
  /// It is there, and why it could not be read.
  case unreadable(String)
}

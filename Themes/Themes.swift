/// The themes that come with the program, as the bytes of their TOML files.
package enum EmbeddedThemes {
  /// Name (as in `[ui] theme`) and file content, in the order in which they are offered.
  package static let all: [(name: String, toml: [UInt8])] = [
    ("default-dark", PackageResources.default_dark_toml),
    ("default-light", PackageResources.default_light_toml),
  ]
}

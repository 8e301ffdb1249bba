/// The themes that come with the program, as the bytes of their TOML files.
package enum EmbeddedThemes {
  /// Name (as in `[ui] theme`) and file content, in the order in which they are offered.
  package static let all: [(name: String, toml: [UInt8])] = [
    ("default-dark", PackageResources.default_dark_toml),
    ("default-light", PackageResources.default_light_toml),
    ("palette", PackageResources.palette_toml),
    ("high-contrast", PackageResources.high_contrast_toml),
    ("high-contrast-light", PackageResources.high_contrast_light_toml),
    ("deuteranopia", PackageResources.deuteranopia_toml),
    ("deuteranopia-light", PackageResources.deuteranopia_light_toml),
    ("tritanopia", PackageResources.tritanopia_toml),
    ("tritanopia-light", PackageResources.tritanopia_light_toml),
    ("monochrome", PackageResources.monochrome_toml),
  ]
}

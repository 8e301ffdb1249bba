// swift-tools-version: 6.2
import PackageDescription

/// One list for every Swift target: the compiler, not a reviewer, keeps these promises.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let tomlKit: Target.Dependency = .product(name: "TOMLKit", package: "TOMLKit")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")

let themes = [
  "default-dark", "default-light", "palette", "high-contrast", "high-contrast-light", "deuteranopia",
  "deuteranopia-light",
  "tritanopia", "tritanopia-light", "monochrome",
]

let package = Package(
  name: "countersign",
  products: [.executable(name: "countersign", targets: ["countersign"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    .systemLibrary(name: "CNCurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CPgQuery", providers: [.apt(["libpg-query-dev"])]),
    .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "CTerminalGuard"),

    .target(name: "MigrationCore", dependencies: ["CCrypto"], swiftSettings: strict),
    .target(name: "SQLSyntax", dependencies: ["CPgQuery", "MigrationCore"], swiftSettings: strict),
    .target(name: "Postgres", dependencies: ["CLibpq"], swiftSettings: strict),
    .target(
      name: "LiveDatabase", dependencies: ["Postgres", "SQLSyntax", "MigrationCore", subprocess, tomlKit],
      swiftSettings: strict),
    .target(
      name: "Themes", path: "Themes",
      resources: themes.map { .embedInCode("\($0).toml") },
      swiftSettings: strict),
    .target(
      name: "TerminalKit", dependencies: ["CNCurses", "CTerminalGuard", tomlKit], swiftSettings: strict),
    .target(
      name: "ReviewerUI", dependencies: ["MigrationCore", "TerminalKit"], exclude: ["KEYS.md"], swiftSettings: strict),
    .executableTarget(
      name: "countersign",
      dependencies: [
        "MigrationCore", "SQLSyntax", "Postgres", "LiveDatabase", "Themes", "TerminalKit", "ReviewerUI",
        "CTerminalGuard", argumentParser,
      ],
      swiftSettings: strict),

    .testTarget(
      name: "MigrationCoreTests", dependencies: ["MigrationCore", "SQLSyntax"],
      exclude: ["Review/Neighbours/rules.txt"], swiftSettings: strict),
    .testTarget(name: "SQLSyntaxTests", dependencies: ["SQLSyntax", "MigrationCore"], swiftSettings: strict),
    .target(
      name: "TestServer", dependencies: ["LiveDatabase", "Postgres"], path: "Tests/TestServer",
      swiftSettings: strict),
    .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: strict),
    .testTarget(
      name: "PostgresTests", dependencies: ["Postgres", "LiveDatabase", "TestServer"], swiftSettings: strict),
    .testTarget(
      name: "LiveDatabaseTests",
      dependencies: ["LiveDatabase", "Postgres", "SQLSyntax", "MigrationCore", "TestServer", "SeededRandom"],
      exclude: ["RoundTrip/Pages", "OneChange/Pages"],
      swiftSettings: strict),
    .target(
      name: "PseudoTerminal", dependencies: ["TerminalKit", "SeededRandom"], path: "Tests/PseudoTerminal",
      swiftSettings: strict),
    .executableTarget(
      name: "TerminalProbe", dependencies: ["TerminalKit", "Themes", "PseudoTerminal"], path: "Tests/TerminalProbe",
      swiftSettings: strict),
    .testTarget(
      name: "TerminalKitTests",
      dependencies: ["TerminalKit", "Themes", "PseudoTerminal", "SeededRandom", "TerminalProbe"],
      exclude: ["drawing.svg"],
      swiftSettings: strict),
    .testTarget(
      name: "ReviewerUITests", dependencies: ["ReviewerUI", "MigrationCore", "TerminalKit", "SeededRandom"],
      exclude: ["Screens"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "countersign", "PseudoTerminal", "TestServer", "SeededRandom", "LiveDatabase", "Postgres", "MigrationCore",
      ],
      exclude: ["Screens"], swiftSettings: strict),
  ]
)

/// Several rights of one grantee on one thing, as pgschema groups them.
struct PgschemaPrivilege: PgschemaPart, Hashable {
  /// What it is about; each form has members of its own.
  enum Subject: Hashable {
    case object(type: String, name: Identifier)
    case columns(table: Identifier, columns: [Identifier])
    case defaults(role: Identifier, objects: String)
  }

  var subject: Subject
  var grantee: Identifier
  var rights: [String]
  var isGrantable: Bool

  func write(to text: inout PgschemaText) {
    switch subject {
    case .object(let type, let name):
      text.member("object_type", type)
      text.member("object_name", name.text)
    case .columns(let table, let columns):
      text.member("table_name", table.text)
      text.member("columns", columns.map(\.text))
    case .defaults(let role, let objects):
      text.member("owner_role", role.text)
      text.member("object_type", objects)
    }
    text.member("grantee", grantee.text)
    text.member("privileges", rights)
    text.member("with_grant_option", isGrantable)
  }

  /// What pgschema sorts by.
  ///
  /// It leaves out the grant option, so two entries with one key have no fixed order.
  var sortKey: [Identifier] {
    switch subject {
    case .object(let type, let name): [Identifier(type), name, grantee]
    case .columns(let table, let columns):
      [table, Identifier(columns.map(\.text).joined(separator: ",")), grantee]
    case .defaults(let role, let objects): [role, Identifier(objects), grantee]
    }
  }

  /// Groups single rights, sorts as pgschema does, and puts what cannot be granted on first among ties.
  static func grouped(_ rights: [PgschemaRight]) -> [Self] {
    struct Group: Hashable {
      var subject: Subject
      var grantee: Identifier
      var isGrantable: Bool
    }
    return Dictionary(grouping: rights) { Group(subject: $0.subject, grantee: $0.grantee, isGrantable: $0.isGrantable) }
      .map { group, rights in
        Self(
          subject: group.subject, grantee: group.grantee, rights: Set(rights.map(\.right)).sorted(),
          isGrantable: group.isGrantable)
      }
      .sorted()
  }

  /// Makes one entry of the columns on which a grantee has the same rights.
  static func merged(_ single: [Self]) -> [Self] {
    struct Group: Hashable {
      var table: Identifier
      var grantee: Identifier
      var rights: [String]
      var isGrantable: Bool
    }
    var columns: [Group: [Identifier]] = [:]
    for entry in single {
      guard case .columns(let table, let names) = entry.subject else { continue }
      let group = Group(
        table: table, grantee: entry.grantee, rights: entry.rights, isGrantable: entry.isGrantable)
      columns[group, default: []] += names
    }
    return columns.map { group, columns in
      Self(
        subject: .columns(table: group.table, columns: columns.sorted()), grantee: group.grantee,
        rights: group.rights, isGrantable: group.isGrantable)
    }
    .sorted()
  }
}

extension PgschemaPrivilege: Comparable {
  static func < (left: Self, right: Self) -> Bool {
    if left.sortKey != right.sortKey { return left.sortKey.lexicographicallyPrecedes(right.sortKey) }
    if left.isGrantable != right.isGrantable { return !left.isGrantable }
    return left.rights.lexicographicallyPrecedes(right.rights)
  }
}

/// One right of one grantee, before grouping.
struct PgschemaRight {
  var subject: PgschemaPrivilege.Subject
  var grantee: Identifier
  var right: String
  var isGrantable: Bool

  func isIgnored(by ignored: IgnoreRules) -> Bool {
    switch subject {
    case .object(let type, let name):
      ignored.ignores(.privileges, grantee) || ignored.ignores(pgschemaType: type, name)
    case .columns(let table, _):
      ignored.ignores(.privileges, grantee) || ignored.ignores(.tables, table) || ignored.ignores(.views, table)
    case .defaults: ignored.ignores(.defaultPrivileges, grantee)
    }
  }
}

extension IgnoreRules {
  /// Whether an object is ignored, by pgschema's word for its type and its name in a privilege.
  func ignores(pgschemaType type: String, _ name: Identifier) -> Bool {
    // A routine's arguments are part of that name; the patterns know none.
    let withoutArguments = Identifier(bytes: name.bytes.prefix { $0 != UInt8(ascii: "(") })
    return switch type {
    case "TABLE": ignores(.tables, name)
    case "VIEW": ignores(.views, name)
    case "SEQUENCE": ignores(.sequences, name)
    case "TYPE": ignores(.types, name)
    case "FUNCTION": ignores(.functions, withoutArguments)
    case "PROCEDURE": ignores(.procedures, withoutArguments)
    default: false
    }
  }
}

/// A routine or type from which PUBLIC's built-in right was taken.
struct PgschemaRevokedDefault: PgschemaPart, Hashable {
  var objectType: String
  var objectName: String

  func write(to text: inout PgschemaText) {
    text.member("object_type", objectType)
    text.member("object_name", objectName)
    text.member("privileges", [objectType == "TYPE" ? "USAGE" : "EXECUTE"])
  }
}

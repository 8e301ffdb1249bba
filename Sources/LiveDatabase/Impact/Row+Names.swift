internal import MigrationCore
internal import Postgres

extension Row {
  func identifier(_ column: Int) -> Identifier { Identifier(bytes: bytes(column) ?? []) }
  func name(_ schema: Int, _ name: Int) -> QualifiedName {
    QualifiedName(identifier(schema), identifier(name))
  }
  func isTrue(_ column: Int) -> Bool { self[column] == "t" }
  func int64(_ column: Int) -> Int64? { self[column].flatMap { Int64($0) } }
}

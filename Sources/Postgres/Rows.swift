import CLibpq

/// The result of one statement: its rows, copied out of libpq, and its command tag.
///
/// Shape: all values lie behind one another in one buffer, so a result of tens of thousands of rows is two arrays.
/// Values are the bytes that the server sent in text format; `nil` is NULL.
package struct Rows: Sendable {
  /// Names as the server sent them; several columns may share one.
  package let columnNames: [String]
  package let count: Int
  /// What was done, as in `psql`: `SELECT 3`, `CREATE TABLE`; empty for an empty statement.
  package let commandTag: String

  private let values: [UInt8]
  /// Where each value ends, row by row; the complement of that for NULL.
  private let ends: [Int]

  init(_ result: OpaquePointer) {
    let columns = Int(PQnfields(result))
    let rows = Int(PQntuples(result))
    columnNames = (0..<columns).map { column in
      PQfname(result, Int32(column)).map { String(cString: $0) } ?? ""
    }
    count = rows
    commandTag = PQcmdStatus(result).map { String(cString: $0) } ?? ""
    var values: [UInt8] = []
    var ends: [Int] = []
    ends.reserveCapacity(rows * columns)
    for row in 0..<Int32(rows) {
      for column in 0..<Int32(columns) {
        if PQgetisnull(result, row, column) == 1 {
          ends.append(~values.count)
        } else {
          let length = Int(PQgetlength(result, row, column))
          values.append(contentsOf: UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: length))
          ends.append(values.count)
        }
      }
    }
    self.values = values
    self.ends = ends
  }

  /// The place of the first column called `name`, compared as bytes.
  package func column(_ name: String) -> Int? {
    columnNames.firstIndex { $0.utf8.elementsEqual(name.utf8) }
  }

  /// The value as bytes, without a copy; nil for NULL.
  package func slice(row: Int, column: Int) -> ArraySlice<UInt8>? {
    precondition(column >= 0 && column < columnNames.count, "column \(column) of \(columnNames.count)")
    let cell = row * columnNames.count + column
    let end = ends[cell]
    guard end >= 0 else { return nil }
    let previous = cell == 0 ? 0 : ends[cell - 1]
    return values[(previous < 0 ? ~previous : previous)..<end]
  }
}

extension Rows: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { count }
  package subscript(row: Int) -> Row {
    precondition(row >= 0 && row < count, "row \(row) of \(count)")
    return Row(rows: self, index: row)
  }
}

/// One row of a result.
package struct Row: Sendable {
  package let rows: Rows
  package let index: Int

  /// The value as bytes; nil for NULL.
  package func bytes(_ column: Int) -> [UInt8]? { rows.slice(row: index, column: column).map(Array.init) }

  /// The value as text; nil for NULL.
  ///
  /// Bytes that are not UTF-8 become U+FFFD.
  package subscript(column: Int) -> String? {
    rows.slice(row: index, column: column).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The value of the first column called `name` as bytes; nil for NULL.
  ///
  /// A name that is not there is a caller's bug.
  package func bytes(_ name: String) -> [UInt8]? { bytes(place(of: name)) }

  /// The value of the first column called `name` as text; nil for NULL.
  ///
  /// A name that is not there is a caller's bug.
  package subscript(name: String) -> String? { self[place(of: name)] }

  private func place(of name: String) -> Int {
    guard let column = rows.column(name) else { preconditionFailure("no column \(name) in \(rows.columnNames)") }
    return column
  }
}

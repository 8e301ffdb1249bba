package import MigrationCore
import TerminalKit

/// A live schema as linear text of at most 80 columns: for pipes, dumb terminals and screen readers.
///
/// The same content and words as in the browser, object by object in the order of its tree; no control characters, no box
/// drawing.
package enum PlainSchema {
  /// The whole text, ending in a newline.
  ///
  /// - Parameters:
  ///   - schema: what was read.
  ///   - name: the schema's name.
  ///   - target: the database as the command line named it.
  ///   - sizes: of what takes room.
  /// - Returns: lines of at most 80 columns.
  package static func text(
    of schema: BrowsedSchema, named name: String, on target: String, _ sizes: Loadable<[ObjectID: RelationSize]>
  ) -> String {
    var page = PlainPage()
    page.line("Schema \(name) of \(target), PostgreSQL \(schema.server)")
    switch sizes {
    case .loading: page.line("Sizes: not read")
    case .unavailable(let why): page.line("Sizes: not read: \(why)")
    case .loaded: break
    }
    let writer = Writer(schema: schema, name: Identifier(name), sizes: sizes.value ?? [:])
    for root in schema.tree.roots {
      page.blank()
      writer.object(root, depth: 0, &page)
      for heading in root.children { writer.heading(heading, &page) }
    }
    return page.text
  }

  private struct Writer {
    let schema: BrowsedSchema
    let name: Identifier
    let sizes: [ObjectID: RelationSize]

    func heading(_ node: ObjectNode, _ page: inout PlainPage) {
      let isManaged = Identifier(node.title) != Identifier(ObjectTree.notManagedTitle)
      let count = node.children.count { $0.id != nil }
      page.blank()
      page.line(node.title.uppercased() + (isManaged ? " (\(count))" : ""))
      for child in node.children {
        guard isManaged else {
          page.line("  \(child.title): \(child.children.count)", hanging: 4)
          for object in child.children { page.line("    \(object.title)", hanging: 6) }
          continue
        }
        page.blank()
        object(child, depth: 0, &page)
      }
    }

    /// An object with its definition and what else is known of it; a member, whose definition its relation has, by name.
    func object(_ node: ObjectNode, depth: Int, _ page: inout PlainPage) {
      guard let id = node.id else { return }
      let indent = String(repeating: "  ", count: depth)
      let detail = node.detail.isEmpty || id.kind == .schema ? "" : "  \(node.detail)"
      page.line("\(indent)\(id.kind.rawValue) \(node.title)\(detail)", hanging: 2 * depth + 4)
      if let size = sizes[id] {
        page.line("\(indent)  Size: \(Browser.words(for: size, of: id.kind))", hanging: 2 * depth + 4)
      }
      if depth == 0 {
        for line in Sanitizer.plainText(node.definition).split(separator: "\n", omittingEmptySubsequences: false)
        where !node.definition.isEmpty {
          page.line("    \(line)", hanging: 8 + line.prefix { $0 == " " }.count)
        }
      }
      if id.kind != .schema {
        list("Used by", schema.dependencies.users(of: id), indent, &page)
        list("Needs", schema.dependencies.needs(of: id), indent, &page)
        for child in node.children { object(child, depth: depth + 1, &page) }
      }
    }

    private func list(_ title: String, _ objects: [ObjectID], _ indent: String, _ page: inout PlainPage) {
      guard !objects.isEmpty else { return }
      let names = objects.map { "\($0.kind.rawValue) \(Browser.name(of: $0, in: name))" }.joined(separator: ", ")
      page.line("\(indent)  \(title): \(names)", hanging: indent.count + 4)
    }
  }
}

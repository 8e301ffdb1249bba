/// Domains; their constraints are a query of their own.
enum DomainQuery: CatalogQuery {
  static let name = "domains"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT t.typname, pg_catalog.format_type(t.typbasetype, t.typtypmod), \(CatalogFragments.role("t.typowner")),
      \(CatalogFragments.comment(on: "t.oid", in: "pg_type")), \(CatalogFragments.extensionName(of: "t.oid", in: "pg_type")),
      \(CatalogFragments.collation("t.typcollation", unlessOfType: "b.typcollation")),
      pg_catalog.pg_get_expr(t.typdefaultbin, 0), t.typnotnull
    FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
    WHERE t.typnamespace = \(CatalogFragments.schema) AND t.typtype = 'd'
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> Domain {
    var domain = Domain(name: try row.identifier(), baseType: try row.text())
    domain.owner = try row.identifier()
    domain.comment = row.optionalText()
    domain.extensionName = row.optionalIdentifier()
    domain.collation = row.optionalQualifiedName()
    domain.defaultExpression = row.optionalText()
    domain.isNotNull = try row.flag()
    return domain
  }
}

/// Constraints of domains.
enum DomainConstraintQuery: CatalogQuery {
  static let name = "constraints of domains"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT t.typname, k.conname, pg_catalog.pg_get_constraintdef(k.oid), k.contype = 'n', k.convalidated,
      \(CatalogFragments.comment(on: "k.oid", in: "pg_constraint"))
    FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_constraint k ON k.contypid = t.oid
    WHERE t.typnamespace = \(CatalogFragments.schema) AND t.typtype = 'd'
    """
  }

  static func decode(
    _ row: inout CatalogRow
  ) throws(CatalogError) -> (domain: Identifier, constraint: DomainConstraint) {
    let domain = try row.identifier()
    var constraint = DomainConstraint(name: try row.identifier(), definition: try row.text())
    constraint.isNotNull = try row.flag()
    constraint.isValidated = try row.flag()
    constraint.comment = row.optionalText()
    return (domain, constraint)
  }
}

/// Text search parsers.
enum TextSearchParserQuery: DefinedObjectQuery {
  static let kind = ObjectKind.textSearchParser
  static let name = "text search parsers"

  static func sql(on server: ServerVersion) -> String {
    let name = CatalogFragments.name("pg_ts_parser_is_visible", "p", schema: "prsnamespace", name: "prsname")
    let options = CatalogFragments.options(
      CatalogFragments.function("START", "p.prsstart"), CatalogFragments.function("GETTOKEN", "p.prstoken"),
      CatalogFragments.function("END", "p.prsend"), CatalogFragments.function("LEXTYPES", "p.prslextype"),
      CatalogFragments.function("HEADLINE", "p.prsheadline"))
    return """
      SELECT \(identity("p", in: "pg_ts_parser", name: "prsname", owner: nil)), 'TEXT SEARCH PARSER ' || \(name),
        'CREATE TEXT SEARCH PARSER ' || \(name) || ' (' || \(options) || ')', NULL
      FROM pg_catalog.pg_ts_parser p WHERE p.prsnamespace = \(CatalogFragments.schema)
      """
  }
}

/// Text search templates.
enum TextSearchTemplateQuery: DefinedObjectQuery {
  static let kind = ObjectKind.textSearchTemplate
  static let name = "text search templates"

  static func sql(on server: ServerVersion) -> String {
    let name = CatalogFragments.name("pg_ts_template_is_visible", "t", schema: "tmplnamespace", name: "tmplname")
    let options = CatalogFragments.options(
      CatalogFragments.function("INIT", "t.tmplinit"), CatalogFragments.function("LEXIZE", "t.tmpllexize"))
    return """
      SELECT \(identity("t", in: "pg_ts_template", name: "tmplname", owner: nil)),
        'TEXT SEARCH TEMPLATE ' || \(name), 'CREATE TEXT SEARCH TEMPLATE ' || \(name) || ' (' || \(options) || ')', NULL
      FROM pg_catalog.pg_ts_template t WHERE t.tmplnamespace = \(CatalogFragments.schema)
      """
  }
}

/// Text search dictionaries.
enum TextSearchDictionaryQuery: DefinedObjectQuery {
  static let kind = ObjectKind.textSearchDictionary
  static let name = "text search dictionaries"

  static func sql(on server: ServerVersion) -> String {
    let name = CatalogFragments.name("pg_ts_dict_is_visible", "d", schema: "dictnamespace", name: "dictname")
    let template = CatalogFragments.name("pg_ts_template_is_visible", "t", schema: "tmplnamespace", name: "tmplname")
    // The options are stored as SQL.
    return """
      SELECT \(identity("d", in: "pg_ts_dict", name: "dictname", owner: "dictowner")),
        'TEXT SEARCH DICTIONARY ' || \(name),
        'CREATE TEXT SEARCH DICTIONARY ' || \(name) || ' (TEMPLATE = ' || \(template)
          || coalesce(', ' || d.dictinitoption, '') || ')', NULL
      FROM pg_catalog.pg_ts_dict d JOIN pg_catalog.pg_ts_template t ON t.oid = d.dicttemplate
      WHERE d.dictnamespace = \(CatalogFragments.schema)
      """
  }
}

/// Text search configurations with their mappings.
enum TextSearchConfigurationQuery: DefinedObjectQuery {
  static let kind = ObjectKind.textSearchConfiguration
  static let name = "text search configurations"

  static func sql(on server: ServerVersion) -> String {
    let name = CatalogFragments.name("pg_ts_config_is_visible", "c", schema: "cfgnamespace", name: "cfgname")
    let parser = CatalogFragments.name("pg_ts_parser_is_visible", "p", schema: "prsnamespace", name: "prsname")
    let dictionary = CatalogFragments.name("pg_ts_dict_is_visible", "d", schema: "dictnamespace", name: "dictname")
    return """
      SELECT \(identity("c", in: "pg_ts_config", name: "cfgname", owner: "cfgowner")),
        'TEXT SEARCH CONFIGURATION ' || \(name),
        'CREATE TEXT SEARCH CONFIGURATION ' || \(name) || ' (PARSER = ' || \(parser) || ')',
        ARRAY(SELECT 'ALTER TEXT SEARCH CONFIGURATION ' || \(name) || ' ADD MAPPING FOR ' || pg_catalog.quote_ident(k.alias)
            || ' WITH ' || pg_catalog.string_agg(\(dictionary), ', ' ORDER BY m.mapseqno)
          FROM pg_catalog.pg_ts_config_map m JOIN pg_catalog.pg_ts_dict d ON d.oid = m.mapdict
          JOIN LATERAL pg_catalog.ts_token_type(c.cfgparser) k ON k.tokid = m.maptokentype
          WHERE m.mapcfg = c.oid GROUP BY k.tokid, k.alias ORDER BY k.tokid)
      FROM pg_catalog.pg_ts_config c JOIN pg_catalog.pg_ts_parser p ON p.oid = c.cfgparser
      WHERE c.cfgnamespace = \(CatalogFragments.schema)
      """
  }
}

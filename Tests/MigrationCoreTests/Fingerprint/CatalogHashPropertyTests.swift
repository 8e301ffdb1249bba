import MigrationCore
import Testing

/// Every stored property of the model changes the hash, so that nothing can differ unseen.
@Suite struct CatalogHashPropertyTests {
  /// A property of a type of the model, and a change of it somewhere in the schema.
  struct Property: Sendable, CustomTestStringConvertible {
    var type: String
    var name: String
    var change: @Sendable (inout DatabaseSchema) -> Void
    var testDescription: String { "\(type).\(name)" }

    init(_ type: String, _ name: String, _ change: @escaping @Sendable (inout DatabaseSchema) -> Void) {
      (self.type, self.name, self.change) = (type, name, change)
    }
  }

  @Test(arguments: properties) func changesTheHash(_ property: Property) {
    var schema = Self.schema
    property.change(&schema)
    #expect(schema != Self.schema, "the change changes nothing")
    #expect(CatalogHash(of: schema).hex != CatalogHash(of: Self.schema).hex)
  }

  @Test func noPropertyIsForgotten() {
    let schema = Self.schema
    let values: [(String, Any)] = [
      ("Schema", schema), ("Table", schema.tables[0]), ("Column", schema.tables[0].columns[0]),
      ("NotNull", schema.tables[0].columns[0].notNull!), ("Identity", schema.tables[0].columns[0].identity!),
      ("Options", schema.sequences[0].options), ("Constraint", schema.tables[0].constraints[0]),
      ("Index", schema.tables[0].indexes[0]), ("Trigger", schema.tables[0].triggers[0]),
      ("Policy", schema.tables[0].policies[0]), ("View", schema.views[0]),
      ("Materialization", schema.views[0].materialization!), ("Sequence", schema.sequences[0]),
      ("Routine", schema.routines[0]), ("Aggregate", schema.aggregates[0]),
      ("Transition", schema.aggregates[0].transition), ("Enum", schema.enumTypes[0]),
      ("Composite", schema.compositeTypes[0]), ("Attribute", schema.compositeTypes[0].attributes[0]),
      ("Domain", schema.domains[0]), ("DomainConstraint", schema.domains[0].constraints[0]),
      ("Defined", schema.definedObjects[0]), ("Grant", schema.privileges[0].grants[0]),
      ("DefaultPrivilege", schema.defaultPrivileges[0]), ("ForeignSource", schema.tables[0].foreign!),
    ]
    for (type, value) in values {
      let known = Set(Self.properties.filter { $0.type == type }.map(\.name)).union(Self.saidElsewhere[type] ?? [])
      let there = Set(Mirror(reflecting: value).children.compactMap(\.label))
      #expect(there.subtracting(known).isEmpty, "\(type): not looked at")
      #expect(known.subtracting(there).isEmpty, "\(type): not there any more")
    }
  }

  /// What the object's whole definition says, which is in the hash; what says nothing by itself; and parts, which have
  /// properties of their own.
  private static let saidElsewhere: [String: Set<String>] = [
    "Schema": ["extensionName", "dependencies", "columnPrivileges", "notManaged"],
    "Table": ["extensionName"],
    "Column": ["position"],
    "Constraint": [
      "kind", "columns", "isDeferrable", "isInitiallyDeferred", "isValidated", "isEnforced", "noInherit", "hasPeriod",
    ],
    "Index": [
      "method", "keys", "included", "predicate", "isUnique", "nullsNotDistinct", "options", "isPartitioned",
      "rankAmongAlike",
    ],
    "Trigger": [
      "timing", "events", "level", "updateColumns", "function", "isConstraint", "isDeferrable", "isInitiallyDeferred",
      "oldTable", "newTable", "isPartitionCopy",
    ],
    "View": ["extensionName"], "Sequence": ["extensionName"], "Aggregate": ["extensionName"],
    "Enum": ["extensionName"], "Composite": ["extensionName"], "Domain": ["extensionName"],
    "DomainConstraint": ["isNotNull", "isValidated"], "Defined": ["extensionName", "reference"],
    "Routine": [
      "extensionName", "kind", "arguments", "result", "language", "volatility", "parallel", "isStrict",
      "isSecurityDefiner", "isLeakproof", "source", "settings", "cost", "rows", "support", "transforms", "isInDatabase",
      "standardBody",
    ],
  ]

  private static let schema: DatabaseSchema = {
    var schema = DatabaseSchema(name: "shop")
    var table = Table(name: "orders")
    var column = Column(name: "id", position: 1, type: "bigint")
    column.notNull = Column.NotNull(name: "needed")
    column.identity = Column.Identity(
      generation: .always, sequence: QualifiedName("shop", "s"), options: SequenceOptions())
    table.columns = [column]
    table.constraints = [Constraint(name: "c", kind: .unique, definition: "UNIQUE (id)")]
    table.indexes = [Index(name: "i", definition: "CREATE INDEX i ON shop.orders USING btree (id)", method: "btree")]
    table.triggers = [Trigger(name: "g", definition: "CREATE TRIGGER g …", function: QualifiedName("shop", "f"))]
    table.policies = [RowSecurityPolicy(name: "p")]
    table.foreign = ForeignSource(server: "far", options: [])
    schema.tables = [table]
    var view = View(name: "v", definition: "SELECT 1")
    view.materialization = View.Materialization()
    schema.views = [view]
    schema.sequences = [SequenceGenerator(name: "q", options: SequenceOptions())]
    schema.routines = [
      Routine(
        name: "f", kind: .function, identityArguments: "", definition: "CREATE FUNCTION …", arguments: "",
        language: "sql")
    ]
    schema.aggregates = [
      Aggregate(
        name: "a", identityArguments: "integer", arguments: "integer", result: "integer",
        transition: Aggregate.Transition(function: "int4pl", stateType: "integer"))
    ]
    schema.enumTypes = [EnumType(name: "e", labels: ["x"])]
    schema.compositeTypes = [
      CompositeType(name: "t", attributes: [CompositeType.Attribute(name: "x", type: "integer")])
    ]
    var domain = Domain(name: "d", baseType: "text")
    domain.constraints = [DomainConstraint(name: "k", definition: "CHECK (true)")]
    schema.domains = [domain]
    schema.definedObjects = [
      DefinedObject(kind: .rule, name: "r", reference: "RULE r ON shop.orders", definition: "CREATE RULE …")
    ]
    let grant = Grant(grantee: .role("app"), grantor: "boss", right: "SELECT", isGrantable: false)
    schema.privileges = [Privilege(object: ObjectID(.table, "shop", "orders"), owner: "boss", grants: [grant])]
    schema.defaultPrivileges = [DefaultPrivilege(role: "boss", objects: .tables, grants: [grant])]
    return schema
  }()

  static let properties: [Property] = schemaProperties + tableProperties + partProperties + otherProperties

  private static let schemaProperties: [Property] = [
    Property("Schema", "name") { $0.name = "other" }, Property("Schema", "owner") { $0.owner = "x" },
    Property("Schema", "comment") { $0.comment = "x" }, Property("Schema", "tables") { $0.tables = [] },
    Property("Schema", "views") { $0.views = [] }, Property("Schema", "sequences") { $0.sequences = [] },
    Property("Schema", "routines") { $0.routines = [] }, Property("Schema", "aggregates") { $0.aggregates = [] },
    Property("Schema", "enumTypes") { $0.enumTypes = [] },
    Property("Schema", "compositeTypes") { $0.compositeTypes = [] },
    Property("Schema", "domains") { $0.domains = [] }, Property("Schema", "definedObjects") { $0.definedObjects = [] },
    Property("Schema", "privileges") { $0.privileges = [] },
    Property("Schema", "defaultPrivileges") { $0.defaultPrivileges = [] },
  ]

  private static let tableProperties: [Property] = [
    Property("Table", "name") { $0.tables[0].name = "x" }, Property("Table", "owner") { $0.tables[0].owner = "x" },
    Property("Table", "comment") { $0.tables[0].comment = "x" },
    Property("Table", "persistence") { $0.tables[0].persistence = .unlogged },
    Property("Table", "columns") { $0.tables[0].columns = [] },
    Property("Table", "constraints") { $0.tables[0].constraints = [] },
    Property("Table", "indexes") { $0.tables[0].indexes = [] },
    Property("Table", "triggers") { $0.tables[0].triggers = [] },
    Property("Table", "policies") { $0.tables[0].policies = [] },
    Property("Table", "hasRowSecurity") { $0.tables[0].hasRowSecurity = true },
    Property("Table", "forcesRowSecurity") { $0.tables[0].forcesRowSecurity = true },
    Property("Table", "partitioning") {
      $0.tables[0].partitioning = Partitioning(strategy: .list, definition: "LIST (id)", columns: ["id"])
    },
    Property("Table", "partition") {
      $0.tables[0].partition = Partition(parent: QualifiedName("shop", "m"), bound: "DEFAULT")
    },
    Property("Table", "parents") { $0.tables[0].parents = [QualifiedName("shop", "p")] },
    Property("Table", "ofType") { $0.tables[0].ofType = QualifiedName("shop", "t") },
    Property("Table", "options") { $0.tables[0].options = [StorageOption(stored: "fillfactor=70")] },
    Property("Table", "toastOptions") { $0.tables[0].toastOptions = [StorageOption(stored: "a=1")] },
    Property("Table", "accessMethod") { $0.tables[0].accessMethod = "columnar" },
    Property("Table", "tablespace") { $0.tables[0].tablespace = "fast" },
    Property("Table", "replicaIdentity") { $0.tables[0].replicaIdentity = .nothing },
    Property("Table", "foreign") { $0.tables[0].foreign = nil },
    Property("ForeignSource", "server") { $0.tables[0].foreign?.server = "x" },
    Property("ForeignSource", "options") { $0.tables[0].foreign?.options = [StorageOption(stored: "a=1")] },
    Property("Column", "name") { $0.tables[0].columns[0].name = "x" },
    Property("Column", "type") { $0.tables[0].columns[0].type = "integer" },
    Property("Column", "collation") { $0.tables[0].columns[0].collation = QualifiedName("pg_catalog", "C") },
    Property("Column", "notNull") { $0.tables[0].columns[0].notNull = nil },
    Property("Column", "defaultExpression") { $0.tables[0].columns[0].defaultExpression = "1" },
    Property("Column", "generated") {
      $0.tables[0].columns[0].generated = Column.Generated(kind: .stored, expression: "1")
    },
    Property("Column", "identity") { $0.tables[0].columns[0].identity = nil },
    Property("Column", "storage") { $0.tables[0].columns[0].storage = .main },
    Property("Column", "compression") { $0.tables[0].columns[0].compression = .lz4 },
    Property("Column", "statisticsTarget") { $0.tables[0].columns[0].statisticsTarget = 9 },
    Property("Column", "options") { $0.tables[0].columns[0].options = [StorageOption(stored: "n_distinct=1")] },
    Property("Column", "foreignOptions") { $0.tables[0].columns[0].foreignOptions = [StorageOption(stored: "a=1")] },
    Property("Column", "isLocal") { $0.tables[0].columns[0].isLocal = false },
    Property("Column", "inheritanceCount") { $0.tables[0].columns[0].inheritanceCount = 1 },
    Property("Column", "comment") { $0.tables[0].columns[0].comment = "x" },
    Property("NotNull", "name") { $0.tables[0].columns[0].notNull?.name = "x" },
    Property("NotNull", "isValidated") { $0.tables[0].columns[0].notNull?.isValidated = false },
    Property("NotNull", "noInherit") { $0.tables[0].columns[0].notNull?.noInherit = true },
    Property("NotNull", "isLocal") { $0.tables[0].columns[0].notNull?.isLocal = false },
    Property("NotNull", "comment") { $0.tables[0].columns[0].notNull?.comment = "x" },
    Property("Identity", "generation") { $0.tables[0].columns[0].identity?.generation = .byDefault },
    Property("Identity", "sequence") { $0.tables[0].columns[0].identity?.sequence = QualifiedName("shop", "x") },
    Property("Identity", "options") { $0.tables[0].columns[0].identity?.options.cache = 9 },
    Property("Identity", "comment") { $0.tables[0].columns[0].identity?.comment = "x" },
    Property("Identity", "persistence") { $0.tables[0].columns[0].identity?.persistence = .unlogged },
  ]

  private static let partProperties: [Property] = [
    Property("Constraint", "name") { $0.tables[0].constraints[0].name = "x" },
    Property("Constraint", "definition") { $0.tables[0].constraints[0].definition = "UNIQUE (id) DEFERRABLE" },
    Property("Constraint", "index") {
      $0.tables[0].constraints[0].index = Index(name: "c", definition: "CREATE UNIQUE INDEX c …", method: "btree")
    },
    Property("Constraint", "isLocal") { $0.tables[0].constraints[0].isLocal = false },
    Property("Constraint", "inheritanceCount") { $0.tables[0].constraints[0].inheritanceCount = 1 },
    Property("Constraint", "isPartitionCopy") { $0.tables[0].constraints[0].isPartitionCopy = true },
    Property("Constraint", "comment") { $0.tables[0].constraints[0].comment = "x" },
    Property("Index", "name") { $0.tables[0].indexes[0].name = "x" },
    Property("Index", "definition") { $0.tables[0].indexes[0].definition = "CREATE INDEX i …" },
    Property("Index", "isValid") { $0.tables[0].indexes[0].isValid = false },
    Property("Index", "isClustered") { $0.tables[0].indexes[0].isClustered = true },
    Property("Index", "tablespace") { $0.tables[0].indexes[0].tablespace = "fast" },
    Property("Index", "statisticsTargets") {
      $0.tables[0].indexes[0].statisticsTargets = [StatisticsTarget(part: 1, target: 9)]
    },
    Property("Index", "parent") { $0.tables[0].indexes[0].parent = QualifiedName("shop", "x") },
    Property("Index", "comment") { $0.tables[0].indexes[0].comment = "x" },
    Property("Trigger", "name") { $0.tables[0].triggers[0].name = "x" },
    Property("Trigger", "definition") { $0.tables[0].triggers[0].definition = "CREATE TRIGGER x …" },
    Property("Trigger", "enabled") { $0.tables[0].triggers[0].enabled = .always },
    Property("Trigger", "comment") { $0.tables[0].triggers[0].comment = "x" },
    Property("Policy", "name") { $0.tables[0].policies[0].name = "x" },
    Property("Policy", "command") { $0.tables[0].policies[0].command = .select },
    Property("Policy", "isPermissive") { $0.tables[0].policies[0].isPermissive = false },
    Property("Policy", "roles") { $0.tables[0].policies[0].roles = [.role("x")] },
    Property("Policy", "using") { $0.tables[0].policies[0].using = "true" },
    Property("Policy", "withCheck") { $0.tables[0].policies[0].withCheck = "true" },
    Property("Policy", "comment") { $0.tables[0].policies[0].comment = "x" },
    Property("View", "name") { $0.views[0].name = "x" }, Property("View", "owner") { $0.views[0].owner = "x" },
    Property("View", "comment") { $0.views[0].comment = "x" },
    Property("View", "definition") { $0.views[0].definition = "SELECT 2" },
    Property("View", "columns") { $0.views[0].columns = [Column(name: "x", position: 1, type: "text")] },
    Property("View", "options") { $0.views[0].options = [StorageOption(stored: "a=1")] },
    Property("View", "triggers") {
      $0.views[0].triggers = [Trigger(name: "g", definition: "x", function: QualifiedName("shop", "f"))]
    },
    Property("View", "materialization") { $0.views[0].materialization = nil },
    Property("Materialization", "isPopulated") { $0.views[0].materialization?.isPopulated = false },
    Property("Materialization", "accessMethod") { $0.views[0].materialization?.accessMethod = "columnar" },
    Property("Materialization", "tablespace") { $0.views[0].materialization?.tablespace = "fast" },
    Property("Materialization", "toastOptions") {
      $0.views[0].materialization?.toastOptions = [StorageOption(stored: "a=1")]
    },
    Property("Materialization", "indexes") {
      $0.views[0].materialization?.indexes = [Index(name: "i", definition: "x", method: "btree")]
    },
  ]

  private static let otherProperties: [Property] = [
    Property("Sequence", "name") { $0.sequences[0].name = "x" },
    Property("Sequence", "owner") { $0.sequences[0].owner = "x" },
    Property("Sequence", "comment") { $0.sequences[0].comment = "x" },
    Property("Sequence", "persistence") { $0.sequences[0].persistence = .unlogged },
    Property("Sequence", "options") { $0.sequences[0].options.cycles = true },
    Property("Sequence", "ownedBy") {
      $0.sequences[0].ownedBy = SequenceGenerator.Owner(table: QualifiedName("shop", "orders"), column: "id")
    },
    Property("Options", "type") { $0.sequences[0].options.type = "integer" },
    Property("Options", "start") { $0.sequences[0].options.start = 9 },
    Property("Options", "increment") { $0.sequences[0].options.increment = 9 },
    Property("Options", "minimum") { $0.sequences[0].options.minimum = 9 },
    Property("Options", "maximum") { $0.sequences[0].options.maximum = 9 },
    Property("Options", "cache") { $0.sequences[0].options.cache = 9 },
    Property("Options", "cycles") { $0.sequences[0].options.cycles = true },
    Property("Routine", "name") { $0.routines[0].name = "x" },
    Property("Routine", "owner") { $0.routines[0].owner = "x" },
    Property("Routine", "identityArguments") { $0.routines[0].identityArguments = "integer" },
    Property("Routine", "definition") { $0.routines[0].definition = "CREATE FUNCTION x" },
    Property("Routine", "comment") { $0.routines[0].comment = "x" },
    Property("Aggregate", "name") { $0.aggregates[0].name = "x" },
    Property("Aggregate", "identityArguments") { $0.aggregates[0].identityArguments = "text" },
    Property("Aggregate", "arguments") { $0.aggregates[0].arguments = "text" },
    Property("Aggregate", "owner") { $0.aggregates[0].owner = "x" },
    Property("Aggregate", "comment") { $0.aggregates[0].comment = "x" },
    Property("Aggregate", "kind") { $0.aggregates[0].kind = .orderedSet },
    Property("Aggregate", "result") { $0.aggregates[0].result = "text" },
    Property("Aggregate", "parallel") { $0.aggregates[0].parallel = .safe },
    Property("Aggregate", "transition") { $0.aggregates[0].transition.stateSpace = 9 },
    Property("Aggregate", "moving") { $0.aggregates[0].moving = $0.aggregates[0].transition },
    Property("Aggregate", "movingInverseFunction") { $0.aggregates[0].movingInverseFunction = "f" },
    Property("Aggregate", "combineFunction") { $0.aggregates[0].combineFunction = "f" },
    Property("Aggregate", "serialFunction") { $0.aggregates[0].serialFunction = "f" },
    Property("Aggregate", "deserialFunction") { $0.aggregates[0].deserialFunction = "f" },
    Property("Aggregate", "sortOperator") { $0.aggregates[0].sortOperator = "<" },
    Property("Transition", "function") { $0.aggregates[0].transition.function = "f" },
    Property("Transition", "stateType") { $0.aggregates[0].transition.stateType = "text" },
    Property("Transition", "stateSpace") { $0.aggregates[0].transition.stateSpace = 9 },
    Property("Transition", "initialCondition") { $0.aggregates[0].transition.initialCondition = "" },
    Property("Transition", "finalFunction") { $0.aggregates[0].transition.finalFunction = "f" },
    Property("Transition", "finalFunctionTakesExtraArguments") {
      $0.aggregates[0].transition.finalFunctionTakesExtraArguments = true
    },
    Property("Transition", "finalModify") { $0.aggregates[0].transition.finalModify = .shareable },
    Property("Enum", "name") { $0.enumTypes[0].name = "x" }, Property("Enum", "owner") { $0.enumTypes[0].owner = "x" },
    Property("Enum", "comment") { $0.enumTypes[0].comment = "x" },
    Property("Enum", "labels") { $0.enumTypes[0].labels = [] },
    Property("Composite", "name") { $0.compositeTypes[0].name = "x" },
    Property("Composite", "owner") { $0.compositeTypes[0].owner = "x" },
    Property("Composite", "comment") { $0.compositeTypes[0].comment = "x" },
    Property("Composite", "attributes") { $0.compositeTypes[0].attributes = [] },
    Property("Attribute", "name") { $0.compositeTypes[0].attributes[0].name = "y" },
    Property("Attribute", "type") { $0.compositeTypes[0].attributes[0].type = "text" },
    Property("Attribute", "collation") {
      $0.compositeTypes[0].attributes[0].collation = QualifiedName("pg_catalog", "C")
    },
    Property("Attribute", "comment") { $0.compositeTypes[0].attributes[0].comment = "x" },
    Property("Domain", "name") { $0.domains[0].name = "x" }, Property("Domain", "owner") { $0.domains[0].owner = "x" },
    Property("Domain", "comment") { $0.domains[0].comment = "x" },
    Property("Domain", "baseType") { $0.domains[0].baseType = "integer" },
    Property("Domain", "collation") { $0.domains[0].collation = QualifiedName("pg_catalog", "C") },
    Property("Domain", "defaultExpression") { $0.domains[0].defaultExpression = "1" },
    Property("Domain", "isNotNull") { $0.domains[0].isNotNull = true },
    Property("Domain", "constraints") { $0.domains[0].constraints = [] },
    Property("DomainConstraint", "name") { $0.domains[0].constraints[0].name = "x" },
    Property("DomainConstraint", "definition") { $0.domains[0].constraints[0].definition = "CHECK (false)" },
    Property("DomainConstraint", "comment") { $0.domains[0].constraints[0].comment = "x" },
    Property("Defined", "kind") { $0.definedObjects[0].kind = .collation },
    Property("Defined", "name") { $0.definedObjects[0].name = "x" },
    Property("Defined", "relation") { $0.definedObjects[0].relation = "x" },
    Property("Defined", "arguments") { $0.definedObjects[0].arguments = "x" },
    Property("Defined", "owner") { $0.definedObjects[0].owner = "x" },
    Property("Defined", "comment") { $0.definedObjects[0].comment = "x" },
    Property("Defined", "definition") { $0.definedObjects[0].definition = "x" },
    Property("Defined", "further") { $0.definedObjects[0].further = ["x"] },
    Property("Grant", "grantee") { $0.privileges[0].grants[0].grantee = .everyone },
    Property("Grant", "grantor") { $0.privileges[0].grants[0].grantor = "x" },
    Property("Grant", "right") { $0.privileges[0].grants[0].right = "UPDATE" },
    Property("Grant", "isGrantable") { $0.privileges[0].grants[0].isGrantable = true },
    Property("DefaultPrivilege", "role") { $0.defaultPrivileges[0].role = "x" },
    Property("DefaultPrivilege", "objects") { $0.defaultPrivileges[0].objects = .types },
    Property("DefaultPrivilege", "grants") { $0.defaultPrivileges[0].grants = [] },
  ]
}

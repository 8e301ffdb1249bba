import MigrationCore
import ReviewerUI

/// A shop's plan of seven steps with everything that a screen can show of it.
enum Shop {
  static let planHash = "3f1c9a4b7d2e8f60516273849a0b1c2d3e4f5a6b7c8d9e0f1122334455667788"
  static let fingerprint = "965b1131737c955e0a1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef"

  static let plan = Plan(
    formatVersion: "1.0.0", pgschemaVersion: "1.12.4", createdAt: "2026-11-21T00:00:00Z",
    sourceFingerprint: fingerprint,
    groups: [
      TransactionGroup(steps: [
        Step(
          sql: """
            CREATE TABLE IF NOT EXISTS audit_log (
                id bigint GENERATED ALWAYS AS IDENTITY,
                happened_at timestamptz DEFAULT now() NOT NULL,
                actor text NOT NULL,
                CONSTRAINT audit_log_pkey PRIMARY KEY (id)
            );
            """, type: "table", operation: "create", path: "public.audit_log"),
        Step(
          sql: "ALTER TABLE users ADD COLUMN email_verified boolean;", type: "table.column", operation: "create",
          path: "public.users.email_verified"),
        Step(
          sql: "ALTER TABLE users DROP COLUMN legacy_flag;", type: "table.column", operation: "drop",
          path: "public.users.legacy_flag"),
        Step(
          sql: "ALTER TABLE orders ALTER COLUMN total TYPE numeric(14,2);", type: "table.column", operation: "alter",
          path: "public.orders.total"),
        Step(
          sql: """
            CREATE OR REPLACE VIEW active_users AS
             SELECT u.id,
                u.email,
                u.email_verified
               FROM users u
              WHERE u.deleted_at IS NULL;
            """, type: "view", operation: "alter", path: "public.active_users"),
      ]),
      TransactionGroup(steps: [
        Step(
          sql: "CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_orders_placed_at ON orders (placed_at);",
          type: "table.index", operation: "create", path: "public.orders.idx_orders_placed_at")
      ]),
      TransactionGroup(steps: [
        Step(
          sql: "SELECT i.indisvalid AS done FROM pg_index i WHERE i.indexrelid = 'idx_orders_placed_at'::regclass;",
          directive: Directive(type: "wait", message: "Creating index idx_orders_placed_at"), type: "table.index",
          operation: "create", path: "public.orders.idx_orders_placed_at")
      ]),
    ])

  // MARK: Trees

  static func column(_ table: Identifier, _ name: Identifier, _ type: String) -> ObjectNode {
    ObjectNode(
      id: ObjectID(.column, "public", table, member: name), title: name.text, detail: type,
      definition: "\(name) \(type)")
  }

  static func member(_ kind: ObjectKind, _ table: Identifier, _ name: Identifier, _ sql: String) -> ObjectNode {
    ObjectNode(
      id: ObjectID(kind, "public", table, member: name), title: name.text, detail: kind.rawValue, definition: sql)
  }

  static func table(_ name: Identifier, _ columns: [(Identifier, String)], _ more: [ObjectNode] = []) -> ObjectNode {
    let lines = columns.map { "    \($0.0) \($0.1)" }.joined(separator: ",\n")
    return ObjectNode(
      id: ObjectID(.table, "public", name), title: name.text,
      definition: "CREATE TABLE public.\(name) (\n\(lines)\n);\n"
        + more.map(\.definition).joined(separator: "\n"),
      children: columns.map { column(name, $0.0, $0.1) } + more)
  }

  static func tree(_ source: ObjectTree.Source, tables: [ObjectNode], view: String) -> ObjectTree {
    ObjectTree(
      source: source,
      roots: [
        ObjectNode(
          id: ObjectID(.schema, "public", "public"), title: "public", definition: "",
          children: [
            ObjectNode(id: nil, title: "tables", children: tables),
            ObjectNode(
              id: nil, title: "views",
              children: [
                ObjectNode(id: ObjectID(.view, "public", "active_users"), title: "active_users", definition: view)
              ]),
            ObjectNode(
              id: nil, title: "functions",
              children: [
                ObjectNode(
                  id: ObjectID(.function, "public", "touch", arguments: ""), title: "touch()", detail: "trigger",
                  definition: "CREATE FUNCTION public.touch() RETURNS trigger …")
              ]),
          ])
      ])
  }

  static let products = table("products", [("id", "bigint"), ("name", "text"), ("price", "numeric(12,2)")])
  static let customers = table("customers", [("id", "bigint"), ("name", "text")])

  static let current = tree(
    .liveDatabase,
    tables: [
      customers,
      table("orders", [("id", "bigint"), ("total", "numeric(12,2)"), ("placed_at", "timestamptz")]), products,
      table(
        "users",
        [
          ("id", "bigint"), ("email", "text"), ("deleted_at", "timestamptz"), ("legacy_flag", "integer"),
        ]),
    ],
    view:
      "CREATE VIEW public.active_users AS\n SELECT u.id,\n    u.email\n   FROM users u\n  WHERE u.deleted_at IS NULL;")

  static let desired = tree(
    .rehearsal(failure: nil),
    tables: [
      table("audit_log", [("id", "bigint"), ("happened_at", "timestamptz"), ("actor", "text")]), customers,
      table(
        "orders", [("id", "bigint"), ("total", "numeric(14,2)"), ("placed_at", "timestamptz")],
        [
          member(
            .index, "orders", "idx_orders_placed_at",
            "CREATE INDEX idx_orders_placed_at ON public.orders USING btree (placed_at);")
        ]),
      products,
      table(
        "users",
        [
          ("id", "bigint"), ("email", "text"), ("deleted_at", "timestamptz"), ("email_verified", "boolean"),
        ]),
    ],
    view:
      "CREATE VIEW public.active_users AS\n SELECT u.id,\n    u.email,\n    u.email_verified\n   FROM users u\n  WHERE u.deleted_at IS NULL;"
  )

  // MARK: What is known of the steps

  static let users = QualifiedName("public", "users")
  static let orders = QualifiedName("public", "orders")
  static let sizes: [QualifiedName: RelationSize] = [
    users: RelationSize(rows: 12_100_000, totalBytes: 3_435_973_836, analyzedAt: "2026-11-20 03:00:00+00"),
    orders: RelationSize(rows: 1_004_223, totalBytes: 181_403_648, analyzedAt: nil),
  ]

  static let impacts: [StepID: Impact] = {
    let usersLocked = Impact(
      locks: [RelationLock(users, .accessExclusive)], locksBasis: .measured, workBasis: .measured, sizes: sizes,
      losesData: false)
    var dropped = usersLocked
    dropped.losesData = true
    return [
      StepID(group: 1, step: 1): Impact(locksBasis: .measured, workBasis: .measured, losesData: false),
      StepID(group: 1, step: 2): usersLocked,
      StepID(group: 1, step: 3): dropped,
      StepID(group: 1, step: 4): Impact(
        locks: [RelationLock(orders, .accessExclusive)], locksBasis: .measured, rewrites: [orders],
        workBasis: .measured, sizes: sizes, losesData: false),
      StepID(group: 1, step: 5): Impact(
        locks: [RelationLock(QualifiedName("public", "active_users"), .accessExclusive)], locksBasis: .measured,
        workBasis: .measured, losesData: false),
      StepID(group: 2, step: 1): Impact(
        locks: [RelationLock(orders, .shareUpdateExclusive)], locksBasis: .expected, scans: [orders],
        workBasis: .expected, sizes: sizes, losesData: false),
      StepID(group: 3, step: 1): Impact(
        locksBasis: .notChecked("a wait is not rehearsed"), workBasis: .notChecked("a wait is not rehearsed"),
        losesData: nil),
    ]
  }()

  static let findings = [
    Finding(
      rule: "drop-column", severity: .error, step: StepID(group: 1, step: 3),
      message: "12.1M values of users.legacy_flag are lost",
      reason: "Dropping a column cannot be undone: the values are gone as soon as the transaction commits.",
      remedy: "Stop using the column first; drop it in a later plan, after a backup."),
    Finding(
      rule: "column-type-rewrite", severity: .warning, step: StepID(group: 1, step: 4),
      message: "orders is written anew (1.0M rows, 173 MB) under ACCESS EXCLUSIVE",
      reason: "Nobody can read or write the table until the rewrite ends.",
      remedy: "Add a new column, fill it in batches, and swap the names."),
    Finding(
      rule: "outside-transaction", severity: .info, step: StepID(group: 2, step: 1),
      message: "runs outside a transaction; when it fails, an invalid index is left behind",
      reason: "CREATE INDEX CONCURRENTLY cannot run inside a transaction block.", remedy: ""),
  ]

  static let assessment = Assessment(
    risks: [
      StepID(group: 1, step: 1): Risk(level: .low, points: 0, reasons: []),
      StepID(group: 1, step: 2): Risk(
        level: .moderate, points: 6, reasons: ["ACCESS EXCLUSIVE on public.users (12.1M rows, 3.1 GB), for a moment"]),
      StepID(group: 1, step: 3): Risk(
        level: .high, points: 14,
        reasons: ["data is gone for good", "ACCESS EXCLUSIVE on public.users (12.1M rows, 3.1 GB), for a moment"]),
      StepID(group: 1, step: 4): Risk(
        level: .high, points: 24, reasons: ["ACCESS EXCLUSIVE on public.orders (1.0M rows, 173 MB), rewriting it"]),
      StepID(group: 1, step: 5): Risk(
        level: .low, points: 2, reasons: ["ACCESS EXCLUSIVE on public.active_users (not on the target), for a moment"]),
      StepID(group: 2, step: 1): Risk(level: .low, points: 0, reasons: []),
    ],
    preflight: [
      PreflightCheck(
        subject: .blockingSessions,
        obstacles: [
          "process 4242 (app, worker), in a transaction for 4 min, holds what step 1.2 needs: "
            + "ACCESS EXCLUSIVE on public.users"
        ]),
      PreflightCheck(subject: .longTransactions, obstacles: []),
      PreflightCheck(subject: .preparedTransactions, obstacles: []),
      PreflightCheck(subject: .connections, obstacles: []),
    ], readAt: "2026-11-21T08:59:57Z")

  static let comment = Comment(
    id: "c1", place: .step(StepID(group: 1, step: 2)), author: "ada", writtenAt: "2026-11-20T10:00:00Z",
    text: "why nullable?", isResolved: false)

  // MARK: The whole

  static func facts() -> ReviewFacts {
    var facts = ReviewFacts(
      planName: "plan.json", planHash: planHash, plan: plan, target: "shop @ production", database: "shop",
      fingerprint: .matches, current: .loaded(current), desired: .loaded(desired), impacts: .loaded(impacts),
      findings: .loaded(findings), review: ReviewDocument(planHash: planHash, comments: [comment]))
    facts.assessment = .loaded(assessment)
    return facts
  }

  static let words: Set<String> = [
    "add", "alter", "always", "as", "by", "column", "concurrently", "constraint", "create", "default", "drop", "exists",
    "from", "generated", "identity", "if", "index", "is", "key", "not", "null", "on", "or", "primary", "replace",
    "select", "table", "type", "using", "view", "where",
  ]

  /// Colours words by a small list: the real scanner is another module's.
  @Sendable static func tokens(_ sql: String) -> [SyntaxToken] {
    var tokens: [SyntaxToken] = []
    let bytes = Array(sql.utf8)
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_") }
    var at = 0
    while at < bytes.count {
      guard isLetter(bytes[at]) else {
        at += 1
        continue
      }
      let end = bytes[at...].firstIndex { !isLetter($0) } ?? bytes.count
      let word = String(decoding: bytes[at..<end].map { $0 | 0x20 }, as: UTF8.self)
      if words.contains(word) { tokens.append(SyntaxToken(at..<end, .keyword)) }
      at = end
    }
    return tokens
  }

  static let configuration = Reviewer.Configuration(author: "grace", applyRefusal: nil, tokens: tokens)

  static func reviewer(
    _ facts: ReviewFacts = facts(), columns: Int = 80, rows: Int = 24,
    configuration: Reviewer.Configuration = configuration
  ) -> Reviewer {
    Reviewer(facts, configuration: configuration, columns: columns, rows: rows, now: "2026-11-21T09:00:00Z")
  }
}

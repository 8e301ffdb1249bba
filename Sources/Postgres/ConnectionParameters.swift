/// Where and as whom to connect.
///
/// What is nil is left to libpq: `PG*` variables, service files, the password file, its defaults. What is given here
/// wins over the same key in `dsn`. Source: PostgreSQL manual, "Database Connection Control Functions".
package struct ConnectionParameters: Hashable, Sendable {
  /// A URI (`postgresql://…`) or key words (`service=shop`, `host=db1 dbname=shop`).
  package var dsn: String?
  /// A name, an address, or the folder of a Unix socket.
  package var host: String?
  package var port: Int?
  package var database: String?
  package var user: String?
  package var password: String?
  /// `disable`, `allow`, `prefer`, `require`, `verify-ca`, `verify-full`.
  package var sslmode: String?
  package var applicationName: String?
  /// In seconds; 0 waits for ever.
  package var connectTimeout: Int?
  /// Further libpq key words in order, such as `("target_session_attrs", "read-write")` or `("options", "-c …")`.
  package var options: [Option]

  /// One libpq key word with its value.
  package struct Option: Hashable, Sendable {
    package let keyword: String
    package let value: String

    package init(_ keyword: String, _ value: String) {
      self.keyword = keyword
      self.value = value
    }
  }

  package init(
    dsn: String? = nil, host: String? = nil, port: Int? = nil, database: String? = nil, user: String? = nil,
    password: String? = nil, sslmode: String? = nil, applicationName: String? = nil, connectTimeout: Int? = nil,
    options: [Option] = []
  ) {
    self.dsn = dsn
    self.host = host
    self.port = port
    self.database = database
    self.user = user
    self.password = password
    self.sslmode = sslmode
    self.applicationName = applicationName
    self.connectTimeout = connectTimeout
    self.options = options
  }

  /// The pairs for PQconnectStartParams; a later pair wins, and only a leading `dbname` is expanded as a dsn.
  var keywords: [Option] {
    var pairs: [Option] = []
    func add(_ keyword: String, _ value: String?) {
      if let value { pairs.append(Option(keyword, value)) }
    }
    add("dbname", dsn)
    add("host", host)
    add("port", port.map { String($0) })
    add("dbname", database)
    add("user", user)
    add("password", password)
    add("sslmode", sslmode)
    add("application_name", applicationName)
    add("connect_timeout", connectTimeout.map { String($0) })
    pairs += options
    // Last, so that nobody can set another: every text of this module is UTF-8.
    add("client_encoding", "UTF8")
    return pairs
  }
}

import Postgres
import Testing

@Suite struct ConnectionParametersTests {
  @Test(arguments: [
    (ConnectionParameters(host: "db1", port: 6432, database: "shop", user: "ann", password: "x"), "ann@db1:6432/shop"),
    (ConnectionParameters(dsn: "postgresql://ann:secret@db1:6432/shop"), "ann@db1:6432/shop"),
    (ConnectionParameters(dsn: "host=db1 port=6432 dbname=shop user=ann password=secret"), "ann@db1:6432/shop"),
    (ConnectionParameters(dsn: "postgresql://ann@db1:6432/shop", database: "test", user: "bob"), "bob@db1:6432/test"),
    (ConnectionParameters(dsn: "service=shop password=secret"), "service shop"),
  ])
  func areShownWithoutThePassword(_ parameters: ConnectionParameters, _ shown: String) {
    #expect(parameters.description == shown)
  }

  @Test(arguments: [
    ("postgresql://ann@db1:6432/shop", "postgresql://ann@db1:6432/shop"),
    ("postgresql://ann:secret@db1:6432/shop", "dbname='shop' host='db1' port='6432' user='ann'"),
    ("host=db1 user='o\\'neil' password=secret", "host='db1' user='o\\'neil'"),
    ("postgresql://ann:sec ret@db1:x/y?nothing", "..."),
    ("shop", "shop"),
  ])
  func aStringToConnectWithIsToldWithoutThePassword(_ dsn: String, _ told: String) {
    #expect(ConnectionString.withoutPassword(dsn) == told)
  }
}

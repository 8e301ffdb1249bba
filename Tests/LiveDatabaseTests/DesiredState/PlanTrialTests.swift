import LiveDatabase
import MigrationCore
import TestServer
import Testing

/// A plan is tried on an empty copy of the target before anybody is shown it.
@Suite(.serialized) struct PlanTrialTests {
  private static let before = """
    CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE t (id serial PRIMARY KEY, m mood, v varchar(9) CHECK (v IN ('a', 'b')));
    CREATE VIEW w AS SELECT id FROM t; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'
    """
  private static let after = """
    CREATE TYPE mood AS ENUM ('sad', 'glad');
    CREATE TABLE t (id serial PRIMARY KEY, m mood DEFAULT 'glad', v varchar(9) CHECK (v IN ('a', 'b')), n int NOT NULL DEFAULT 1);
    CREATE VIEW w AS SELECT n, id FROM t; CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'
    """

  private func outcome(_ change: @escaping @Sendable ([PlannedChange]) -> [PlannedChange]) async throws
    -> PlanTrial.Outcome
  {
    let fixture = try DesiredFixture(Self.before, on: try await TestServer.shared)
    return try await fixture.trial(of: Self.after) { desired in
      let planned = zip(desired.current.schemas, desired.schemas).flatMap { current, wanted in
        Planner.plan(
          from: current, to: wanted, on: desired.target.serverVersion, PlanOptions(role: desired.target.user)
        ).changes
      }
      return Plan(change(planned), schema: "public", createdAt: "", sourceFingerprint: nil, countersign: nil)
    }
  }

  @Test func ourOwnPlanLeadsThere() async throws {
    let outcome = try await outcome { $0 }
    guard case .leadsThere = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test func aPlanThatLacksAStepFallsShort() async throws {
    let outcome = try await outcome { $0.filter { $0.label.path != "public.w" || $0.label.type != "view" } }
    guard case .falls(let labels) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(labels.allSatisfy { $0.path == "public.w" })
    #expect(!labels.isEmpty)
  }

  @Test func aStepThatDoesNotWorkIsNamed() async throws {
    let outcome = try await outcome { changes in
      Array(changes.filter { $0.label.path == "public.w" }.reversed())
    }
    guard case .failed(let step, let message) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(step.step > 0)
    #expect(message.contains("column"))
  }
}

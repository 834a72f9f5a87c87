package io.lamplighter.assessors;

import io.lamplighter.api.assessors.Sample;
import io.lamplighter.api.assessors.SampleOf;
import io.lamplighter.api.assessors.SampleOrder;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.store.NotedLooks;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** The assessors' room on an empty database, whose clock the test sets. */
final class Room {
  static final Caller BAI = person("bai", "3306", Role.ASSESSOR);
  static final String SECRET = "lantern";

  final UnitOfWork work = TestDatabase.unit("assessors");
  final Archive archive = new Archive(() -> now());
  final NotedLooks looks = new NotedLooks();
  final Tools tools;
  final SamplesService samples;
  private Instant now = Instant.parse("2026-11-24T04:00:00Z");

  Room() {
    TestDatabase.reset("assessors");
    tools = new Tools(work, archive, archive, archive, looks, new TestHouse(), this::now);
    samples = new SamplesService(tools);
  }

  static Caller person(String name, String region, Role... roles) {
    return new Caller(name, Caller.Kind.PERSON, Set.of(roles), region, Set.of());
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void closed(String no, String region) {
    archive.write("request.received", no, region, Map.of());
    archive.write("request.closed", no, region, Map.of());
  }

  static SampleOrder order(SampleOf of, int size) {
    LocalDate day = LocalDate.of(2026, 11, 24);
    return new SampleOrder(of, "330602", day, day, size, Draw.commitment(SECRET));
  }

  /** Committed, sealed and drawn. */
  Sample drawn(SampleOf of, int size) {
    String no = samples.commit(BAI, order(of, size)).no();
    archive.seal();
    return samples.draw(BAI, no, null, SECRET);
  }

  /** Somebody changes rows with the database's own tools. */
  void tamper(String sql) {
    work.run(t -> new Sql(t.connection(), sql).run());
  }
}

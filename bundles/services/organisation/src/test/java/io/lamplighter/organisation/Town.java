package io.lamplighter.organisation;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.organisation.Place;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.organisation.Piece.What;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.StreamingCsvImport;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small organisation on an empty database, whose clock the test sets. */
final class Town {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final Caller LOADER = person("loader", "3306", Role.INTEGRATOR);

  static final String UNITS =
      """
      code,name,level,parent,region,areaType,serviceLevel
      3306,绍兴市,city,,3306,,
      330602,越城区,county,3306,330602,,
      S1,越城供电所,station,330602,330602,,
      G1,府山网格,cell,S1,330602,urban,A
      G2,塔山网格,cell,S1,330602,rural,
      D1,运检部,department,3306,3306,,
      P1,配网管理,post,D1,3306,,
      """;

  /** It serves the province. */
  final TestHouse house = new TestHouse();

  final UnitOfWork work = TestDatabase.unit("organisation", HandoverEntity.class);
  final CommittedFacts journal = new CommittedFacts();
  final Keeper keeper;
  final OrganisationService organisation;
  final Handovers handovers;
  Instant now = Instant.parse("2026-11-22T04:00:00Z");

  Town() {
    TestDatabase.reset("organisation");
    Set<String> people = Set.of("anna", "anna@east", "bo", "chen", "dai", "head");
    keeper =
        new Keeper(
            work, journal, new StreamingCsvImport(), () -> now, house, () -> people, () -> {});
    organisation = new OrganisationService(keeper);
    handovers = new Handovers(work, journal, () -> now, () -> people, Duration.ofMinutes(30));
  }

  static Caller person(String name, String region, Role... roles) {
    return new Caller(name, Caller.Kind.PERSON, Set.of(roles), region, Set.of());
  }

  Imports.Outcome load(What what, String file) {
    return load(LOADER, what, file, false, null);
  }

  Imports.Outcome load(
      Caller caller, What what, String file, boolean preview, @Nullable Instant from) {
    Imports.Outcome outcome =
        keeper
            .imports()
            .take(
                caller,
                what,
                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                new Imports.Wish(preview, from));
    keeper.refresh();
    return outcome;
  }

  /** What is wrong with a file: each place and why. */
  List<String> faults(What what, String file) {
    try {
      load(what, file);
    } catch (Refusal.Invalid e) {
      return e.errors().stream().map(one -> one.pointer() + " " + one.message().en()).toList();
    }
    return List.of();
  }

  static Place transformer(String id) {
    return new Place(null, id, null, null, null, "330602");
  }

  List<String> told() {
    return journal.all().stream().map(Fact::type).toList();
  }
}

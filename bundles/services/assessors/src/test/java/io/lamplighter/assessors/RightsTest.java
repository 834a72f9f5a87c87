package io.lamplighter.assessors;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.assessors.SampleOf;
import io.lamplighter.api.assessors.Verdict;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every set of roles tries every act. */
class RightsTest {
  private final Room room = new Room();

  private static boolean may(Caller caller, Consumer<Caller> act) {
    try {
      act.accept(caller);
      return true;
    } catch (Refusal.Forbidden | Refusal.Unauthenticated e) {
      return false;
    } catch (Refusal.Conflict | Refusal.Invalid e) {
      return true;
    }
  }

  @Test
  void onlyWhoIsAnAssessorAndNothingElseDraws() {
    room.closed("R1", "330602");
    String no = room.drawn(SampleOf.REQUESTS, 1).no();
    List<Consumer<Caller>> assessing =
        List.of(
            caller -> room.samples.commit(caller, Room.order(SampleOf.REQUESTS, 1)),
            caller -> room.samples.draw(caller, no, null, Room.SECRET),
            caller -> room.samples.evidence(caller, no, "R1"),
            caller -> room.samples.record(caller, no, "R1", Verdict.IN_ORDER, ""));
    int tried = 0;
    for (int bits = 0; bits < 1 << Role.values().length; bits++) {
      Set<Role> roles = EnumSet.noneOf(Role.class);
      for (Role role : Role.values()) {
        if ((bits >> role.ordinal() & 1) == 1) {
          roles.add(role);
        }
      }
      Caller caller = new Caller("p" + bits, Caller.Kind.PERSON, roles, "3306", Set.of());
      for (Consumer<Caller> act : assessing) {
        assertEquals(roles.equals(Set.of(Role.ASSESSOR)), may(caller, act), roles.toString());
        tried++;
      }
      boolean reads =
          roles.contains(Role.SUPERVISOR)
              || roles.contains(Role.ASSESSOR)
              || roles.contains(Role.ADMINISTRATOR);
      assertEquals(reads, may(caller, one -> room.samples.get(one, no)), roles.toString());
      assertEquals(reads, may(caller, one -> room.samples.find(one, null, 10)), roles.toString());
    }
    assertEquals(4 * 128, tried);
  }

  @Test
  void nobodyElseEither() {
    for (Caller caller :
        List.of(
            Caller.PUBLIC,
            Caller.system("desk"),
            new Caller("erp", Caller.Kind.PARTNER, Set.of(), "33", Set.of("web")))) {
      assertEquals(
          caller.kind() == Caller.Kind.SYSTEM,
          may(caller, one -> room.samples.find(one, null, 10)),
          caller.name());
      assertFalse(
          may(caller, one -> room.samples.commit(one, Room.order(SampleOf.REQUESTS, 1))),
          caller.name());
    }
  }

  @Test
  void ofAnotherRegionNobodyHears() {
    room.closed("R1", "330602");
    String no = room.drawn(SampleOf.REQUESTS, 1).no();
    Caller other = Room.person("other", "330681", Role.ASSESSOR);
    assertThrows(Refusal.NotFound.class, () -> room.samples.get(other, no));
    assertThrows(Refusal.NotFound.class, () -> room.samples.evidence(other, no, "R1"));
    assertTrue(room.samples.find(other, null, 10).items().isEmpty());
    assertDoesNotThrow(() -> room.samples.get(Room.person("b", "33", Role.ASSESSOR), no));
  }

  /** The house does not know the secret: neither what it tells nor what it keeps has it. */
  @Test
  void beforeTheDrawNobodyOfTheHouseCanKnowTheSeed() {
    String no = room.samples.commit(Room.BAI, Room.order(SampleOf.REQUESTS, 1)).no();
    Caller head = Room.person("head", "3306", Role.SUPERVISOR);
    assertFalse(room.samples.get(head, no).toString().contains(Room.SECRET));
    assertFalse(room.archive.about(no).toString().contains(Room.SECRET));
    String rows =
        room.work.read(
            t ->
                new io.lamplighter.kit.sql.Sql(
                        t.connection(), "select string_agg(s::text, '') from assessors.sample s")
                    .only(io.lamplighter.kit.sql.Row::text));
    assertFalse(rows.contains(Room.SECRET), rows);
  }
}

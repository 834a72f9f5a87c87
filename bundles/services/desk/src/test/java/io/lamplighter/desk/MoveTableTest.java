package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every state x move x role x kind against a table written by hand. */
class MoveTableTest {
  private static final Set<String> CREW_KINDS = Set.of("fault-repair", "emergency");

  private record Line(
      String move, List<String> from, String to, List<String> roles, String kinds) {}

  private static List<Line> oracle() throws IOException {
    try (InputStream text = MoveTableTest.class.getResourceAsStream("/moves.txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
          .map(f -> new Line(f.get(0), words(f.get(1)), f.get(2), words(f.get(3)), f.get(4)))
          .toList();
    }
  }

  private static List<String> words(String text) {
    return List.of(text.split(" +"));
  }

  @Test
  void theTableIsTheOracle() throws IOException {
    List<Line> oracle = oracle();
    int allowed = 0;
    for (Move move : Move.values()) {
      for (RequestState state : RequestState.values()) {
        for (RequestKind kind : RequestKind.values()) {
          for (Role role : Role.values()) {
            Optional<Line> expected =
                oracle.stream()
                    .filter(line -> line.move().equals(move.wire()))
                    .filter(line -> line.from().contains(state.wire()))
                    .filter(line -> line.roles().contains(role.wire()))
                    .filter(line -> line.kinds().equals("any") || !CREW_KINDS.contains(kind.wire()))
                    .findAny();
            Caller caller = TestDesk.person("p", "", role);
            String what = move + " from " + state + " of " + kind + " by " + role;
            assertEquals(
                expected.isPresent(), MoveTable.allowed(caller, state, kind).contains(move), what);
            if (expected.isPresent()) {
              allowed++;
              MoveTable.Row row = MoveTable.find(move, state, kind).orElseThrow();
              String to = expected.get().to();
              assertEquals(
                  to.equals("same") ? state.wire() : to, row.reachedFrom(state).wire(), what);
            }
          }
        }
      }
    }
    assertEquals(932, allowed, "moves the oracle allows");
  }

  @Test
  void aPartOfThePlatformMayMakeEveryMoveOfTheTable() {
    for (RequestState state : RequestState.values()) {
      for (RequestKind kind : RequestKind.values()) {
        Set<Move> all = MoveTable.allowed(Caller.system("clocks"), state, kind);
        for (Move move : Move.values()) {
          assertEquals(MoveTable.find(move, state, kind).isPresent(), all.contains(move));
        }
      }
    }
  }
}

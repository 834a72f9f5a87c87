package io.lamplighter.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {
  private Path data;
  private House house;

  @BeforeEach
  void house(@TempDir Path folder) {
    data = folder;
    house = new House();
  }

  @Test
  void everyRoleAndChannelHasOneThatWorks() throws IOException {
    firstStart(house.work, data).run();

    Logins logins = house.logins(house.recent());
    Set<String> roles = new TreeSet<>();
    Set<String> channels = new TreeSet<>();
    for (JsonNode entry : file(data)) {
      Caller caller =
          entry.has("user")
              ? logins.logIn(entry.get("user").asText(), entry.get("password").asText()).caller()
              : logins.partner(entry.get("key").asText());
      assertEquals("33", caller.region());
      assertEquals("33", entry.get("region").asText());
      if (entry.has("user")) {
        assertEquals(caller.roles().iterator().next().wire(), entry.get("roles").get(0).asText());
        roles.add(entry.get("roles").get(0).asText());
      } else {
        assertEquals(caller.name(), entry.get("partner").asText());
        channels.addAll(caller.channels());
        assertEquals(Set.of(entry.get("channels").get(0).asText()), caller.channels());
      }
    }
    assertEquals(new TreeSet<>(Stream.of(Role.values()).map(Role::wire).toList()), roles);
    assertEquals(Set.of("web", "hotline", "street-light"), channels);
    assertEquals("rw-------", mode());
    try (Stream<Path> files = Files.list(data)) {
      assertEquals(1, files.count(), "nothing is left beside it");
    }
    assertEquals(7, house.types().stream().filter("user.added"::equals).count());
    assertEquals(3, house.types().stream().filter("partner.added"::equals).count());
  }

  @Test
  void aSecondStartChangesNothing() throws IOException {
    firstStart(house.work, data).run();
    String before = Files.readString(data.resolve("first-users.json"));
    firstStart(house.work, data).run();
    assertEquals(before, Files.readString(data.resolve("first-users.json")));
  }

  @Test
  void aCrashBetweenFileAndCommitLeavesNoSecretsThatNobodyKnows() throws IOException {
    UnitOfWork crashing =
        new UnitOfWork() {
          @Override
          public <T> T call(Work<T> work) {
            return house.work.call(
                transaction -> {
                  work.in(transaction);
                  assertTrue(Files.exists(data.resolve("first-users.json")), "written first");
                  throw new IllegalStateException("killed before the commit");
                });
          }
        };
    assertThrows(RuntimeException.class, () -> firstStart(crashing, data).run());
    String lost = Files.readString(data.resolve("first-users.json"));

    firstStart(house.work, data).run();

    JsonNode agent = file(data).get(0);
    house.logins(house.recent()).logIn(agent.get("user").asText(), agent.get("password").asText());
    assertFalse(lost.contains(agent.get("password").asText()));
  }

  @Test
  void aFileThatCannotBeWrittenCommitsNothing() throws IOException {
    Path blocked = Files.writeString(data.resolve("a-file"), "not a folder");
    assertThrows(RuntimeException.class, () -> firstStart(house.work, blocked).run());
    assertEquals(List.of(), house.staff(house.recent()).users(House.administrator("")));
    assertEquals(List.of(), house.types());
  }

  @Test
  void ofTwoNodesAtOnceOneDoesIt() throws Exception {
    List<Path> nodes = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    CountDownLatch go = new CountDownLatch(1);
    for (int i = 0; i < 4; i++) {
      Path node = Files.createDirectory(data.resolve("node" + i));
      nodes.add(node);
      Thread thread =
          new Thread(
              () -> {
                try {
                  go.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                firstStart(house.work, node).run();
              });
      thread.start();
      threads.add(thread);
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(
        1, nodes.stream().filter(n -> Files.exists(n.resolve("first-users.json"))).count());
    assertEquals(7, house.staff(house.recent()).users(House.administrator("")).size());
  }

  private FirstStart firstStart(UnitOfWork work, Path folder) {
    return new FirstStart(
        work,
        house.journal,
        house.passwords,
        new SecretFile(folder.resolve("first-users.json")),
        Set.of("web", "hotline", "street-light"),
        "33");
  }

  private String mode() throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(data.resolve("first-users.json")));
  }

  private static JsonNode file(Path folder) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("first-users.json").toFile());
  }
}

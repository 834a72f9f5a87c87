package io.lamplighter.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.House;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.ProvenRows;
import io.lamplighter.api.journal.Readers;
import io.lamplighter.api.journal.Seals;
import io.lamplighter.api.security.Caller;
import java.io.BufferedReader;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandsTest {
  private final FakeJournal journal = new FakeJournal();
  private final Terminal terminal = new Terminal().give(Journal.class, journal);

  @Test
  void theNewestAreFoundWithoutReadingAll() throws Exception {
    for (int i = 0; i < 20_000; i++) {
      journal.add(1_000 + 3L * i, i % 1_000 == 0 ? "rare.seen" : "often.seen");
    }
    JournalCommand command = new JournalCommand();
    command.newest = 5;
    assertEquals(List.of(19996, 19997, 19998, 19999, 20000), numbers(command));
    assertTrue(journal.reads <= 4, journal.reads + " reads");

    command.types = "rare.seen, never.seen";
    command.newest = 2;
    assertEquals(List.of(18001, 19001), numbers(command));
    command.newest = 500;
    assertEquals(20, numbers(command).size());
  }

  @Test
  void anEmptyJournalShowsNothing() throws Exception {
    assertEquals("", terminal.run(new JournalCommand()));
  }

  @Test
  void afterAnEntryAllThatFollow() throws Exception {
    for (int i = 0; i < 1_200; i++) {
      journal.add(i, "a.b");
    }
    JournalCommand command = new JournalCommand();
    command.after = "99-100";
    assertEquals(1_100, numbers(command).size());
    command.after = "first";
    assertTrue(terminal.failing(command).contains("--after"));
  }

  @Test
  void followingShowsNewEntriesAlsoOverASwapAndEndsWhenInterrupted() throws Exception {
    journal.add(1, "old.one");
    JournalCommand command = new JournalCommand();
    command.follow = true;
    Thread shell =
        new Thread(
            () -> {
              try {
                terminal.run(command);
              } catch (InterruptedException e) {
                // ctrl-c
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    shell.start();
    await("old.one");
    FakeJournal successor = new FakeJournal();
    successor.add(1, "old.one");
    successor.add(2, "new.one");
    terminal.give(Journal.class, successor);
    await("new.one");
    shell.interrupt();
    shell.join(10_000);
    assertEquals(Thread.State.TERMINATED, shell.getState());
    assertEquals(2, terminal.shown().lines().count(), terminal.shown());
  }

  @Test
  void verifyFailsAndNamesTheFirstBadEntry() throws Exception {
    Seals.Finding changed =
        new Seals.Finding(Seals.Damage.CHANGED, 7, new Cursor(812, 40), "hash differs");
    Terminal damaged = new Terminal().give(Seals.class, seals(changed));
    assertEquals(
        "The journal is not sound: changed entry 812-40 in block 7: hash differs",
        damaged.failing(new VerifyCommand()));
    VerifyCommand json = new VerifyCommand();
    json.json = true;
    damaged.failing(json);
    assertEquals(
        "812-40",
        new ObjectMapper().readTree(damaged.shown()).get("findings").get(0).get("entry").asText());

    String sound = new Terminal().give(Seals.class, seals()).run(new VerifyCommand());
    assertTrue(sound.contains("100 entries in 8 sealed blocks"), sound);
    assertTrue(sound.contains("sound"), sound);
  }

  @Test
  void verifyFailsAndNamesTheFirstBadRow() throws Exception {
    Terminal damaged =
        new Terminal()
            .give(Seals.class, seals())
            .give(
                ProvenRows.class, () -> List.of("step judged of file F1 is not as its entry says"));
    assertEquals(
        "Rows are not as the journal says: step judged of file F1 is not as its entry says",
        damaged.failing(new VerifyCommand()));
    VerifyCommand json = new VerifyCommand();
    json.json = true;
    damaged.failing(json);
    assertTrue(new ObjectMapper().readTree(damaged.shown()).at("/rows/0").asText().contains("F1"));
    assertTrue(new ObjectMapper().readTree(damaged.shown()).get("sound").asBoolean());
  }

  @Test
  void verifyComparesWithHeadsOfAFile(@TempDir Path folder) throws Exception {
    VerifyCommand command = new VerifyCommand();
    command.heads = Files.writeString(folder.resolve("heads"), "kept elsewhere\n").toString();
    assertEquals(
        "The journal is not sound: head-missing block in block 1: kept elsewhere",
        new Terminal().give(Seals.class, seals()).failing(command));
    command.heads = folder.resolve("nothing").toString();
    assertTrue(new Terminal().give(Seals.class, seals()).failing(command).contains("Cannot read"));
  }

  @Test
  void readersAreShownWithTheirLag() throws Exception {
    Readers.Status reader =
        new Readers.Status(
            "clocks", true, new Cursor(5, 6), 12, Duration.ofMinutes(3), 2, "no\nroute", null);
    List<String> forgotten = new ArrayList<>();
    terminal.give(
        Readers.class,
        new Readers() {
          @Override
          public List<Status> all() {
            return List.of(reader);
          }

          @Override
          public void forget(Caller caller, String name) {
            forgotten.add(name);
          }
        });
    String shown = terminal.run(new ReadersCommand());
    assertTrue(shown.contains("clocks") && shown.contains("3 min") && !shown.contains("no route"));
    terminal.give(House.class, zhejiang());
    assertTrue(terminal.run(new ReadersCommand()).contains("no route"));
    ReadersCommand json = new ReadersCommand();
    json.json = true;
    JsonNode all = new ObjectMapper().readTree(terminal.run(json));
    assertEquals(180, all.get(0).get("lagSeconds").asInt());
    ReadersCommand forget = new ReadersCommand();
    forget.gone = "clocks";
    assertTrue(terminal.run(forget).contains("clocks is forgotten"));
    assertEquals(List.of("clocks"), forgotten);
  }

  /** Asked for nothing but its region. */
  private static House zhejiang() {
    return (House)
        Proxy.newProxyInstance(
            House.class.getClassLoader(),
            new Class<?>[] {House.class},
            (proxy, method, arguments) -> "33");
  }

  private List<Integer> numbers(JournalCommand command) throws Exception {
    command.json = true;
    journal.reads = 0;
    ObjectMapper mapper = new ObjectMapper();
    List<Integer> numbers = new ArrayList<>();
    for (String line : terminal.run(command).lines().toList()) {
      numbers.add(mapper.readTree(line).get("data").get("n").asInt());
    }
    return numbers;
  }

  private void await(String shown) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!terminal.shown().contains(shown) && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertTrue(terminal.shown().contains(shown), terminal.shown());
  }

  private static Seals seals(Seals.Finding... findings) {
    return new Seals() {
      @Override
      public List<Head> heads(long after) {
        return List.of();
      }

      @Override
      public List<Head> newest(int most) {
        return List.of();
      }

      @Override
      public Duration lag() {
        return Duration.ZERO;
      }

      @Override
      public Verdict verify() {
        return new Verdict(8, 100, 3, Duration.ofMillis(9), Arrays.asList(findings));
      }

      /** Calls every line a missing head. */
      @Override
      public Verdict verify(BufferedReader heads) {
        List<Finding> all =
            heads.lines().map(line -> new Finding(Damage.HEAD_MISSING, 1, null, line)).toList();
        return new Verdict(8, 100, 3, Duration.ofMillis(9), all);
      }

      @Override
      public List<Alarm> alarms() {
        return List.of();
      }

      @Override
      public void still(Runnable action) {
        action.run();
      }
    };
  }
}

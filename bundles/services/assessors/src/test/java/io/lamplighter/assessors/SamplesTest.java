package io.lamplighter.assessors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.assessors.CaseEvidence.Shown;
import io.lamplighter.api.assessors.Sample;
import io.lamplighter.api.assessors.SampleOf;
import io.lamplighter.api.assessors.SampleOrder;
import io.lamplighter.api.assessors.Verdict;
import io.lamplighter.api.journal.Entry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the commitment to findings, and what is noticed when somebody touches any of it. */
class SamplesTest {
  private final Room room = new Room();

  private static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Sample.Drawn of(Sample sample) {
    Sample.Drawn drawn = sample.drawn();
    assertNotNull(drawn);
    return drawn;
  }

  @Test
  void whatWasOverThenAndThereIsDrawnFrom() {
    room.closed("yesterday", "330602");
    room.archive.seal();
    room.pass(Duration.ofDays(1));
    Set<String> expected = new TreeSet<>();
    for (int i = 0; i < 30; i++) {
      room.closed("R" + i, "330602");
      expected.add("R" + i);
      room.closed("other" + i, "330681");
      room.pass(Duration.ofMinutes(1));
      if (i % 4 == 0) {
        room.archive.seal();
      }
    }
    room.closed("R3", "330602");
    room.archive.write("request.closed", "drill", "330602", Map.of("drill", true));
    LocalDate day = LocalDate.of(2026, 11, 25);
    SampleOrder order =
        new SampleOrder(SampleOf.REQUESTS, "330602", day, day, 8, hash(Room.SECRET));
    Sample committed = room.samples.commit(Room.BAI, order);
    assertNull(committed.drawn());
    assertEquals(
        "sample.not-sealed",
        assertThrows(
                Refusal.Conflict.class,
                () -> room.samples.draw(Room.BAI, committed.no(), null, Room.SECRET))
            .code());
    room.archive.seal();
    room.closed("later", "330602");
    room.archive.seal();
    assertThrows(
        Refusal.Invalid.class, () -> room.samples.draw(Room.BAI, committed.no(), null, "another"));

    Sample.Drawn drawn = of(room.samples.draw(Room.BAI, committed.no(), 1L, Room.SECRET));
    assertEquals(expected.size(), drawn.population());
    String seed = hash(Room.SECRET + ":" + drawn.head());
    assertEquals(seed, drawn.seed());
    assertEquals(
        expected.stream()
            .sorted(Comparator.comparing(number -> hash(seed + ":" + number)))
            .limit(8)
            .toList(),
        drawn.cases());
    assertEquals(hash(String.join("\n", expected) + "\n"), drawn.populationDigest());
    assertEquals(
        "sample.drawn",
        assertThrows(
                Refusal.Conflict.class,
                () -> room.samples.draw(Room.BAI, committed.no(), null, Room.SECRET))
            .code());
    assertThrows(
        Refusal.Stale.class, () -> room.samples.draw(Room.BAI, committed.no(), 1L, Room.SECRET));
    assertEquals(drawn, of(room.samples.get(Room.BAI, committed.no())));
    assertEquals(List.of(), room.samples.get(Room.BAI, committed.no()).wrong());
  }

  @Test
  void nothingToDrawFromIsSaid() {
    String no = room.samples.commit(Room.BAI, Room.order(SampleOf.FILES, 3)).no();
    room.archive.seal();
    assertEquals(
        "sample.empty",
        assertThrows(
                Refusal.Conflict.class, () -> room.samples.draw(Room.BAI, no, null, Room.SECRET))
            .code());
  }

  @Test
  void ofFilesAndVisitsTheEvidenceIsWhatTheyAreAboutToo() {
    room.archive.write("request.received", "R1", "330602", Map.of());
    room.archive.write("visit.answered", "R1", "330602", Map.of("visit", "R1.4"));
    room.archive.write("accountability-file.closed", "F1", "330602", Map.of("on", "R1"));
    Sample files = room.drawn(SampleOf.FILES, 5);
    assertEquals(List.of("F1"), of(files).cases());
    assertEquals(
        List.of("request.received", "visit.answered", "accountability-file.closed"),
        types(files.no(), "F1"));
    Sample visits = room.drawn(SampleOf.VISITS, 5);
    assertEquals(List.of("R1.4"), of(visits).cases());
    assertEquals(List.of("request.received", "visit.answered"), types(visits.no(), "R1.4"));
    assertEquals(
        "bai sample-case {visits=[R1.4]}", room.looks.told().get(room.looks.all().size() - 1));
  }

  private List<String> types(String no, String caseNo) {
    return room.samples.evidence(Room.BAI, no, caseNo).entries().stream().map(Shown::type).toList();
  }

  @Test
  void evidenceThatWasTouchedOrTakenAwayIsShown() {
    room.closed("R1", "330602");
    Sample sample = room.drawn(SampleOf.REQUESTS, 1);
    Entry received = room.archive.all("request.received").get(0);
    Entry closed = room.archive.all("request.closed").get(0);
    assertEquals(
        List.of(true, true),
        room.samples.evidence(Room.BAI, sample.no(), "R1").entries().stream()
            .map(Shown::holds)
            .toList());
    room.archive.touch(received);
    room.archive.lose(closed);
    List<Shown> shown = room.samples.evidence(Room.BAI, sample.no(), "R1").entries();
    assertEquals(false, shown.get(0).holds());
    assertEquals(Shown.MISSING, shown.get(1).type());
    assertEquals(closed.cursor().toString(), shown.get(1).entry());
    assertThrows(Refusal.NotFound.class, () -> room.samples.evidence(Room.BAI, sample.no(), "R2"));
  }

  @Test
  void whatIsFoundIsAddedAndProved() {
    room.closed("R1", "330602");
    String no = room.drawn(SampleOf.REQUESTS, 1).no();
    assertThrows(
        Refusal.Invalid.class, () -> room.samples.record(Room.BAI, no, "R1", Verdict.WRONG, " "));
    assertThrows(Refusal.Invalid.class, () -> room.samples.record(Room.BAI, no, "R1", null, "why"));
    room.samples.record(Room.BAI, no, "R1", Verdict.UNCLEAR, "照片看不清\n第二行");
    Sample after = room.samples.record(Room.BAI, no, "R1", Verdict.WRONG, "暂停无依据");
    assertEquals(2, after.findings().size());
    Sample.Finding first = after.findings().get(0);
    assertEquals(
        hash(first.salt() + "\n" + no + "\nR1\nunclear\nbai\n" + first.at() + "\n照片看不清\n第二行"),
        first.digest());
    List<Entry> told = room.archive.all("finding.recorded");
    assertEquals(first.digest(), told.get(0).data().get("digest"));
    assertFalse(told.toString().contains("照片"), "words stay in the row");
    assertEquals(List.of(), room.samples.get(Room.BAI, no).wrong());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update assessors.sample set size = 2",
        "update assessors.sample set region = '330681'",
        "update assessors.sample set commitment = repeat('a', 64)",
        "update assessors.sample set secret = 'other'",
        "update assessors.sample set population = 99",
        "update assessors.sample set secret = null",
        "update assessors.drawn set case_no = 'R2'",
        "update assessors.drawn set evidence = evidence[1:1]",
        "delete from assessors.drawn",
        "update assessors.finding set words = 'in order'",
        "update assessors.finding set verdict = 'IN_ORDER'",
        "update assessors.finding set actor = 'other'",
        "delete from assessors.finding",
        "insert into assessors.finding (sample, case_no, verdict, words, actor, at, salt)"
            + " select sample, case_no, verdict, 'more', actor, at, salt from assessors.finding"
      })
  void whateverRowIsTouchedIsNamed(String sql) {
    room.closed("R1", "330602");
    String no = room.drawn(SampleOf.REQUESTS, 1).no();
    room.samples.record(Room.BAI, no, "R1", Verdict.WRONG, "暂停无依据");
    assertEquals(List.of(), new SampleProof(room.tools).wrong());
    room.tamper(sql);
    List<String> wrong = room.samples.get(Room.BAI, no).wrong();
    assertNotNull(wrong);
    assertFalse(wrong.isEmpty(), sql);
    assertTrue(wrong.get(0).contains(no), wrong.toString());
    assertEquals(wrong, new SampleProof(room.tools).wrong());
  }

  @Test
  void everyBadFieldIsNamed() {
    SampleOrder bad =
        new SampleOrder(
            null, "xx", LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 25), 201, "00");
    assertEquals(
        List.of("/of", "/region", "/to", "/size", "/commitment"),
        assertThrows(Refusal.Invalid.class, () -> room.samples.commit(Room.BAI, bad))
            .errors()
            .stream()
            .map(FieldError::pointer)
            .toList());
    SampleOrder long92 =
        new SampleOrder(
            SampleOf.REQUESTS,
            null,
            LocalDate.of(2026, 8, 24),
            LocalDate.of(2026, 11, 24),
            1,
            hash("x"));
    assertThrows(Refusal.Invalid.class, () -> room.samples.commit(Room.BAI, long92));
    SampleOrder elsewhere =
        new SampleOrder(
            SampleOf.REQUESTS,
            "11",
            LocalDate.of(2026, 11, 24),
            LocalDate.of(2026, 11, 24),
            1,
            hash("x"));
    assertThrows(Refusal.Forbidden.class, () -> room.samples.commit(Room.BAI, elsewhere));
  }
}

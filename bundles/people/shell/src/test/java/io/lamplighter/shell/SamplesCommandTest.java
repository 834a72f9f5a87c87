package io.lamplighter.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.Page;
import io.lamplighter.api.assessors.Sample;
import io.lamplighter.api.assessors.SampleOf;
import io.lamplighter.api.assessors.Samples;
import io.lamplighter.api.assessors.Verdict;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Samples at the shell. */
@NullUnmarked
class SamplesCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
  private final Terminal terminal = new Terminal().give(Samples.class, samples());

  private static Samples samples() {
    Sample.Drawn drawn =
        new Sample.Drawn("s", 7, "head", "seed7", 6120, "p", "c", "bai", NOW, List.of("R1", "R9"));
    Sample sample =
        new Sample(
            "S26112200001",
            3,
            SampleOf.REQUESTS,
            "3306",
            LocalDate.of(2026, 10, 1),
            LocalDate.of(2026, 10, 31),
            2,
            "hash",
            "bai",
            NOW,
            drawn,
            List.of(new Sample.Finding("R9", Verdict.WRONG, "no\nproof", "bai", NOW, "salt", "d")),
            List.of("a finding of case R9 is not as its entry says"));
    return (Samples)
        Proxy.newProxyInstance(
            SamplesCommandTest.class.getClassLoader(),
            new Class<?>[] {Samples.class},
            (proxy, method, arguments) ->
                method.getName().equals("get") ? sample : new Page<>(List.of(sample), "more"));
  }

  @Test
  void theyAreListed() throws Exception {
    String shown = terminal.run(new SamplesCommand());
    assertTrue(
        shown.lines().anyMatch(line -> line.matches("S26112200001 .*requests.*3306.*6120.*")),
        shown);
    assertTrue(shown.contains("--after more"), shown);
  }

  @Test
  void oneSaysWhatWasDrawnFoundAndTouched() throws Exception {
    SamplesCommand command = new SamplesCommand();
    command.no = "S26112200001";
    String shown = terminal.run(command);
    assertTrue(shown.contains("seed7 (block 7)") && shown.contains("R1 R9"), shown);
    assertTrue(shown.contains("not as its entry says"), shown);
    assertTrue(shown.lines().anyMatch(line -> line.matches("R9 .*wrong.*bai.*no.?proof.*")), shown);
    command.json = true;
    JsonNode json = new ObjectMapper().readTree(terminal.run(command));
    assertEquals("wrong", json.at("/findings/0/finding").asText());
    assertEquals("R9", json.at("/cases/1").asText());
  }
}

package io.lamplighter.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckMetadata;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

class ReportTest {
  private static final Verdict OK = Verdict.ok("fine", "正常");

  @Test
  void upWhenAllIsWell() {
    Report report = Report.of(vitalsAnd(ran("memory", OK)));
    assertEquals(Report.Status.UP, report.status());
    assertEquals(
        List.of("database", "disk", "journal", "memory", "parts"),
        report.checks().stream().map(Report.Line::name).toList());
  }

  @Test
  void aSlowFollowerOrAWarningOnlyDegrades() {
    Result critical = Verdict.critical("an hour behind", "滞后一小时");
    assertEquals(Report.Status.DEGRADED, Report.of(vitalsAnd(ran("readers", critical))).status());
    assertEquals(
        Report.Status.DEGRADED,
        Report.of(vitalsAnd(ran("memory", Verdict.warn("little", "不足")))).status());
  }

  @Test
  void downWithoutWhatASubmissionNeeds() {
    for (String vital : Report.VITAL) {
      List<HealthCheckExecutionResult> results = vitalsAnd();
      results.removeIf(result -> result.getHealthCheckMetadata().getName().equals(vital));
      assertEquals(Report.Status.DOWN, Report.of(results).status(), vital + " did not run");
      results.add(ran(vital, Verdict.critical("broken", "故障")));
      assertEquals(Report.Status.DOWN, Report.of(results).status(), vital + " fails");
    }
    assertEquals(Report.Status.DOWN, Report.of(List.of()).status());
  }

  @Test
  void aCheckThatHangsHasFailed() {
    List<HealthCheckExecutionResult> results = vitalsAnd();
    results.removeIf(result -> result.getHealthCheckMetadata().getName().equals("database"));
    // This is how the executor reports it: a mere warning.
    results.add(ran("database", new Result(Result.Status.WARN, "Timeout"), true));
    assertEquals(Report.Status.DOWN, Report.of(results).status());
  }

  @Test
  void jsonSaysItInTheCallersLanguage() throws IOException {
    Report report = Report.of(vitalsAnd(ran("theirs", new Result(Result.Status.WARN, "hm"))));
    JsonNode zh = new ObjectMapper().readTree(HealthJson.of(report, Locale.CHINESE));
    assertEquals("degraded", zh.get("status").asText());
    assertEquals("正常", zh.get("checks").get(0).get("message").asText());
    assertEquals("hm", zh.get("checks").get(4).get("message").asText());
    assertEquals("warn", zh.get("checks").get(4).get("status").asText());
    assertEquals(7, zh.get("checks").get(4).get("elapsedMs").asInt());
    JsonNode en = new ObjectMapper().readTree(HealthJson.of(report, Locale.GERMAN));
    assertEquals("fine", en.get("checks").get(0).get("message").asText());
  }

  @Test
  void thePageShowsEveryCheckAndRunsNothingOfTheirs() {
    Result script = new Result(Result.Status.CRITICAL, "<script>alert(1)</script> 100%");
    String page = HealthPage.of(Report.of(vitalsAnd(ran("x", script))), Locale.CHINESE);
    assertTrue(page.contains("数据库") && page.contains("lang=\"zh\""), page);
    assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; 100%"), page);
    assertFalse(page.contains("<script>"));
    assertTrue(
        HealthPage.of(Report.of(vitalsAnd()), Locale.ENGLISH).contains("<strong>Up</strong>"));
  }

  private static List<HealthCheckExecutionResult> vitalsAnd(HealthCheckExecutionResult... more) {
    List<HealthCheckExecutionResult> results = new ArrayList<>(List.of(more));
    Report.VITAL.forEach(name -> results.add(ran(name, OK)));
    return results;
  }

  private static HealthCheckExecutionResult ran(String name, Result result) {
    return ran(name, result, false);
  }

  private static HealthCheckExecutionResult ran(String name, Result result, boolean timedOut) {
    ServiceReference<?> reference =
        (ServiceReference<?>)
            Proxy.newProxyInstance(
                ReportTest.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, arguments) ->
                    !method.getName().equals("getProperty")
                        ? null
                        : switch ((String) arguments[0]) {
                          case HealthCheck.NAME -> name;
                          case "service.id" -> 1L;
                          default -> null;
                        });
    HealthCheckMetadata metadata = new HealthCheckMetadata(reference);
    return new HealthCheckExecutionResult() {
      @Override
      public Result getHealthCheckResult() {
        return result;
      }

      @Override
      public long getElapsedTimeInMs() {
        return 7;
      }

      @Override
      public Date getFinishedAt() {
        return new Date(0);
      }

      @Override
      public boolean hasTimedOut() {
        return timedOut;
      }

      @Override
      public HealthCheckMetadata getHealthCheckMetadata() {
        return metadata;
      }
    };
  }
}

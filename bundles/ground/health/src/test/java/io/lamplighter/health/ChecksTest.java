package io.lamplighter.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Readers;
import io.lamplighter.api.journal.Seals;
import io.lamplighter.api.security.Caller;
import java.io.BufferedReader;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

class ChecksTest {
  private static final HealthConfig DEFAULTS = defaults();

  @Test
  void whatIsNotThereIsCritical() {
    assertEquals(Result.Status.CRITICAL, new DatabaseCheck().execute().getStatus());
    assertEquals(Result.Status.CRITICAL, new JournalCheck().execute().getStatus());
    assertEquals(Result.Status.CRITICAL, new ReadersCheck(DEFAULTS).execute().getStatus());
    assertEquals(Result.Status.CRITICAL, new SealingCheck(DEFAULTS).execute().getStatus());
  }

  @Test
  void readersWarnWhenOneFailsOrLags() {
    assertEquals(Result.Status.OK, readers(reader(0, 0), reader(60, 0)).getStatus());
    assertEquals(Result.Status.WARN, readers(reader(0, 0), reader(61, 0)).getStatus());
    assertEquals(Result.Status.WARN, readers(reader(0, 1)).getStatus());
    assertEquals(Result.Status.CRITICAL, readers(reader(0, 0), reader(601, 9)).getStatus());
    Result gone =
        readers(
            new Readers.Status("old", false, Cursor.START, 1, Duration.ofDays(1), 0, null, null));
    assertEquals(Result.Status.WARN, gone.getStatus());
    assertTrue(gone.toString().contains("old (not running)"), gone.toString());
  }

  @Test
  void sealingWarnsWhenItLags() {
    assertEquals(Result.Status.OK, sealing(30).getStatus());
    assertEquals(Result.Status.WARN, sealing(31).getStatus());
    assertEquals(Result.Status.CRITICAL, sealing(301).getStatus());
    Seals.Alarm weak = new Seals.Alarm(false, new Text("anchor away", "锚点"));
    Seals.Alarm touched = new Seals.Alarm(true, new Text("cut off", "截断"));
    assertEquals(Result.Status.WARN, sealing(0, weak).getStatus());
    assertEquals(Result.Status.CRITICAL, sealing(0, weak, touched).getStatus());
  }

  @Test
  void theDiskIsJudgedByShareAndBySize() {
    DiskCheck disk = new DiskCheck(bundle(List.of()), DEFAULTS);
    assertEquals(Result.Status.OK, disk.judge(50_000, 100_000).getStatus());
    assertEquals(Result.Status.WARN, disk.judge(9_000, 100_000).getStatus());
    assertEquals(Result.Status.WARN, disk.judge(2_000, 4_000).getStatus());
    assertEquals(Result.Status.WARN, disk.judge(1_900, 100_000).getStatus());
    assertEquals(Result.Status.CRITICAL, disk.judge(500, 600).getStatus());
    assertTrue(disk.execute().toString().contains("MB free"));
  }

  @Test
  void theCertificateIsJudgedByItsDaysAndByItsFiles() {
    Instant now = Instant.parse("2026-11-30T00:00:00Z");
    TlsCheck tls = new TlsCheck(() -> now);
    assertEquals(Result.Status.OK, tls.execute().getStatus());
    Instant far = now.plus(Duration.ofDays(14));
    assertEquals(Result.Status.OK, tls.judge(far, "", "", "").getStatus());
    assertEquals(Result.Status.WARN, tls.judge(far.minusSeconds(1), "", "", "").getStatus());
    assertEquals(Result.Status.CRITICAL, tls.judge(now.minusSeconds(1), "", "", "").getStatus());
    Verdict faulty = tls.judge(far, "/k.pem", "ENCRYPTED", "/k.pem holds an encrypted key");
    assertEquals(Result.Status.WARN, faulty.getStatus());
    assertTrue(faulty.text().en().startsWith("/k.pem holds an"), faulty.text().en());
    assertTrue(faulty.text().zh().startsWith("/k.pem 私钥已加密"), faulty.text().zh());
    Verdict none = tls.judge(Instant.EPOCH, "/k.pem", "NO_KEY", "/k.pem holds no key");
    assertEquals(Result.Status.CRITICAL, none.getStatus());
  }

  @Test
  void memoryIsTold() {
    assertTrue(new MemoryCheck().execute().toString().contains("MB"));
  }

  @Test
  void aNeededPartIsCriticalAnExpectedOneWarns() {
    assertEquals(
        Result.Status.OK, parts(List.of("a.Desk", "(door.path=/x)", "a.Users")).getStatus());
    assertEquals(Result.Status.WARN, parts(List.of("a.Desk", "(door.path=/x)")).getStatus());
    Result without = parts(List.of("a.Users"));
    assertEquals(Result.Status.CRITICAL, without.getStatus());
    assertTrue(without.toString().contains("Desk, /x"), without.toString());
  }

  @Test
  void aBundleThatIsToRunAndDoesNotIsToldWithItsReason() {
    Text reason = new Text("acme 1.0.0 does not run: nobody offers x", "acme 1.0.0 未运行");
    Result idle = parts(List.of("a.Desk", "(door.path=/x)", "a.Users"), reason);
    assertEquals(Result.Status.WARN, idle.getStatus());
    assertTrue(idle.toString().contains(reason.en()), idle.toString());
    Result both = parts(List.of("a.Users"), reason);
    assertEquals(Result.Status.CRITICAL, both.getStatus());
    assertTrue(both.toString().contains("Desk, /x; " + reason.en()), both.toString());
  }

  private static Result readers(Readers.Status... all) {
    ReadersCheck check = new ReadersCheck(DEFAULTS);
    check.readers =
        new Readers() {
          @Override
          public List<Status> all() {
            return List.of(all);
          }

          @Override
          public void forget(Caller caller, String name) {
            throw new UnsupportedOperationException();
          }
        };
    return check.execute();
  }

  private static Readers.Status reader(long lag, int failures) {
    return new Readers.Status(
        "r", true, Cursor.START, 1, Duration.ofSeconds(lag), failures, null, null);
  }

  private static Result sealing(long lag, Seals.Alarm... alarms) {
    SealingCheck check = new SealingCheck(DEFAULTS);
    check.seals =
        new Seals() {
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
            return Duration.ofSeconds(lag);
          }

          @Override
          public Verdict verify() {
            throw new UnsupportedOperationException();
          }

          @Override
          public Verdict verify(BufferedReader heads) {
            throw new UnsupportedOperationException();
          }

          @Override
          public List<Alarm> alarms() {
            return List.of(alarms);
          }

          @Override
          public void still(Runnable action) {
            throw new UnsupportedOperationException();
          }
        };
    return check.execute();
  }

  /** As from a .cfg: one text with commas. */
  private static Result parts(List<String> there, Text... idle) {
    HealthConfig config =
        config(
            (name, value) ->
                switch (name) {
                  case "needed" -> new String[] {"a.Desk, /x"};
                  case "expected" -> new String[] {"a.Users"};
                  default -> value;
                });
    return new PartsCheck(bundle(there), config, () -> List.of(idle)).execute();
  }

  private static BundleContext bundle(List<String> there) {
    return (BundleContext)
        Proxy.newProxyInstance(
            ChecksTest.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getAllServiceReferences" ->
                      there.contains(arguments[1] == null ? arguments[0] : arguments[1])
                          ? new ServiceReference<?>[1]
                          : null;
                  case "getService" -> "ready";
                  case "getProperty" -> "."; // lamp.data
                  case "ungetService" -> true;
                  default -> null;
                });
  }

  private static HealthConfig defaults() {
    return config((name, value) -> value);
  }

  private interface Change {
    Object of(String name, Object value);
  }

  private static HealthConfig config(Change change) {
    return (HealthConfig)
        Proxy.newProxyInstance(
            ChecksTest.class.getClassLoader(),
            new Class<?>[] {HealthConfig.class},
            (proxy, method, arguments) -> change.of(method.getName(), method.getDefaultValue()));
  }
}

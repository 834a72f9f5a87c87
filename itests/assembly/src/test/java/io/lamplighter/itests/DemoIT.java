package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What {@code lamplighter demo} shows: a storm over every channel; and that it leaves no traces.
 */
@ExtendWith(TailOnFailure.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DemoIT {
  private static final Duration STORY = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final List<String> BY_REFERENCE = List.of("web", "call", "hotline", "social");

  /** Whoever texted and has received nothing. */
  private static final String UNANSWERED =
      "select distinct number from sms.incoming i where not exists (select from sms.outgoing o"
          + " where o.number = i.number and o.state = 'delivered')";

  /** Four lines of 14 transformers; the two hours in 24 seconds. */
  private static final String SMALL_AND_FAST =
      """
      lines = 4
      speed = 300
      url = http://127.0.0.1:${env:LAMP_HTTP_PORT}
      mqtt = tcp://127.0.0.1:${env:LAMP_MQTT_PORT}
      smscPort = ${env:LAMP_SMSC_PORT}
      """;

  @Test
  void theStormComesOverEveryChannelAndLeavesNoTraces() throws Exception {
    Instance instance = Instance.fresh("demo");
    Path demo = instance.data.resolve("etc/io.lamplighter.demo.cfg");
    Path bridge = instance.data.resolve("etc/social/demo.properties");
    Files.writeString(demo, SMALL_AND_FAST);
    try (instance) {
      instance.start("demo").awaitHealthy(Instance.FIRST_START);
      String told = awaitTheEnd(instance);
      System.out.println("DemoIT: " + told);
      assertEveryCallIsThere(told, new Books(instance));
      assertTrue(Files.exists(bridge));
      instance.stop();
      assertFalse(Files.exists(bridge));

      instance.start().awaitHealthy(Instance.FIRST_START);
      assertFalse(Files.exists(demo));
      Await.until(
          SOON,
          () -> instance.client().get("/health").text(),
          () -> instance.client().get("/health").text().contains("no message centre"));
    }
  }

  /** The line in which the demo says what became of its calls. */
  private static String awaitTheEnd(Instance instance) throws Exception {
    Path log = instance.data.resolve("log/lamplighter.log");
    Pattern end = Pattern.compile("The storm is over: (.*)");
    String[] found = {""};
    Await.until(
        STORY,
        () -> "the storm is not over",
        () -> {
          Matcher line = end.matcher(Files.readString(log, ISO_8859_1));
          return line.find() && !(found[0] = line.group(1)).isEmpty();
        });
    return found[0];
  }

  private static void assertEveryCallIsThere(String told, Books books) throws Exception {
    Map<String, Long> sent = new TreeMap<>();
    Matcher one = Pattern.compile("([a-z]+)=(\\d+)").matcher(told);
    while (one.find()) {
      sent.put(one.group(1), Long.valueOf(one.group(2)));
    }
    assertEquals(List.of("call", "hotline", "sms", "social", "web"), List.copyOf(sent.keySet()));
    long all = sent.values().stream().mapToLong(Long::longValue).sum();
    assertEquals(22 + 264, all, told);
    assertTrue(told.contains("accepted " + all + ",") && told.contains("refused 0"), told);
    for (String channel : BY_REFERENCE) {
      assertEquals(sent.get(channel), submissions(books, channel), channel);
    }
    long texts = submissions(books, "sms");
    long same = sent.get("sms") - texts;
    assertTrue(texts > 0 && same >= 0 && same < texts, texts + " of " + sent.get("sms"));
    Await.until(
        SOON,
        () -> "no outage that nobody had to call about",
        () -> submissions(books, "meter") > 0);
    // Each who texted is answered by text.
    Await.untilDone(
        SOON,
        () -> "without an answer: " + books.texts(UNANSWERED),
        () -> books.texts(UNANSWERED).size());
  }

  private static long submissions(Books books, String channel) throws Exception {
    return books.number("select count(*) from desk.submission where channel = '" + channel + "'");
  }
}

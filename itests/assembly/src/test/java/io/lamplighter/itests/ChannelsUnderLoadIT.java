package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import io.lamplighter.intake.sms.Centre;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Texts, the hotline's two protocols, a social network and the call desk all at once, while their
 * bundles are updated, the desk is restarted, the message centre hangs up, a partner is away and
 * everything is killed: what was acknowledged is there once, and each is answered on his channel.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ChannelsUnderLoadIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int MORE = 10;
  private static final int TOLD = 20;
  private static final String[] CHANNELS = {
    "intake-sms", "intake-hotline", "intake-social", "intake-call"
  };

  private Instance instance;
  private Books books;
  private Centre centre;
  private PartnerEndpoint hotline;
  private PartnerEndpoint network;
  private Edges edges;

  @BeforeAll
  void start() throws Exception {
    centre = new Centre();
    hotline = new PartnerEndpoint();
    network = new PartnerEndpoint();
    instance = Instance.fresh("channels");
    Texts.over(instance, centre, 500);
    instance.configured("io.lamplighter.routes.hotline", Map.of("url", hotline.uri().toString()));
    Webhook bridge = new Webhook(instance, "network");
    bridge.register(network.uri());
    instance.start().awaitHealthy(Instance.FIRST_START);
    books = new Books(instance);
    edges = new Edges(instance, centre, bridge);
  }

  @AfterAll
  void stop() throws Exception {
    instance.close();
    centre.close();
    hotline.close();
    network.close();
  }

  @Test
  void whatWasAcknowledgedIsThereOnceAndIsAnswered() throws Exception {
    firstAnswer();
    Pressure texts = new Pressure("texts", edges::text);
    Pressure reports = new Pressure("reports", edges::report);
    Pressure tickets = new Pressure("tickets", edges::ticket);
    Pressure messages = new Pressure("messages", edges::message);
    Pressure calls = new Pressure("calls", edges::call);
    List<Pressure> all = List.of(texts, reports, tickets, messages, calls);
    try (texts;
        reports;
        tickets;
        messages;
        calls) {
      more(all);
      update(CHANNELS);
      more(all);
      centre.hangUp();
      update("desk");
      more(all);
      hotline.away(true);
      List<String> signed = tickets.acknowledged().stream().limit(TOLD).toList();
      sign(signed);
      kill();
      more(all);
      hotline.away(false);
      kill();
      more(all);
      awaitTold("the hotline", hotline, signed);
    }
    System.out.println("ChannelsUnderLoadIT: " + all);
    assertThereOnce("sms", "contact_phone", texts);
    assertThereOnce("hotline", "channel_ref", reports);
    assertThereOnce("hotline", "channel_ref", tickets);
    assertThereOnce("social", "channel_ref", messages);
    assertThereOnce("call", "channel_ref", calls);
    awaitAnswered(texts);
    awaitTold("the network", network, messages.acknowledged());
    books.verifies();
  }

  /** Notices follow what happens after their first start; whoever wrote before hears nothing. */
  private void firstAnswer() throws Exception {
    await("the centre is bound", () -> centre.binds.get() > 0);
    for (int i = 0; network.told().isEmpty(); i++) {
      edges.message(-i);
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  private static void more(List<Pressure> all) throws Exception {
    Map<Pressure, Integer> before =
        all.stream().collect(Collectors.toMap(one -> one, one -> one.acknowledged().size()));
    Await.until(
        SOON,
        all::toString,
        () -> all.stream().allMatch(one -> one.acknowledged().size() >= before.get(one) + MORE));
  }

  private void kill() throws Exception {
    instance.kill();
    instance.start().awaitHealthy(SOON);
  }

  private void update(String... bundles) throws Exception {
    Map<String, String> ids = instance.bundleIds();
    StringBuilder commands = new StringBuilder();
    for (String bundle : bundles) {
      commands.append("bundle:update ").append(ids.get(bundle));
      commands.append(" file:").append(Distribution.bundle(bundle)).append("; ");
    }
    String said = instance.shell(commands.toString());
    assertFalse(said.contains("Error") || said.contains("Exception"), said);
  }

  /** Judges these orders, which their partner is to be told of. */
  private void sign(List<String> refs) throws Exception {
    Client dispatcher =
        instance.client().loggedIn(instance.users(), "dispatcher").with("If-Match", "*");
    for (String no : books.texts(where("request_no", "hotline", "channel_ref", refs))) {
      dispatcher.post("/api/v1/requests/" + no + "/triage", Map.of()).expect(200);
    }
  }

  private static String where(String what, String channel, String column, Iterable<String> marks) {
    return "select "
        + what
        + " from desk.request where channel = '"
        + channel
        + "' and "
        + column
        + " = any (string_to_array('"
        + String.join(",", marks)
        + "', ','))";
  }

  private void assertThereOnce(String channel, String column, Pressure pressure) throws Exception {
    int wanted = pressure.acknowledged().size();
    assertEquals(
        wanted,
        books.number(
            where("count(distinct " + column + ")", channel, column, pressure.acknowledged())),
        "acknowledged and lost: " + pressure);
    assertEquals(
        0,
        books.number(
            "select count(*) - count(distinct "
                + column
                + ") from desk.request where channel = '"
                + channel
                + "'"),
        "doubled: " + pressure);
    assertEquals(
        wanted,
        books.number(
            "select count(*) from journal.entry where type = 'request.received' and subject in ("
                + where("request_no", channel, column, pressure.acknowledged())
                + ")"),
        "one entry for each: " + pressure);
  }

  private void awaitAnswered(Pressure texts) throws Exception {
    for (String number : texts.acknowledged()) {
      await(number, () -> !centre.textsTo(number).isEmpty());
      // A kill between an answer and its commit has it sent again.
      assertEquals(1, centre.textsTo(number).stream().distinct().count(), number);
    }
  }

  private void awaitTold(String whom, PartnerEndpoint partner, Iterable<String> refs)
      throws Exception {
    for (String ref : refs) {
      String named = "\"" + ref.substring(ref.indexOf(':') + 1) + "\"";
      await(whom + " of " + ref, () -> partner.told().stream().anyMatch(t -> t.contains(named)));
    }
  }

  private void await(String what, Callable<Boolean> condition) throws Exception {
    Await.until(SOON, () -> what + ": " + instance.client().get("/health").text(), condition);
  }
}

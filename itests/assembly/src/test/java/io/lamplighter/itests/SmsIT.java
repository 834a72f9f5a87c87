package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Texts over SMPP against a message centre that is not ours, on the running assembly. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SmsIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int TEXTS = 60;

  private Instance instance;
  private Books books;
  private Centre centre;

  @BeforeAll
  void connect() throws Exception {
    instance = Shared.instance();
    books = new Books(instance);
    centre = new Centre();
    Texts.over(instance, centre, 200);
    Await.until(SOON, () -> instance.client().get("/health").text(), () -> centre.binds.get() > 0);
  }

  @AfterAll
  void disconnect() throws Exception {
    Texts.off(instance);
    centre.close();
  }

  /** As a message centre does: again until it is taken. */
  private void deliver(String from, String text) throws Exception {
    Exception[] last = new Exception[1];
    Await.until(
        SOON,
        () -> last[0],
        () -> {
          try {
            centre.deliver(from, text);
            return true;
          } catch (Exception e) {
            last[0] = e;
            return false;
          }
        });
  }

  @AfterAll
  void whatWasWrittenFits() throws Exception {
    Shared.factsFit();
  }

  @Test
  void everyTextIsOneRequestAndAnsweredWhilePartsAreReplacedAndTheLineBreaks() throws Exception {
    for (int i = 0; i < TEXTS; i++) {
      switch (i) {
        case 10, 30 -> centre.hangUp();
        case 20 ->
            Shared.quiet(
                instance,
                "bundle:update "
                    + instance.bundleIds().get("intake-sms")
                    + " file:"
                    + Distribution.bundle("intake-sms"));
        case 40 -> Shared.quiet(instance, "bundle:restart " + instance.bundleIds().get("desk"));
        default -> {}
      }
      deliver(number(i), "停电了，" + i + "幢");
    }
    String requests =
        "select count(*) from desk.request where channel = 'sms' and contact_phone like '1370000%'";
    assertEquals(TEXTS, books.number(requests));
    for (int i = 0; i < TEXTS; i++) {
      String number = number(i);
      Await.until(SOON, () -> centre.textsTo(number), () -> !centre.textsTo(number).isEmpty());
      // A line that breaks between an answer and its acknowledgement has it sent again.
      List<String> answers =
          centre.textsTo(number).stream().filter(text -> text.contains("已受理")).distinct().toList();
      assertEquals(1, answers.size(), answers.toString());
    }
    System.out.println("SmsIT: " + TEXTS + " texts, " + centre.binds.get() + " binds");
  }

  private static String number(int i) {
    return "1370000" + (1000 + i);
  }

  @Test
  void aCustomerFollowsHisRequestByTextAndScoresIt() throws Exception {
    String wang = "13790000001";
    // Of complaints all are asked how it was.
    deliver(wang, "我要投诉你们的抄表员态度恶劣");
    Await.until(SOON, () -> centre.textsTo(wang), () -> centre.textsTo(wang).size() == 1);
    Matcher answer = Pattern.compile("工单号(\\d[\\d-]*)").matcher(centre.textsTo(wang).get(0));
    assertTrue(answer.find(), centre.textsTo(wang).toString());
    String no = answer.group(1);
    Client dispatcher =
        instance.client().loggedIn(instance.users(), "dispatcher").with("If-Match", "*");
    String path = "/api/v1/requests/" + no;
    dispatcher.post(path + "/triage", Map.of()).expect(200);
    deliver(wang, "进度 " + no);
    awaitText(wang, "已研判");
    dispatcher.post(path + "/resolve", Map.of("result", "已答复")).expect(200);
    awaitText(wang, "请回复1-5");
    deliver(wang, "5");
    awaitText(wang, "感谢您的评价");
    JsonNode request = dispatcher.get(path).expect(200).json();
    assertEquals("visited", request.get("state").asText());
    JsonNode timeline = dispatcher.get(path + "/timeline").expect(200).json();
    assertTrue(timeline.toString().contains("notice.sent"), timeline.toString());
  }

  private void awaitText(String number, String words) throws Exception {
    Await.until(
        SOON,
        () -> centre.textsTo(number),
        () -> centre.textsTo(number).stream().anyMatch(text -> text.contains(words)));
  }
}

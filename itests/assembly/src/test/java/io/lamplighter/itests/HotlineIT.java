package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The municipal hotline over Open311, in JSON and in XML. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class HotlineIT {
  private static final String BASE = "/open311/v2/";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final HttpClient RAW =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private URI base;
  private Client http;
  private Client dispatcher;
  private String key;

  @BeforeAll
  void start() throws Exception {
    Instance instance = Shared.instance();
    base = URI.create("http://127.0.0.1:" + instance.httpPort);
    key = instance.users().key("hotline");
    http = instance.client().with("Content-Type", FORM).with("Accept-Language", "en");
    dispatcher = instance.client().loggedIn(instance.users(), "dispatcher");
  }

  @AfterAll
  void whatWasWrittenFits() throws Exception {
    Shared.factsFit();
  }

  @Test
  void aReportIsOneRequestAndItsStatusFollowsItsLife() throws Exception {
    String no = report("hotline-1").get("service_request_id").asText();
    assertEquals(no, report("hotline-1").get("service_request_id").asText(), "the same again");

    JsonNode shown = get("requests/" + no + ".json?api_key=" + key).get(0);
    assertEquals("open", shown.get("status").asText());
    assertEquals("fault-repair", shown.get("service_code").asText());
    assertEquals("热线路灯不亮", shown.get("description").asText());
    JsonNode known = dispatcher.get("/api/v1/requests/" + no).expect(200).json();
    assertEquals("hotline", known.get("channel").asText());

    dispatcher
        .with("If-Match", "*")
        .post("/api/v1/requests/" + no + "/cancel", Map.of("reason", "误报"))
        .expect(200);
    assertEquals(
        "closed", get("requests/" + no + ".json?api_key=" + key).get(0).get("status").asText());
    assertEquals(
        no,
        get("requests.json?status=closed&api_key=" + key)
            .get(0)
            .get("service_request_id")
            .asText());
    assertEquals(
        no, get("tokens/" + no + ".json?api_key=" + key).get(0).get("service_request_id").asText());
    awaitUpdate(no, "NO_FURTHER_ACTION");
  }

  private void awaitUpdate(String no, String status) throws Exception {
    String path = "servicerequestupdates.json?api_key=" + key;
    Await.until(
        Duration.ofSeconds(10),
        () -> get(path).toString(),
        () ->
            StreamSupport.stream(get(path).spliterator(), false)
                .anyMatch(
                    update ->
                        update.get("service_request_id").asText().equals(no)
                            && update.get("status").asText().equals(status)));
  }

  @Test
  void xmlSaysTheSame() throws Exception {
    Document services = xml(http.get(BASE + "services.xml").expect(200));
    assertEquals("services", services.getDocumentElement().getTagName());
    assertEquals(7, services.getElementsByTagName("service").getLength());

    Document taken = xml(post("requests.xml", form("hotline-xml")).expect(200));
    assertEquals("service_requests", taken.getDocumentElement().getTagName());
    String no = taken.getElementsByTagName("service_request_id").item(0).getTextContent();
    Document shown = xml(http.get(BASE + "requests/" + no + ".xml?api_key=" + key).expect(200));
    assertEquals("热线路灯不亮", shown.getElementsByTagName("description").item(0).getTextContent());

    Document refused = xml(http.get(BASE + "requests/none.xml?api_key=" + key).expect(404));
    assertEquals("errors", refused.getDocumentElement().getTagName());
    assertEquals("404", refused.getElementsByTagName("code").item(0).getTextContent());
  }

  @Test
  void whatIsWrongIsNamedAndNothingIsKept() {
    JsonNode errors = post("requests.json", Map.of("api_key", key)).expect(400).json();
    assertEquals(2, errors.size(), errors.toString());
    assertEquals(400, errors.get(0).get("code").asInt());
    assertTrue(
        errors.get(0).get("description").asText().contains("service_code"), errors.toString());

    post("requests.json", Map.of("service_code", "report", "address_id", "7")).expect(403);
    post("requests.json", Map.of("api_key", "guessed", "service_code", "report")).expect(403);
    http.get(BASE + "requests.json").expect(403);
    http.get(BASE + "services/magic.json").expect(404);
    http.get(BASE + "requests.json?start_date=yesterday&api_key=" + key).expect(400);
  }

  @Test
  void whatIsNoCallOfGeoReportIsRefusedInItsForm() throws Exception {
    for (String format : List.of("json", "xml")) {
      refused(405, "PUT", "requests." + format, FORM, "service_code=report");
      refused(405, "PUT", "requests/1." + format, "application/json", "{}");
      refused(405, "DELETE", "requests/1." + format, null, "");
      refused(405, "PATCH", "services." + format, "nonsense", "x");
      refused(405, "POST", "services." + format, FORM, "a=b");
      refused(415, "POST", "requests." + format, "application/json", "{}");
      refused(415, "POST", "requests." + format, "multipart/form-data; boundary=x", "--x--");
      refused(415, "POST", "requests." + format, "nonsense", "service_code=report");
      for (String type : List.of("a/b/c", "text/", FORM + "; charset", FORM + ";charset=x-y")) {
        refused(415, "POST", "requests." + format, type, "service_code=report");
      }
      refused(404, "GET", "nothing." + format, null, "");
      refused(404, "GET", "requests/1/photos." + format, null, "");
      refused(404, "POST", "nothing." + format, FORM, "a=b");
      refused(404, "PUT", "nothing." + format, null, "");
    }
    refused(404, "GET", "requests", null, "");
    refused(404, "GET", "", null, "");
  }

  /**
   * As curl sends it: no language, any kind of answer; errors are of the form that is asked for.
   */
  private void refused(int status, String method, String path, String type, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(BASE + path))
            .header("Accept", "*/*")
            .header("X-Api-Key", key)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (type != null) {
      request.header("Content-Type", type);
    }
    HttpResponse<String> answer = RAW.send(request.build(), HttpResponse.BodyHandlers.ofString());
    String said = method + " " + path + ": " + answer.headers().map() + answer.body();
    assertEquals(status, answer.statusCode(), said);
    assertEquals(status == 405, answer.headers().firstValue("Allow").isPresent(), said);
    String form = answer.headers().firstValue("Content-Type").orElse("");
    if (path.endsWith(".xml")) {
      assertTrue(form.startsWith("text/xml"), said);
      Document errors = xml(answer.body());
      assertEquals("errors", errors.getDocumentElement().getTagName(), said);
      assertEquals(1, errors.getElementsByTagName("error").getLength(), said);
      assertEquals(
          Integer.toString(status), errors.getElementsByTagName("code").item(0).getTextContent());
      assertFalse(errors.getElementsByTagName("description").item(0).getTextContent().isBlank());
    } else {
      assertTrue(form.startsWith("application/json"), said);
      JsonNode error = Client.JSON.readTree(answer.body()).get(0);
      assertEquals(status, error.get("code").asInt(), said);
      assertFalse(error.get("description").asText().isBlank(), said);
    }
  }

  private JsonNode report(String ref) {
    return post("requests.json", form(ref)).expect(200).json().get(0);
  }

  private Map<String, String> form(String ref) {
    return Map.of(
        "api_key",
        key,
        "service_code",
        "fault-repair",
        "address_string",
        "越城区热线路" + ref + "号",
        "description",
        "热线路灯不亮",
        "attribute[external_id]",
        ref);
  }

  private JsonNode get(String path) {
    return http.get(BASE + path).expect(200).json();
  }

  private Client.Answer post(String path, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(
                field ->
                    URLEncoder.encode(field.getKey(), UTF_8)
                        + "="
                        + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return http.postRaw(BASE + path, body.getBytes(UTF_8));
  }

  private static Document xml(Client.Answer answer) throws Exception {
    return xml(answer.text());
  }

  private static Document xml(String text) throws Exception {
    return DocumentBuilderFactory.newDefaultNSInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }
}

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An instance's REST API for one caller. */
final class Api {
  static final ObjectMapper JSON = new ObjectMapper();

  private final Wire wire;
  private final List<String> headers;

  Api(Wire wire, String... headers) {
    this.wire = wire;
    this.headers = List.of(headers);
  }

  /** How calls get there. */
  @FunctionalInterface
  interface Wire {
    /**
     * @param headers names and values in turns
     * @param body null for none
     */
    Answer call(String method, String path, List<String> headers, String body)
        throws IOException, InterruptedException;
  }

  /** To an instance that listens. */
  record OverHttp(String base) implements Wire {
    private static final HttpClient HTTP =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public Answer call(String method, String path, List<String> headers, String body)
        throws IOException, InterruptedException {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofMinutes(2));
      if (!headers.isEmpty()) {
        request.headers(headers.toArray(String[]::new));
      }
      request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
      long begun = System.nanoTime();
      HttpResponse<String> answer =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      double millis = (System.nanoTime() - begun) / 1e6;
      String etag = answer.headers().firstValue("ETag").orElse("");
      return new Answer(answer.statusCode(), json(answer.body()), etag, millis);
    }
  }

  record Answer(int status, JsonNode body, String etag, double millis) {
    boolean isGood() {
      return status / 100 == 2;
    }
  }

  Api with(String header, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(header);
    more.add(value);
    return new Api(wire, more.toArray(String[]::new));
  }

  Api logIn(String user, String password) throws IOException, InterruptedException {
    JsonNode session =
        good("POST", "/api/v1/sessions", Map.of("user", user, "password", password)).body();
    return with("Authorization", "Bearer " + session.get("token").asText());
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return good("GET", path, null).body();
  }

  JsonNode post(String path, Object body) throws IOException, InterruptedException {
    return good("POST", path, body).body();
  }

  /** Everything of a list. */
  List<JsonNode> all(String path) throws IOException, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = get(path + cursor);
      page.path("items").forEach(items::add);
      String next = page.path("next").asText(null);
      String sign = path.contains("?") ? "&" : "?";
      cursor =
          next == null || page.path("next").isNull()
              ? null
              : sign + "after=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }
    return items;
  }

  /**
   * @throws IllegalStateException when the answer is not a good one
   */
  Answer good(String method, String path, Object body) throws IOException, InterruptedException {
    Answer answer = call(method, path, body);
    if (!answer.isGood()) {
      throw new IllegalStateException(method + " " + path + ": " + answer);
    }
    return answer;
  }

  /**
   * @param body texts as they are, anything else as JSON; null for none
   */
  Answer call(String method, String path, Object body) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(headers);
    if (body != null && !headers.contains("Content-Type")) {
      all.addAll(List.of("Content-Type", "application/json"));
    }
    String text =
        body == null || body instanceof String ? (String) body : JSON.writeValueAsString(body);
    return wire.call(method, path, all, text);
  }

  static JsonNode json(String text) throws IOException {
    return text.startsWith("{") || text.startsWith("[")
        ? JSON.readTree(text)
        : MissingNode.getInstance();
  }
}

package io.lamplighter.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Talks HTTP to one instance as one caller; immutable. */
public final class Client {
  public static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String base;
  private final List<String> headers;

  public Client(String base) {
    this(base, List.of());
  }

  private Client(String base, List<String> headers) {
    this.base = base;
    this.headers = headers;
  }

  /** What came back. */
  public record Answer(int status, HttpHeaders headers, String text) {
    public JsonNode json() {
      try {
        return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException("not JSON: " + this, e);
      }
    }

    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** The answer itself when it has this status. */
    public Answer expect(int wanted) {
      if (status != wanted) {
        throw new AssertionError("expected " + wanted + ", got " + this);
      }
      return this;
    }

    @Override
    public String toString() {
      return status + " " + headers.map() + " " + text;
    }
  }

  /** The same caller at another node. */
  public Client at(Instance instance) {
    return new Client(instance.client().base, headers);
  }

  public Client with(String header, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(header);
    more.add(value);
    return new Client(base, List.copyOf(more));
  }

  public Client withKey(String key) {
    return with("X-Api-Key", key);
  }

  /** The same caller, logged in as the generated person of this role. */
  public Client loggedIn(Users users, String role) {
    JsonNode person = users.person(role);
    return logIn(person.get("user").asText(), person.get("password").asText());
  }

  public Client logIn(String user, String password) {
    Map<String, String> login = Map.of("user", user, "password", password);
    Answer answer = post("/api/v1/sessions", login);
    for (int i = 0; i < 30 && answer.status() == 429; i++) {
      pause(Duration.ofSeconds(1));
      answer = post("/api/v1/sessions", login);
    }
    JsonNode session = answer.json();
    if (!session.hasNonNull("token")) {
      throw new AssertionError("no session: " + session);
    }
    return with("Authorization", "Bearer " + session.get("token").asText());
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public Answer get(String path) {
    try {
      return send(request(path).GET().build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is there, byte for byte, into a file; its answer without the bytes. */
  public Answer download(String path, Path to) {
    try {
      HttpResponse<Path> answer =
          HTTP.send(
              request(path).timeout(Duration.ofMinutes(2)).GET().build(),
              HttpResponse.BodyHandlers.ofFile(to));
      return new Answer(answer.statusCode(), answer.headers(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }

  /** As {@link #get}, null when nobody answers. */
  public Answer tryGet(String path) {
    try {
      return send(request(path).GET().build());
    } catch (IOException e) {
      return null;
    }
  }

  public Answer post(String path, Object body) {
    try {
      return tryPost(path, JSON.writeValueAsBytes(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Answer put(String path, Object body) {
    try {
      HttpRequest.Builder request =
          request(path)
              .header("Content-Type", "application/json")
              .PUT(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
      return send(request.build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Answer putRaw(String path, byte[] body) {
    try {
      return send(request(path).PUT(HttpRequest.BodyPublishers.ofByteArray(body)).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Answer delete(String path) {
    try {
      return send(request(path).DELETE().build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Answer postRaw(String path, byte[] body) {
    try {
      return tryPost(path, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IOException when the connection fails
   */
  public Answer tryPost(String path, byte[] body) throws IOException {
    HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!headers.contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    return send(request.build());
  }

  /**
   * Posts JSON and gives the answer's body as it comes; who closes it before its end has left.
   *
   * @throws IOException when the connection fails or the answer is not 200
   */
  public InputStream listen(String path, Object body) throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .timeout(Duration.ofMinutes(2))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    HttpResponse<InputStream> answer =
        HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new IOException(
          answer.statusCode() + " " + new String(answer.body().readAllBytes(), UTF_8));
    }
    return answer.body();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    return request;
  }

  private static Answer send(HttpRequest request) throws IOException {
    try {
      HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), answer.headers(), new String(answer.body(), UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Every item of a list, following its cursor to the end. */
  public List<JsonNode> all(String path) {
    List<JsonNode> items = new ArrayList<>();
    String next = "";
    while (next != null) {
      Answer page = get(path + next).expect(200);
      page.json().get("items").forEach(items::add);
      JsonNode cursor = page.json().get("next");
      next =
          cursor == null || cursor.isNull()
              ? null
              : (path.contains("?") ? "&" : "?")
                  + "after="
                  + java.net.URLEncoder.encode(cursor.asText(), UTF_8);
    }
    return items;
  }

  /** Opens a stream of server-sent events from here on. */
  public EventStream stream(String path) {
    return new EventStream(URI.create(base + path), headers);
  }
}

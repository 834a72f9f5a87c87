package io.lamplighter.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.demo.Channel.Answer;
import io.lamplighter.demo.Channel.Fate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** The platform's HTTP port, as a client sees it. */
final class Http {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final int UNAUTHENTICATED = 401;
  private static final int TOO_MANY = 429;
  private static final int AWAY = 503;

  private final URI base;
  private final HttpClient client;

  Http(URI base) {
    this.base = base;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5));
    String certificate = System.getenv("LAMP_TLS_CERT");
    if (certificate != null && base.getScheme().equals("https")) {
      builder.sslContext(OwnCertificate.in(Path.of(certificate)));
    }
    client = builder.build();
  }

  /** What came back. */
  record Reply(int status, Duration rest, byte[] body) {
    boolean isGood() {
      return status / 100 == 2;
    }

    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }

    /** In the words of all channels. */
    Answer answer() throws IOException {
      if (isGood()) {
        boolean merged = json().path("mergedInto").isTextual();
        return new Answer(merged ? Fate.MERGED : Fate.TAKEN, status, rest);
      }
      boolean later = status == TOO_MANY || status == AWAY || status == UNAUTHENTICATED;
      return new Answer(later ? Fate.LATER : Fate.REFUSED, status, rest);
    }
  }

  /**
   * @param headers names and values in turn
   */
  Reply post(String path, byte[] body, String... headers) throws IOException, InterruptedException {
    return send("POST", path, body, headers);
  }

  /** As {@link #post}. */
  Reply put(String path, byte[] body, String... headers) throws IOException, InterruptedException {
    return send("PUT", path, body, headers);
  }

  private Reply send(String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .headers(headers)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(0);
    return new Reply(answer.statusCode(), Duration.ofSeconds(seconds), answer.body());
  }
}

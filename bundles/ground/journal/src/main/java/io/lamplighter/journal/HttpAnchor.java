package io.lamplighter.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A partner who is sent new heads by HTTP POST, one line of JSON each; 2xx means he has them. */
final class HttpAnchor implements Anchor {
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final URI address;
  private final String authorization;
  private final Path progress;

  /**
   * @param authorization the header of that name, empty for none
   */
  HttpAnchor(URI address, String authorization, Path folder) {
    this.address = address;
    this.authorization = authorization;
    byte[] name = address.toString().getBytes(StandardCharsets.UTF_8);
    String id = Sha256.hex(Sha256.digest().digest(name)).substring(0, 16);
    progress = folder.resolve("anchored-" + id);
  }

  @Override
  public long reached() throws IOException {
    return Files.exists(progress) ? Long.parseLong(Files.readString(progress).strip()) : 0;
  }

  @Override
  public void take(List<Block> heads) throws IOException, InterruptedException {
    String lines =
        heads.stream().map(block -> HeadLine.write(block) + "\n").collect(Collectors.joining());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(LONGEST)
            .header("Content-Type", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofString(lines));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    int status = HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status < 200 || status > 299) {
      throw new IOException("answered " + status);
    }
    long last = heads.get(heads.size() - 1).head().number();
    WholeFile.write(progress, last + "\n", WholeFile.OPEN);
  }

  @Override
  public @Nullable BufferedReader read() {
    return null;
  }

  @Override
  public String toString() {
    return address.getHost() == null ? address.toString() : address.getHost();
  }
}

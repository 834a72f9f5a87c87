package io.lamplighter.journal;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Time stamps of an authority (RFC 3161) on the last head, which stands for all before it: at most
 * one in an hour, {@code stamps/<block>-<hash>.tsr}. The digest that is stamped is the head's hash,
 * so {@code openssl ts -verify -digest <hash> -in <file> -CAfile <authority>} says when it was
 * there.
 */
final class TimeStamps implements Anchor {
  private static final Duration SPACING = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int MAX_ANSWER = 64 * 1024;

  /** TimeStampReq: version 1, SHA-256 with the digest to come; then: send the certificate, too. */
  private static final byte[] BEFORE =
      HexFormat.of().parseHex("30390201013031300d060960864801650304020105000420");

  private static final byte[] AFTER = HexFormat.of().parseHex("0101ff");

  private final URI authority;
  private final Path folder;
  private final InstantSource clock;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private Instant next = Instant.MIN;

  TimeStamps(URI authority, Path folder, InstantSource clock) {
    this.authority = authority;
    this.folder = folder.resolve("stamps");
    this.clock = clock;
  }

  /** Everything, until the next is due. */
  @Override
  public long reached() {
    return clock.instant().isBefore(next) ? Long.MAX_VALUE : 0;
  }

  @Override
  public boolean wantsLast() {
    return true;
  }

  @Override
  public void take(List<Block> heads) throws IOException, InterruptedException {
    Block last = heads.get(heads.size() - 1);
    byte[] digest = HexFormat.of().parseHex(last.head().hash());
    byte[] answer = ask(digest);
    Files.createDirectories(folder);
    Path file = folder.resolve(last.head().number() + "-" + last.head().hash() + ".tsr");
    Files.write(
        file,
        answer,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
    next = clock.instant().plus(SPACING);
  }

  private byte[] ask(byte[] digest) throws IOException, InterruptedException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.write(BEFORE);
    request.write(digest);
    request.write(AFTER);
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(authority)
                .timeout(LONGEST)
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.toByteArray()))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    byte[] body = answer.body();
    if (answer.statusCode() != 200 || body.length > MAX_ANSWER || !contains(body, digest)) {
      throw new IOException("gave no time stamp, status " + answer.statusCode());
    }
    return body;
  }

  /**
   * A refusal does not name what it refuses. Whether the stamp is good is for a verifier to say.
   */
  private static boolean contains(byte[] whole, byte[] part) {
    return HexFormat.of().formatHex(whole).contains(HexFormat.of().formatHex(part));
  }

  @Override
  public @Nullable BufferedReader read() {
    return null;
  }

  @Override
  public String toString() {
    return authority.getHost() == null ? authority.toString() : authority.getHost();
  }
}

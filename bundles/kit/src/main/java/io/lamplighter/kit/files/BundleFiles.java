package io.lamplighter.kit.files;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.kit.http.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * The files below one folder, as browsers want them: packed where the build has laid a packed one
 * beside it, with an ETag, and kept for ever where the name carries the content's hash. Each is
 * read once.
 */
public final class BundleFiles {
  /** Possessive: else each folder would be a level of recursion. */
  private static final Pattern READABLE = Pattern.compile("[\\w-][\\w.-]*(?:/[\\w-][\\w.-]*)*+");

  private static final Pattern HASHED = Pattern.compile(".*-[\\w-]{8}\\.\\w+");
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration BETWEEN = Duration.ofMillis(20);
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript;charset=UTF-8",
          "mjs", "text/javascript;charset=UTF-8",
          "css", "text/css;charset=UTF-8",
          "html", "text/html;charset=UTF-8",
          "svg", "image/svg+xml",
          "webmanifest", "application/manifest+json",
          "png", "image/png");

  private final Function<String, @Nullable URL> entries;
  private final Map<String, File> read = new ConcurrentHashMap<>();

  /**
   * @param entries finds a file by its path, null when there is none; as {@code path ->
   *     bundle.getEntry("web/" + path)}
   */
  public BundleFiles(Function<String, @Nullable URL> entries) {
    this.entries = entries;
  }

  private record File(byte[] bytes, String version, String encoding) {}

  /**
   * The file at {@code path}.
   *
   * @return null when there is none
   */
  public Response.@Nullable ResponseBuilder answer(String path, HttpHeaders headers) {
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null || !READABLE.matcher(path).matches()) {
      return null;
    }
    File file = find(path, words(headers.getHeaderString(HttpHeaders.ACCEPT_ENCODING)));
    if (file == null) {
      return null;
    }
    boolean known = Versions.has(file.version, headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    Response.ResponseBuilder answer =
        known ? Response.notModified() : Response.ok(file.bytes.clone()).type(type);
    if (!file.encoding.isEmpty() && !known) {
      answer.header(HttpHeaders.CONTENT_ENCODING, file.encoding);
    }
    return answer
        .header(HttpHeaders.ETAG, '"' + file.version + '"')
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .header(HttpHeaders.CACHE_CONTROL, HASHED.matcher(path).matches() ? FOR_EVER : "no-cache");
  }

  private @Nullable File find(String path, Set<String> accepted) {
    for (String[] packing : List.of(new String[] {"br", ".br"}, new String[] {"gzip", ".gz"})) {
      File packed = accepted.contains(packing[0]) ? read(path + packing[1], packing[0]) : null;
      if (packed != null) {
        return packed;
      }
    }
    return read(path, "");
  }

  /**
   * While a bundle is replaced the framework has no file of it for a moment, and says so by
   * whatever it throws: who asks then waits, as for a service.
   */
  private @Nullable File read(String path, String encoding) {
    long begun = System.nanoTime();
    while (true) {
      try {
        return readNow(path, encoding);
      } catch (IOException | RuntimeException replaced) {
        if (System.nanoTime() - begun > PATIENCE.toNanos()) {
          throw new Refusal.Unavailable(
              new Text("These screens are being replaced", "该部分界面正在更换"), replaced);
        }
        LockSupport.parkNanos(BETWEEN.toNanos());
      }
    }
  }

  /** What is not there is not remembered: strangers could ask for anything. */
  private @Nullable File readNow(String path, String encoding) throws IOException {
    File known = read.get(path);
    URL url = known == null ? entries.apply(path) : null;
    if (url == null) {
      return known;
    }
    try (InputStream in = url.openStream()) {
      byte[] bytes = in.readAllBytes();
      File file = new File(bytes, version(bytes), encoding);
      read.put(path, file);
      return file;
    }
  }

  private static String version(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
    } catch (NoSuchAlgorithmException cannotBe) {
      throw new IllegalStateException(cannotBe);
    }
  }

  /**
   * The members of a list, without their weights; what is refused with {@code ;q=0} is left out.
   */
  private static Set<String> words(@Nullable String header) {
    return header == null
        ? Set.of()
        : Stream.of(header.split(","))
            .map(String::strip)
            .filter(word -> !word.matches(".*;\\s*q=0(\\.0*)?"))
            .map(word -> word.replaceFirst("\\s*;.*", ""))
            .collect(Collectors.toUnmodifiableSet());
  }
}

package io.lamplighter.knowledge;

import io.lamplighter.api.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that an edition says.
 *
 * @param region where it holds; the empty prefix is everywhere
 * @param owner who answers for it that it is right: a department or a post
 * @param title empty in a language in which it is not written yet, as the next ones
 * @param asked how people ask for it, in either language
 * @param source by which rule it is so, or whose word it is
 * @param validTo the last day on which it holds; null when no end is known
 */
record Content(
    Topic topic,
    String region,
    String owner,
    Text title,
    Text text,
    List<String> asked,
    Text source,
    LocalDate validFrom,
    @Nullable LocalDate validTo) {
  Content {
    asked = List.copyOf(asked);
  }

  /** Whether its last day is over. */
  boolean isOver(LocalDate day) {
    return validTo != null && validTo.isBefore(day);
  }

  /** SHA-256 of its parts in this order, a line feed between them, in hex. */
  String digest() {
    String all =
        Stream.concat(
                Stream.of(
                    topic.wire(),
                    region,
                    owner,
                    title.zh(),
                    title.en(),
                    text.zh(),
                    text.en(),
                    source.zh(),
                    source.en(),
                    validFrom.toString(),
                    validTo == null ? "" : validTo.toString()),
                asked.stream())
            .collect(Collectors.joining("\n"));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}

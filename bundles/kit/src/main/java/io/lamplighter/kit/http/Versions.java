package io.lamplighter.kit.http;

import io.lamplighter.api.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What callers say of a thing's version, which is its ETag (RFC 9110, 13.1). */
public final class Versions {
  private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");

  /** Of a version; what is behind it tells the forms apart in which it is shown. */
  private static final Pattern VERSION = Pattern.compile("(\\d{1,18})(?:-[0-9a-f]+)?");

  /** Possessive: else each tag would be a level of recursion. */
  private static final Pattern TAGS =
      Pattern.compile("\\s*" + TAG.pattern() + "(?:\\s*,\\s*" + TAG.pattern() + ")*+\\s*");

  private Versions() {}

  /** Whether the caller has this version already: then 304 is enough. */
  public static boolean has(String version, @Nullable String ifNoneMatch) {
    return ifNoneMatch != null
        && (ifNoneMatch.trim().equals("*") || tags(ifNoneMatch, true).contains(version));
  }

  /** As {@link #has(String, String)}. */
  public static boolean has(long version, @Nullable String ifNoneMatch) {
    return has(Long.toString(version), ifNoneMatch);
  }

  /**
   * The version that the caller saw; null when any will do ({@code *}).
   *
   * @param current asks for the version there is, only when the header does not decide alone
   * @throws Refusal.VersionNeeded without the header
   * @throws Refusal.Stale when no tag in it can be the current one
   */
  public static @Nullable Long seen(@Nullable String ifMatch, LongSupplier current) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new Refusal.VersionNeeded();
    }
    if (ifMatch.trim().equals("*")) {
      return null;
    }
    if (!TAGS.matcher(ifMatch).matches()) {
      throw new Refusal.Invalid(
          "/If-Match", "must be an ETag in its quotes, or *", "须为带引号的 ETag，或 *");
    }
    List<String> tags = tags(ifMatch, false);
    List<Long> versions =
        tags.stream()
            .map(VERSION::matcher)
            .filter(Matcher::matches)
            .map(version -> Long.valueOf(version.group(1)))
            .toList();
    if (tags.size() == 1 && versions.size() == 1) {
      return versions.get(0);
    }
    long now = current.getAsLong();
    if (versions.contains(now)) {
      return now;
    }
    throw new Refusal.Stale(0, now);
  }

  /** The opaque parts; a weak tag counts only where weak comparison does. */
  private static List<String> tags(String header, boolean weakToo) {
    List<String> tags = new ArrayList<>();
    Matcher tag = TAG.matcher(header);
    while (tag.find()) {
      if (weakToo || tag.group(1) == null) {
        tags.add(tag.group(2));
      }
    }
    return tags;
  }
}

package io.lamplighter.indices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.Text;
import io.lamplighter.api.indices.Measure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A region's month (月报) with everything that its documents show, so that they can be made again, to
 * the byte, whatever has changed since.
 *
 * @param month as 2026-11
 * @param region its code; empty for everywhere
 * @param name of the region's unit, where it has one
 * @param closedAt with the house's offset; null while it may still change
 */
record MonthReport(
    String month,
    String region,
    @Nullable String name,
    @Nullable String closedAt,
    @Nullable String closedBy,
    List<Line> lines,
    List<Remark> remarks) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** How many months a course has: two years. */
  static final int COURSE = 24;

  /**
   * One index.
   *
   * @param course month by month, this one last
   */
  record Line(
      String index,
      int edition,
      Text name,
      Text formula,
      List<String> types,
      Measure measure,
      boolean moreIsBetter,
      List<Month> course,
      List<Ranking> rankings) {
    Month now() {
      return before(0);
    }

    /** So many months before. */
    Month before(int months) {
      return course.get(course.size() - 1 - months);
    }

    /** Whether it has become worse since, as far as somebody can tell. */
    boolean worse(int months) {
      Double now = now().value();
      Double then = before(months).value();
      return now != null && then != null && !now.equals(then) && now > then != moreIsBetter;
    }
  }

  record Month(
      String month,
      long cases,
      long waiting,
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high,
      boolean few) {}

  /** Units of one level, the best first; those with too few cases come last. */
  record Ranking(String level, List<Ranked> units) {}

  /**
   * @param best place that it may have, as far as its interval tells; 0 for too few cases to say
   * @param worst and the other end
   * @param before the month before
   */
  record Ranked(
      String unit,
      @Nullable String name,
      long cases,
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high,
      int best,
      int worst,
      @Nullable Double before) {
    String called() {
      return name == null ? unit : name;
    }
  }

  /**
   * @param index that it is about; null for the month as a whole
   */
  record Remark(@Nullable String index, String text, String by, String at) {}

  String json() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static MonthReport of(String json) {
    try {
      return MAPPER.readValue(json, MonthReport.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A month holds what nobody has written", e);
    }
  }

  /** SHA-256 in hex. */
  static String digest(String json) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of an index, or of the month as a whole; null when there is none. */
  @Nullable Remark remark(@Nullable String index) {
    return remarks.stream()
        .filter(one -> index == null ? one.index() == null : index.equals(one.index()))
        .findFirst()
        .orElse(null);
  }
}

package io.lamplighter.api.journal;

import java.util.List;
import java.util.Map;

/**
 * Something that has happened, about to be written to the journal.
 *
 * @param type {@code <thing>.<past participle>}, as in {@code request.closed}
 * @param subject the number of the thing it happened to, as in a request number; order is kept per
 *     subject
 * @param region code of the region it belongs to
 * @param actor who did it, as {@link io.lamplighter.api.security.Caller#actor} names him
 * @param data references and codes only, no personal data: entries are sealed for ever; values are
 *     strings, numbers, booleans, and maps and lists of them
 */
public record Fact(String type, String subject, String region, String actor, Map<String, ?> data) {

  /** The one way to write it: of the one type that the record is for. */
  public static Fact of(Record data, String subject, String region, String actor) {
    List<String> types = FactData.types(data.getClass());
    if (types.size() != 1) {
      throw new IllegalArgumentException(data.getClass() + " is for one of " + types + ": which?");
    }
    return new Fact(types.get(0), subject, region, actor, FactData.write(data));
  }

  /** Of one of the types that the record is for. */
  public static Fact of(String type, Record data, String subject, String region, String actor) {
    if (!FactData.isFor(data.getClass(), type)) {
      throw new IllegalArgumentException(data.getClass() + " is not for " + type);
    }
    return new Fact(type, subject, region, actor, FactData.write(data));
  }
}

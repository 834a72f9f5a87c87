package io.lamplighter.kit.requests;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.kit.time.IsoTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object that is a submission, out of JSON or of a route. Every one that cannot be
 * read is a fault of its own; what they say is judged by the desk.
 */
public final class SubmissionFields {
  /** All that a submission may have. */
  public static final Set<String> ALL =
      Set.of(
          "channel",
          "channelRef",
          "kind",
          "text",
          "customerNo",
          "contact",
          "address",
          "location",
          "region",
          "occurredAt",
          "drill");

  /** Of so many fields that nobody knows it is said. */
  private static final int MOST_UNKNOWN = 20;

  private static final int LONGEST_NAME = 100;

  /** How strictly an object is read. */
  public enum Manner {
    /** It has the fields that are known and no others, each of its own type. */
    STRICT,
    /** So has this, but its numbers may be texts: CSV and XML have no others. */
    WRITTEN,
    /** What is not known is passed over. */
    OPEN
  }

  private final Manner manner;
  private final String pointer;
  private final Map<?, ?> fields;
  private final List<FieldError> errors;

  /**
   * @param pointer to the object, empty for the whole
   * @param known names of the fields it may have
   */
  public SubmissionFields(Manner manner, String pointer, Map<?, ?> fields, Set<String> known) {
    this(manner, pointer, fields, known, new ArrayList<>());
  }

  private SubmissionFields(
      Manner manner, String pointer, Map<?, ?> fields, Set<String> known, List<FieldError> errors) {
    this.manner = manner;
    this.pointer = pointer;
    this.fields = fields;
    this.errors = errors;
    if (manner != Manner.OPEN) {
      fields.keySet().stream()
          .map(String::valueOf)
          .filter(name -> !known.contains(name))
          .limit(MOST_UNKNOWN)
          .map(name -> name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name)
          .forEach(name -> wrong(name, "is not known here", "未知字段"));
    }
  }

  /** Another fault of a field. */
  public void wrong(String name, String en, String zh) {
    errors.add(FieldError.of(pointer + "/" + name, en, zh));
  }

  public @Nullable String text(String name) {
    Object value = fields.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    wrong(name, "must be a text", "须为文本");
    return null;
  }

  /**
   * An object among the fields; null when it is not there.
   *
   * @param known names of the fields it may have
   */
  public @Nullable SubmissionFields object(String name, Set<String> known) {
    Object value = fields.get(name);
    if (value instanceof Map<?, ?> within) {
      return new SubmissionFields(manner, pointer + "/" + name, within, known, errors);
    }
    if (value != null) {
      wrong(name, "must be an object", "须为对象");
    }
    return null;
  }

  /** An object with {@code name} and {@code phone}; null without either. */
  public Submission.@Nullable Contact contact(String name) {
    SubmissionFields contact = object(name, Set.of("name", "phone"));
    if (contact == null) {
      return null;
    }
    String called = contact.text("name");
    String phone = contact.text("phone");
    return called == null && phone == null ? null : new Submission.Contact(called, phone);
  }

  /**
   * What the rest of the fields say.
   *
   * @param raw the message to the letter
   * @throws Refusal.Invalid naming every field that could not be read
   */
  public Submission submission(
      @Nullable String channel,
      @Nullable String channelRef,
      Submission.@Nullable Contact contact,
      @Nullable String raw) {
    Submission submission =
        new Submission(
            channel,
            channelRef,
            text("kind"),
            text("text"),
            text("customerNo"),
            contact,
            text("address"),
            location(),
            text("region"),
            occurredAt(),
            raw,
            drill());
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    return submission;
  }

  private @Nullable Location location() {
    SubmissionFields location = object("location", Set.of("lon", "lat"));
    return location == null ? null : new Location(location.degrees("lon"), location.degrees("lat"));
  }

  private double degrees(String name) {
    Object value = fields.get(name);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    try {
      if (manner == Manner.WRITTEN && value instanceof String written) {
        return Double.parseDouble(written);
      }
    } catch (NumberFormatException e) {
      // as any other that is no number
    }
    if (value == null) {
      wrong(name, "is missing", "缺失");
    } else {
      wrong(name, "must be a number", "须为数字");
    }
    return 0;
  }

  private @Nullable OffsetDateTime occurredAt() {
    String written = text("occurredAt");
    try {
      return written == null ? null : IsoTime.at(pointer + "/occurredAt", written);
    } catch (Refusal.Invalid notATime) {
      errors.addAll(notATime.errors());
      return null;
    }
  }

  private boolean drill() {
    Object drill = fields.get("drill");
    if (drill != null && !(drill instanceof Boolean)) {
      wrong("drill", "must be true or false", "须为 true 或 false");
    }
    return Boolean.TRUE.equals(drill);
  }
}

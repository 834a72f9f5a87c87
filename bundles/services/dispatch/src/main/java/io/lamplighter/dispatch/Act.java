package io.lamplighter.dispatch;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.kit.text.Writing;
import io.lamplighter.kit.time.IsoTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that a crew has done, as its phone tells it.
 *
 * @param seq counts up on the phone: its order there
 * @param doneAt when it was done, by the server's time
 * @param files pictures that belong to it
 */
record Act(
    UUID id,
    String workOrder,
    Kind kind,
    String device,
    long seq,
    Instant deviceAt,
    Instant doneAt,
    List<UUID> files,
    Map<String, Object> body) {

  private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,63}");
  private static final int LONGEST = 4_000;
  private static final int MOST_FILES = 10;
  private static final int MOST_MATERIALS = 100;
  private static final List<String> FAILURES =
      List.of("customer-absent", "no-access", "unsafe", "wrong-skill", "material", "other");

  /** What it is. */
  enum Kind {
    ACCEPT(WorkState.ACCEPTED),
    DEPART(WorkState.DEPARTED),
    ARRIVE(WorkState.ARRIVED),
    FINISH(WorkState.FINISHED),
    FAIL(WorkState.FAILED),
    NOTE(null);

    private final @Nullable WorkState leads;

    Kind(@Nullable WorkState leads) {
      this.leads = leads;
    }

    /** Null when it leads nowhere. */
    @Nullable WorkState leads() {
      return leads;
    }

    /** As written outside. */
    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** As it comes. */
  record Sent(
      @Nullable String id,
      @Nullable String workOrder,
      @Nullable String kind,
      @Nullable String deviceAt,
      @Nullable String device,
      @Nullable Long seq,
      @Nullable String sentAt,
      @Nullable Map<String, Object> body) {}

  /**
   * @param at pointer of it, as in {@code /3}
   * @throws Refusal.Invalid naming every field that is missing or wrong
   */
  static Act read(Sent sent, String at, Instant now) {
    List<FieldError> errors = new ArrayList<>();
    Map<String, Object> body = sent.body() == null ? Map.of() : sent.body();
    UUID id = uuid(errors, at + "/id", sent.id());
    if (sent.workOrder() == null || !CODE.matcher(sent.workOrder()).matches()) {
      errors.add(FieldError.of(at + "/workOrder", "is missing or no number", "缺失或格式不正确"));
    }
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(one -> one.wire().equals(sent.kind()))
            .findAny()
            .orElse(null);
    if (kind == null) {
      String all = "accept, depart, arrive, finish, fail, note";
      errors.add(FieldError.of(at + "/kind", "must be one of " + all, "须为以下之一：" + all));
    }
    if (sent.device() == null || !DEVICE.matcher(sent.device()).matches()) {
      errors.add(
          FieldError.of(
              at + "/device",
              "must be 1 to 64 letters, digits and . _ -",
              "须为 1 至 64 位字母、数字及 . _ -"));
    }
    if (sent.seq() == null || sent.seq() < 0) {
      errors.add(FieldError.of(at + "/seq", "must be a number from 0 on", "须为非负整数"));
    }
    Instant deviceAt = time(errors, at + "/deviceAt", sent.deviceAt());
    Instant sentAt = time(errors, at + "/sentAt", sent.sentAt());
    List<UUID> files = files(errors, at + "/body/files", body.get("files"));
    if (kind != null) {
      check(errors, at + "/body", kind, body);
    }
    if (id == null || kind == null || deviceAt == null || sentAt == null || !errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    Instant done = deviceAt.plus(Duration.between(sentAt, now));
    return new Act(
        id,
        String.valueOf(sent.workOrder()),
        kind,
        String.valueOf(sent.device()),
        sent.seq() == null ? 0 : sent.seq(),
        deviceAt,
        done.isAfter(now) ? now : done,
        files,
        body);
  }

  private static void check(
      List<FieldError> errors, String at, Kind kind, Map<String, Object> body) {
    for (String name : List.of("result", "cause", "note")) {
      Object said = body.get(name);
      boolean fits =
          said == null
              || said instanceof String text && text.length() <= LONGEST && Writing.isLines(text);
      if (!fits) {
        errors.add(
            FieldError.of(
                at + "/" + name,
                "must be text of at most " + LONGEST,
                "须为至多 " + LONGEST + " 字的文本"));
      }
    }
    if (kind == Kind.FINISH
        && !(body.get("result") instanceof String result && !result.isBlank())) {
      errors.add(FieldError.of(at + "/result", "is missing", "缺失"));
    }
    if (kind == Kind.FAIL && !FAILURES.contains(body.get("reason"))) {
      String all = String.join(", ", FAILURES);
      errors.add(FieldError.of(at + "/reason", "must be one of " + all, "须为以下之一：" + all));
    }
    if (body.get("labourMinutes") != null
        && !(body.get("labourMinutes") instanceof Number minutes
            && minutes.longValue() >= 0
            && minutes.longValue() <= 100_000)) {
      errors.add(
          FieldError.of(at + "/labourMinutes", "must be from 0 to 100000", "须在 0 至 100000 之间"));
    }
    Object materials = body.get("materials");
    if (materials != null
        && !(materials instanceof List<?> list
            && list.size() <= MOST_MATERIALS
            && list.stream().allMatch(Act::isMaterial))) {
      errors.add(
          FieldError.of(
              at + "/materials",
              "must be a list of at most " + MOST_MATERIALS + " {code, quantity}",
              "须为至多 " + MOST_MATERIALS + " 项 {code, quantity}"));
    }
  }

  private static boolean isMaterial(Object item) {
    return item instanceof Map<?, ?> material
        && material.size() == 2
        && material.get("code") instanceof String code
        && CODE.matcher(code).matches()
        && material.get("quantity") instanceof Number quantity
        && quantity.doubleValue() > 0;
  }

  private static List<UUID> files(List<FieldError> errors, String at, @Nullable Object given) {
    List<UUID> files = new ArrayList<>();
    if (given instanceof List<?> list && list.size() <= MOST_FILES) {
      for (Object one : list) {
        UUID id = uuid(errors, at, String.valueOf(one));
        if (id != null) {
          files.add(id);
        }
      }
    } else if (given != null) {
      errors.add(FieldError.of(at, "must be a list of at most 10 files", "须为至多 10 个文件的列表"));
    }
    return files;
  }

  static @Nullable UUID uuid(List<FieldError> errors, String at, @Nullable String text) {
    try {
      if (text != null && text.length() == 36) {
        return UUID.fromString(text);
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    errors.add(FieldError.of(at, "must be a UUID", "须为 UUID"));
    return null;
  }

  private static @Nullable Instant time(List<FieldError> errors, String at, @Nullable String text) {
    try {
      return IsoTime.at(at, text == null ? "" : text).toInstant();
    } catch (Refusal.Invalid wrong) {
      errors.addAll(wrong.errors());
      return null;
    }
  }

  @Nullable String text(String name) {
    return body.get(name) instanceof String text ? text : null;
  }
}

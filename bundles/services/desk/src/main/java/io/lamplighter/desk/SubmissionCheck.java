package io.lamplighter.desk;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.personal.Keys;
import io.lamplighter.kit.triage.Judgement;
import io.lamplighter.kit.triage.Triage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks a submission, field by field, and names everything that is wrong at once. */
final class SubmissionCheck {
  static final int MAX_TEXT = 4000;
  static final int MAX_ADDRESS = 300;
  static final int MAX_NAME = 100;
  static final int MAX_PHONE = 100;
  static final int MAX_REF = 128;
  private static final Duration FUTURE = Duration.ofMinutes(5);
  private static final Duration PAST = Duration.ofDays(366);
  private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Pattern CUSTOMER = Pattern.compile("[A-Za-z0-9-]{1,32}");

  private final Supplier<Triage> triage;
  private final Names names;
  private final InstantSource clock;

  /**
   * @param triage asked once for each submission, which is judged by it from beginning to end
   */
  SubmissionCheck(Supplier<Triage> triage, Names names, InstantSource clock) {
    this.triage = triage;
    this.names = names;
    this.clock = clock;
  }

  /**
   * @throws Refusal.Invalid naming every bad field
   * @throws Refusal.Forbidden {@code other-channel} when the caller may not submit on this channel
   */
  Draft check(Caller caller, Submission said) {
    Submission submission = Tidy.of(said);
    List<FieldError> errors = new ArrayList<>();
    String channel = channel(submission.channel(), errors);
    RequestKind given = kind(submission.kind(), errors);
    String text = submission.text();
    if (text != null) {
      PlainText.check("/text", text, MAX_TEXT, true, errors);
    }
    if (given == null && submission.kind() == null && isBlank(text)) {
      errors.add(FieldError.of("/text", "text or kind is needed", "须填写内容或业务类型"));
    }
    line("/channelRef", submission.channelRef(), MAX_REF, errors);
    line("/address", submission.address(), MAX_ADDRESS, errors);
    pattern("/customerNo", submission.customerNo(), CUSTOMER, errors);
    Submission.Contact contact = submission.contact();
    if (contact != null) {
      line("/contact/name", contact.name(), MAX_NAME, errors);
      line("/contact/phone", contact.phone(), MAX_PHONE, errors);
    }
    whereabouts(submission, errors);
    location(submission.location(), errors);
    region(submission.region(), errors);
    occurredAt(submission.occurredAt(), errors);
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    mayUse(caller, channel);
    if (submission.drill() && caller.kind() == Caller.Kind.PUBLIC) {
      throw new Refusal.Forbidden(
          "drill-not-yours", new Text("Only staff and partners hold drills", "仅工作人员与对接方可发起演练"));
    }
    String region = submission.region();
    if (region != null) {
      caller.requireRegion(region);
    }
    return new Draft(
        caller,
        channel,
        judge(caller, given, text == null ? "" : text),
        submission,
        names.find(caller, submission, clock.instant()),
        ContentHash.of(said));
  }

  /**
   * A kind that is given counts; but when the words speak of danger and it was chosen by somebody
   * who does not judge requests, danger is not left lying as an enquiry until a person has looked.
   */
  private Judgement judge(Caller caller, @Nullable RequestKind given, String text) {
    if (given == null) {
      return triage.get().judge(text);
    }
    boolean outside = caller.kind() == Caller.Kind.PUBLIC || caller.kind() == Caller.Kind.PARTNER;
    String danger =
        outside && given != RequestKind.EMERGENCY ? triage.get().judge(text).danger() : null;
    return danger == null
        ? Judgement.given(given, "given", true)
        : Judgement.given(RequestKind.EMERGENCY, danger, false);
  }

  private static void mayUse(Caller caller, String channel) {
    boolean allowed =
        switch (caller.kind()) {
          case SYSTEM -> true;
          case PERSON -> caller.hasAny(Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR, Role.CREW);
          case PARTNER, PUBLIC -> caller.channels().contains(channel);
        };
    if (!allowed) {
      throw new Refusal.Forbidden(
          "other-channel",
          new Text("You may not submit on channel " + channel, "您无权通过渠道 " + channel + " 提交"));
    }
  }

  private static String channel(@Nullable String channel, List<FieldError> errors) {
    if (channel == null) {
      errors.add(FieldError.of("/channel", "is needed", "必填"));
      return "";
    }
    pattern("/channel", channel, CHANNEL, errors);
    return channel;
  }

  private static @Nullable RequestKind kind(@Nullable String kind, List<FieldError> errors) {
    if (kind == null) {
      return null;
    }
    try {
      return RequestKind.ofWire(kind, "/kind");
    } catch (Refusal.Invalid e) {
      errors.addAll(e.errors());
      return null;
    }
  }

  /** A phone that nobody can read is kept as it was written, but is nothing to go by. */
  private static void whereabouts(Submission submission, List<FieldError> errors) {
    Submission.Contact contact = submission.contact();
    String phone = contact == null ? null : contact.phone();
    boolean known =
        submission.customerNo() != null
            || submission.location() != null
            || !isBlank(submission.address())
            || (phone != null && !Keys.phone(phone).isEmpty());
    if (!known && phone != null) {
      errors.add(
          FieldError.of(
              "/contact/phone",
              "is no phone, and nothing else says whose matter it is",
              "不是电话号码，且未提供客户编号、位置或地址"));
    } else if (!known) {
      errors.add(
          FieldError.of(
              "",
              "one of customerNo, contact/phone, location, address is needed",
              "客户编号、联系电话、位置、地址至少填写一项"));
    }
  }

  private static void location(@Nullable Location location, List<FieldError> errors) {
    if (location == null) {
      return;
    }
    if (!(Math.abs(location.lon()) <= 180)) {
      errors.add(FieldError.of("/location/lon", "must be from -180 to 180", "经度须在 -180 到 180 之间"));
    }
    if (!(Math.abs(location.lat()) <= 90)) {
      errors.add(FieldError.of("/location/lat", "must be from -90 to 90", "纬度须在 -90 到 90 之间"));
    }
  }

  private void occurredAt(@Nullable OffsetDateTime occurredAt, List<FieldError> errors) {
    if (occurredAt == null) {
      return;
    }
    Instant now = clock.instant();
    if (occurredAt.toInstant().isAfter(now.plus(FUTURE))) {
      errors.add(FieldError.of("/occurredAt", "must not be in the future", "不得晚于当前时间"));
    } else if (occurredAt.toInstant().isBefore(now.minus(PAST))) {
      errors.add(FieldError.of("/occurredAt", "must not be older than a year", "不得早于一年之前"));
    }
  }

  private static void line(
      String pointer, @Nullable String value, int maxLength, List<FieldError> errors) {
    if (value == null) {
      return;
    }
    if (value.isBlank()) {
      errors.add(FieldError.of(pointer, "must not be empty", "不得为空"));
    }
    PlainText.check(pointer, value, maxLength, false, errors);
  }

  private static void pattern(
      String pointer, @Nullable String value, Pattern form, List<FieldError> errors) {
    if (value != null && !form.matcher(value).matches()) {
      errors.add(
          FieldError.of(pointer, "must have the form " + form.pattern(), "格式须为 " + form.pattern()));
    }
  }

  private static void region(@Nullable String code, List<FieldError> errors) {
    if (code != null && (code.isEmpty() || !Region.isCode(code))) {
      errors.add(
          FieldError.of("/region", "must be a region code of GB/T 2260", "须为 GB/T 2260 行政区划代码"));
    }
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}

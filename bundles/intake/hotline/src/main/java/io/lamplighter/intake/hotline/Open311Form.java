package io.lamplighter.intake.hotline;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.intake.hotline.ServiceList.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.ws.rs.core.MultivaluedMap;
import org.jspecify.annotations.Nullable;

/** The form of {@code POST /requests}. What it says is judged by the desk. */
final class Open311Form {
  /** Where partners put their own id, which makes a report idempotent. */
  private static final List<String> OWN_IDS =
      List.of("attribute[external_id]", "attribute[fixmystreet_id]");

  /** One of these says where. */
  private static final List<String> PLACES = List.of("lat", "long", "address_string", "address_id");

  private final MultivaluedMap<String, String> form;
  private final List<FieldError> errors = new ArrayList<>();

  Open311Form(MultivaluedMap<String, String> form) {
    this.form = form;
  }

  /** The first value of a field, null when it is missing or blank. */
  @Nullable String text(String name) {
    String value = form.getFirst(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /**
   * @param channel the partner's channel
   * @param key the Idempotency-Key, null without one
   * @throws Refusal.Invalid naming every field that is missing or wrong
   */
  Submission submission(ServiceList services, String channel, @Nullable String key) {
    requireReadable();
    Service service = service(services);
    Location at = location();
    if (PLACES.stream().allMatch(name -> text(name) == null)) {
      wrong("lat", "lat and long, address_string or address_id is needed", "缺少位置或地址");
    }
    if (!errors.isEmpty() || service == null) {
      throw new Refusal.Invalid(errors);
    }
    String region = text("jurisdiction_id");
    return new Submission(
        channel,
        key != null
            ? key
            : OWN_IDS.stream().map(this::text).filter(id -> id != null).findFirst().orElse(null),
        service.kind().wire(),
        text("description"),
        text("account_id"),
        contact(),
        text("address_string") != null ? text("address_string") : text("address_id"),
        at,
        region != null && Region.isCode(region) ? region : null,
        null,
        raw());
  }

  /** Octets that are no UTF-8 became U+FFFD on their way here: nobody could read that again. */
  private void requireReadable() {
    form.forEach(
        (name, values) -> {
          if (values.stream().anyMatch(value -> value.indexOf('\uFFFD') >= 0)) {
            wrong(name, "is not in UTF-8", "不是 UTF-8 文本");
          }
        });
  }

  private @Nullable Service service(ServiceList services) {
    String code = text("service_code");
    if (code == null) {
      wrong("service_code", "was not provided", "缺失");
      return null;
    }
    Service service = services.of(code).orElse(null);
    if (service == null) {
      wrong("service_code", "is not one of the services", "不在服务目录中");
    }
    return service;
  }

  private @Nullable Location location() {
    Double lat = number("lat");
    Double lon = number("long");
    if ((text("lat") == null) != (text("long") == null)) {
      wrong(text("lat") == null ? "lat" : "long", "was not provided", "缺失");
    }
    return lat == null || lon == null ? null : new Location(lon, lat);
  }

  private @Nullable Double number(String name) {
    String written = text(name);
    try {
      return written == null ? null : Double.valueOf(written);
    } catch (NumberFormatException e) {
      wrong(name, "is not a number", "不是数字");
      return null;
    }
  }

  private Submission.@Nullable Contact contact() {
    String name =
        Stream.of("last_name", "first_name")
            .map(this::text)
            .filter(part -> part != null)
            .collect(Collectors.joining(" "));
    String phone = text("phone");
    return name.isEmpty() && phone == null
        ? null
        : new Submission.Contact(name.isEmpty() ? null : name, phone);
  }

  private void wrong(String field, String en, String zh) {
    errors.add(FieldError.of("/" + field, en, zh));
  }

  /** The form to the letter, without the partner's key. */
  private String raw() {
    return form.entrySet().stream()
        .filter(field -> !field.getKey().equals("api_key"))
        .map(field -> field.getKey() + "=" + String.join(",", field.getValue()))
        .collect(Collectors.joining("\n"));
  }
}

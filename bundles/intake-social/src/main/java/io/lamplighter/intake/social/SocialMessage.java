package io.lamplighter.intake.social;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Submission;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The body of a webhook: {@code {type, timestamp, data}}. */
record SocialMessage(JsonNode data, String raw) {
  private static final String TYPE = "message.created";
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(20).build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * @throws Refusal.Invalid when it is no such message
   */
  static SocialMessage of(byte[] body) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (IOException e) {
      throw new Refusal.Invalid("", "is not JSON", "不是 JSON");
    }
    if (json == null || !TYPE.equals(json.path("type").asText())) {
      throw new Refusal.Invalid("/type", "must be " + TYPE, "须为 " + TYPE);
    }
    if (!json.path("data").isObject()) {
      throw new Refusal.Invalid("/data", "must be an object", "须为对象");
    }
    return new SocialMessage(json.path("data"), new String(body, StandardCharsets.UTF_8));
  }

  /** Who wrote, as the network knows him; null when it does not say. */
  @Nullable String user() {
    return text("/user/id");
  }

  Submission submission(Bridge bridge, String channelRef) {
    String name = text("/user/name");
    String phone = text("/user/phone");
    return new Submission(
        bridge.channel(),
        channelRef,
        text("/kind"),
        text("/text"),
        text("/customerNo"),
        name == null && phone == null ? null : new Submission.Contact(name, phone),
        text("/address"),
        location(),
        text("/region"),
        time(),
        raw,
        drill());
  }

  private boolean drill() {
    JsonNode drill = data.path("drill");
    if (!drill.isMissingNode() && !drill.isBoolean()) {
      throw new Refusal.Invalid("/data/drill", "must be true or false", "须为 true 或 false");
    }
    return drill.asBoolean();
  }

  private @Nullable Location location() {
    JsonNode lon = data.at("/location/lon");
    JsonNode lat = data.at("/location/lat");
    if (data.path("location").isMissingNode() || data.path("location").isNull()) {
      return null;
    }
    if (!lon.isNumber() || !lat.isNumber()) {
      throw new Refusal.Invalid("/data/location", "needs lon and lat", "须含 lon 与 lat");
    }
    return new Location(lon.doubleValue(), lat.doubleValue());
  }

  private @Nullable OffsetDateTime time() {
    String written = text("/occurredAt");
    try {
      return written == null ? null : OffsetDateTime.parse(written);
    } catch (DateTimeException e) {
      throw new Refusal.Invalid("/data/occurredAt", "must be a time with its offset", "须为带时区的时间");
    }
  }

  private @Nullable String text(String pointer) {
    JsonNode value = data.at(pointer);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new Refusal.Invalid("/data" + pointer, "must be text", "须为文本");
    }
    return value.textValue();
  }
}

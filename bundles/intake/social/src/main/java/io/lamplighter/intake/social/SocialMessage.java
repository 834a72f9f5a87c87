package io.lamplighter.intake.social;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.kit.requests.SubmissionFields;
import io.lamplighter.kit.requests.SubmissionFields.Manner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a webhook: {@code {type, timestamp, data}}. What bridges add to it is passed over.
 *
 * @param user who wrote, as the network knows him; null when it does not say
 */
record SocialMessage(SubmissionFields data, @Nullable String user, String raw) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
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
    String text;
    Object json;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      json =
          JSON.readValue(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, Object.class);
    } catch (CharacterCodingException e) {
      throw new Refusal.Invalid("", "is not UTF-8", "不是 UTF-8 文本");
    } catch (IOException e) {
      throw new Refusal.Invalid("", "is not JSON", "不是 JSON");
    }
    Map<?, ?> message = json instanceof Map<?, ?> object ? object : Map.of();
    if (!TYPE.equals(message.get("type"))) {
      throw new Refusal.Invalid("/type", "must be " + TYPE, "须为 " + TYPE);
    }
    if (!(message.get("data") instanceof Map<?, ?> fields)) {
      throw new Refusal.Invalid("/data", "must be an object", "须为对象");
    }
    SubmissionFields data = new SubmissionFields(Manner.OPEN, "/data", fields, Set.of());
    SubmissionFields user = data.object("user", Set.of());
    return new SocialMessage(data, user == null ? null : user.text("id"), text);
  }

  /**
   * @throws Refusal.Invalid naming every field that cannot be read
   */
  Submission submission(Bridge bridge, String channelRef) {
    return data.submission(bridge.channel(), channelRef, data.contact("user"), raw);
  }
}

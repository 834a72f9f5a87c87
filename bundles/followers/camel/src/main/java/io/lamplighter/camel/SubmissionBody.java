package io.lamplighter.camel;

import com.fasterxml.jackson.core.JacksonException;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.kit.requests.SubmissionFields;
import io.lamplighter.kit.requests.SubmissionFields.Manner;
import java.util.Map;
import org.apache.camel.Message;

/**
 * A route's message as a submission: JSON text or bytes, or a Map. What it says is judged by the
 * desk.
 */
final class SubmissionBody {
  private static final int MAX_CHARS = 256 * 1024;

  private SubmissionBody() {}

  /**
   * @throws Refusal.Invalid naming every field that cannot be read
   */
  static Submission of(String channel, Message message) {
    Object given = message.getBody();
    String raw = given instanceof Map<?, ?> ? Json.write(given) : text(message);
    Map<?, ?> body = given instanceof Map<?, ?> map ? map : parse(raw);
    SubmissionFields fields = new SubmissionFields(Manner.WRITTEN, "", body, SubmissionFields.ALL);
    return fields.submission(channel, fields.text("channelRef"), fields.contact("contact"), raw);
  }

  private static String text(Message message) {
    String text = message.getBody(String.class);
    if (text == null) {
      throw whole("A submission is expected: JSON or a Map", "须为来件：JSON 或 Map");
    }
    if (text.length() > MAX_CHARS) {
      throw whole("is longer than " + MAX_CHARS + " characters", "超过 " + MAX_CHARS + " 个字符");
    }
    return text;
  }

  private static Map<String, Object> parse(String json) {
    try {
      return Json.read(json);
    } catch (JacksonException e) {
      String where = "line " + e.getLocation().getLineNr();
      throw whole("is not a JSON object (" + where + ")", "不是 JSON 对象（" + where + "）");
    }
  }

  private static Refusal.Invalid whole(String en, String zh) {
    return new Refusal.Invalid("", en, zh);
  }
}

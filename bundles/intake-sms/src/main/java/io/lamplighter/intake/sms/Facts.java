package io.lamplighter.intake.sms;

import io.lamplighter.api.journal.Fact;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is written to the journal; no number and no word of a text is in it. */
final class Facts {
  static final String SOURCE = "intake-sms";

  private Facts() {}

  static Fact setAside(String cause) {
    return new Fact("sms-message.set-aside", "sms", "", SOURCE, Map.of("cause", cause));
  }

  /**
   * What has become of a notice.
   *
   * @param what sent, delivered or failed
   */
  static Fact notice(
      String what, String notice, String subject, String region, @Nullable String cause) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("notice", notice);
    data.put("channel", "sms");
    if (cause != null) {
      data.put("cause", cause);
    }
    return new Fact("notice." + what, subject, region, SOURCE, data);
  }
}

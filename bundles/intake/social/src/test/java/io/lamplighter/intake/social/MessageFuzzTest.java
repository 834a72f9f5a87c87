package io.lamplighter.intake.social;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lamplighter.api.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever a bridge posts is understood, or refused with a reason. */
class MessageFuzzTest {
  private static final Bridge BRIDGE = new Bridge("b", "social", List.of(), null, "");

  @DictionaryFile(resourcePath = "/fuzz.dict")
  @FuzzTest
  void aMessage(byte[] octets) {
    read(octets);
    String data = new String(octets, StandardCharsets.UTF_8);
    read(
        ("{\"type\":\"message.created\",\"data\":{" + data + "}}")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static void read(byte[] octets) {
    try {
      SocialMessage message = SocialMessage.of(octets);
      message.user();
      message.submission(BRIDGE, "b:1");
    } catch (Refusal.Invalid e) {
      // answered with 400
    }
  }
}

package io.lamplighter.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds a generated partner's key in the instance's {@code first-users.json}. */
final class PartnerKey {
  private PartnerKey() {}

  /**
   * @throws IOException when the file or a partner of that channel is not there (yet)
   */
  static String read(Path data, String channel) throws IOException {
    JsonNode entries =
        new ObjectMapper().readTree(Files.readString(data.resolve("first-users.json")));
    for (JsonNode entry : entries) {
      for (JsonNode of : entry.path("channels")) {
        if (of.asText().equals(channel) && entry.hasNonNull("key")) {
          return entry.path("key").asText();
        }
      }
    }
    throw new IOException("first-users.json has no partner of channel " + channel);
  }
}

package io.lamplighter.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The users and partners that the first start made. */
public record Users(JsonNode entries) {
  public static Users read(Path file) throws IOException {
    return new Users(new ObjectMapper().readTree(Files.readString(file)));
  }

  /** The person with this role: its JSON with user and password. */
  public JsonNode person(String role) {
    return find("user", "roles", role);
  }

  /** The key of the partner of this channel. */
  public String key(String channel) {
    return partner(channel).get("key").asText();
  }

  /** The partner of this channel: its JSON with partner (its name) and key. */
  public JsonNode partner(String channel) {
    return find("partner", "channels", channel);
  }

  private JsonNode find(String kind, String list, String value) {
    for (JsonNode entry : entries) {
      for (JsonNode one : entry.path(list)) {
        if (entry.has(kind) && one.asText().equals(value)) {
          return entry;
        }
      }
    }
    throw new AssertionError("no " + kind + " of " + value);
  }
}

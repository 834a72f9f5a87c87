package io.lamplighter.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The generated users and partners in the instance's {@code first-users.json}. */
record FirstUsers(Path data) {
  /** A partner's name and key. */
  record Partner(String name, String key) {}

  /** A person's name and password. */
  record Person(String name, String password) {}

  /**
   * @throws IOException when the file or a partner of that channel is not there (yet)
   */
  Partner partner(String channel) throws IOException {
    JsonNode entry = find("channels", channel, "key");
    return new Partner(entry.path("partner").asText(), entry.path("key").asText());
  }

  /**
   * @throws IOException when the file or a person of that role is not there (yet)
   */
  Person person(String role) throws IOException {
    JsonNode entry = find("roles", role, "password");
    return new Person(entry.path("user").asText(), entry.path("password").asText());
  }

  private JsonNode find(String list, String wanted, String secret) throws IOException {
    Path file = data.resolve("first-users.json");
    for (JsonNode entry : new ObjectMapper().readTree(Files.readString(file))) {
      for (JsonNode one : entry.path(list)) {
        if (one.asText().equals(wanted) && entry.hasNonNull(secret)) {
          return entry;
        }
      }
    }
    throw new IOException("first-users.json has nobody with " + list + " " + wanted);
  }
}

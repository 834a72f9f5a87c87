package io.lamplighter.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The generated people, and what they send. */
record Staff(Http http, FirstUsers users) {
  static final String CSV = "text/csv";

  /** His session, as the header says it. */
  String session(String role) throws IOException, InterruptedException {
    FirstUsers.Person person = users.person(role);
    ObjectNode login =
        Http.JSON.createObjectNode().put("user", person.name()).put("password", person.password());
    Http.Reply reply =
        http.post("/api/v1/sessions", CallBody.bytes(login), "Content-Type", "application/json");
    if (!reply.isGood()) {
      throw new IOException("The " + role + " cannot log in: " + reply.status());
    }
    return "Bearer " + reply.json().path("token").asText();
  }

  /** What came of it. */
  int post(String path, String type, String file, String session)
      throws IOException, InterruptedException {
    return http.post(path, file.getBytes(UTF_8), "Content-Type", type, "Authorization", session)
        .status();
  }

  /** It is so from now on, whatever was there. */
  int put(String path, String type, String file, String session)
      throws IOException, InterruptedException {
    byte[] bytes = file.getBytes(UTF_8);
    return http.put(path, bytes, "Content-Type", type, "If-Match", "*", "Authorization", session)
        .status();
  }
}

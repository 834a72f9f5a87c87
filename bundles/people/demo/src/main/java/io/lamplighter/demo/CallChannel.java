package io.lamplighter.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An agent of 95598 who opens a call, takes it down and closes it. */
final class CallChannel implements Channel {
  private static final int UNAUTHENTICATED = 401;

  private final Http http;
  private final FirstUsers users;
  private final Map<String, String> open = new ConcurrentHashMap<>();
  private volatile @Nullable String token;

  CallChannel(Http http, FirstUsers users) {
    this.http = http;
    this.users = users;
  }

  @Override
  public Answer send(String ref, Call call) throws IOException, InterruptedException {
    String no = open.get(ref);
    if (no == null) {
      ObjectNode ring =
          Http.JSON
              .createObjectNode()
              .put("phone", Objects.requireNonNullElse(call.phone(), "0575"))
              .put("region", call.region());
      Http.Reply opened = asAgent("/api/v1/calls", ring);
      if (!opened.isGood()) {
        return opened.answer();
      }
      no = opened.json().at("/call/callNo").asText();
      open.put(ref, no);
    }
    ObjectNode said = CallBody.of(call);
    if (call.name() != null) {
      said.putObject("contact").put("name", call.name());
    }
    Http.Reply taken = asAgent("/api/v1/calls/" + no + "/take-down", said);
    if (taken.isGood()) {
      open.remove(ref);
      asAgent(
          "/api/v1/calls/" + no + "/close",
          Http.JSON.createObjectNode().put("outcome", "answered"));
    }
    return taken.answer();
  }

  private Http.Reply asAgent(String path, ObjectNode body)
      throws IOException, InterruptedException {
    String mine = token;
    if (mine == null) {
      mine = logIn();
      token = mine;
    }
    Http.Reply reply =
        http.post(
            path,
            CallBody.bytes(body),
            "Content-Type",
            "application/json",
            "If-Match",
            "*",
            "Authorization",
            "Bearer " + mine);
    if (reply.status() == UNAUTHENTICATED) {
      token = null;
    }
    return reply;
  }

  private String logIn() throws IOException, InterruptedException {
    FirstUsers.Person agent = users.person("agent");
    ObjectNode login =
        Http.JSON.createObjectNode().put("user", agent.name()).put("password", agent.password());
    Http.Reply reply =
        http.post("/api/v1/sessions", CallBody.bytes(login), "Content-Type", "application/json");
    if (!reply.isGood()) {
      throw new IOException("The agent cannot log in: " + reply.status());
    }
    return reply.json().path("token").asText();
  }
}

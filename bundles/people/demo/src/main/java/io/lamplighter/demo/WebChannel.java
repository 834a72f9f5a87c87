package io.lamplighter.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The web portal, with its partner's key. */
final class WebChannel implements Channel {
  private final Http http;
  private final FirstUsers users;

  WebChannel(Http http, FirstUsers users) {
    this.http = http;
    this.users = users;
  }

  @Override
  public Answer send(String ref, Call call) throws IOException, InterruptedException {
    ObjectNode body = CallBody.of(call).put("channel", "web").put("channelRef", ref);
    if (call.phone() != null) {
      ObjectNode contact = body.putObject("contact");
      CallBody.put(contact, "name", call.name());
      CallBody.put(contact, "phone", call.phone());
    }
    return http.post(
            "/api/v1/submissions",
            CallBody.bytes(body),
            "Content-Type",
            "application/json",
            "X-Api-Key",
            users.partner("web").key())
        .answer();
  }
}

package io.lamplighter.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.api.Location;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The municipal hotline, which hands its orders over by Open311. */
final class HotlineChannel implements Channel {
  private final Http http;
  private final FirstUsers users;

  HotlineChannel(Http http, FirstUsers users) {
    this.http = http;
    this.users = users;
  }

  @Override
  public Answer send(String ref, Call call) throws IOException, InterruptedException {
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    form.put("service_code", Objects.requireNonNullElse(call.kind(), "fault-repair"));
    form.put("description", call.text());
    form.put("account_id", call.customerNo());
    form.put("last_name", call.name());
    form.put("phone", call.phone());
    form.put("address_string", call.address());
    Location at = call.location();
    form.put("lat", at == null ? null : at.lat());
    form.put("long", at == null ? null : at.lon());
    form.put("jurisdiction_id", call.region());
    form.put("attribute[external_id]", ref);
    String body =
        form.entrySet().stream()
            .filter(field -> field.getValue() != null)
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return http.post(
            "/open311/v2/requests.json",
            body.getBytes(UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded",
            "X-Api-Key",
            users.partner("hotline").key())
        .answer();
  }

  private static String encoded(@Nullable Object value) {
    return URLEncoder.encode(String.valueOf(value), UTF_8);
  }
}

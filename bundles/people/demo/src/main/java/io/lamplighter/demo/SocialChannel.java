package io.lamplighter.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A bridge to a social network, which signs what it brings; it is there while the demo is. */
final class SocialChannel implements Channel, AutoCloseable {
  private static final String BRIDGE = "demo";

  private final Http http;
  private final InstantSource time;
  private final Path file;
  private final byte[] secret = new byte[32];

  /**
   * @param data the instance's directory, in which the bridge is made known
   */
  SocialChannel(Http http, Path data, InstantSource time) {
    this.http = http;
    this.time = time;
    this.file = data.resolve("etc/social/" + BRIDGE + ".properties");
    new SecureRandom().nextBytes(secret);
  }

  /** Makes the bridge known to the platform. */
  void register() throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, "secret = whsec_" + Base64.getEncoder().encodeToString(secret) + "\n");
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public Answer send(String ref, Call call) throws IOException, InterruptedException {
    ObjectNode message = Http.JSON.createObjectNode().put("type", "message.created");
    ObjectNode data = CallBody.of(call);
    message.set("data", data);
    ObjectNode user = data.putObject("user").put("id", "demo-" + ref);
    CallBody.put(user, "name", call.name());
    CallBody.put(user, "phone", call.phone());
    byte[] body = CallBody.bytes(message);
    String now = Long.toString(time.instant().getEpochSecond());
    return http.post(
            "/social/v1/messages/" + BRIDGE,
            body,
            "Content-Type",
            "application/json",
            "webhook-id",
            ref,
            "webhook-timestamp",
            now,
            "webhook-signature",
            "v1," + signature(ref + "." + now + ".", body))
        .answer();
  }

  private String signature(String head, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(head.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

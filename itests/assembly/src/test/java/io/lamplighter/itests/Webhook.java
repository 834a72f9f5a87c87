package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A bridge to a social network, which signs as Standard Webhooks 1.0 says. */
record Webhook(Instance instance, String bridge) {
  private static final byte[] SECRET = new byte[32];

  /** Makes the bridge known to the instance. */
  void register(URI callback) throws Exception {
    Path bridges = Files.createDirectories(instance.data.resolve("etc/social"));
    Files.writeString(
        bridges.resolve(bridge + ".properties"),
        "secret = whsec_"
            + Base64.getEncoder().encodeToString(SECRET)
            + "\ncallback = "
            + callback
            + "\n");
  }

  /** Posts one message; {@code id} is its own. */
  Client.Answer post(String id, String body) {
    return post(id, body.getBytes(UTF_8));
  }

  Client.Answer post(String id, byte[] body) {
    return signed(id, body).postRaw("/social/v1/messages/" + bridge, body);
  }

  /** A caller with the signature of this message. */
  Client signed(String id, byte[] body) {
    String time = Long.toString(Instant.now().getEpochSecond());
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
      mac.update((id + "." + time + ".").getBytes(UTF_8));
      byte[] signature = mac.doFinal(body);
      return instance
          .client()
          .with("webhook-id", id)
          .with("webhook-timestamp", time)
          .with("webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}

package io.lamplighter.intake.social;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Standard Webhooks, held against the example that its libraries are tested with. */
class SignatureTest {
  private static final byte[] SECRET = Signature.secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant TIME = Instant.ofEpochSecond(1614265330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private static boolean fits(String id, String time, byte[] body, String signatures, Instant now) {
    return Signature.fits(
        List.of(new byte[24], SECRET), id, time, body, signatures, now, Duration.ofMinutes(5));
  }

  @Test
  void theSpecificationsExampleFits() {
    assertEquals(SIGNATURE, Signature.sign(List.of(SECRET), ID, TIME, BODY));
    assertTrue(fits(ID, "1614265330", BODY, "v1,xx v2,yy " + SIGNATURE, TIME.plusSeconds(299)));
  }

  /** A receiver that is not ours, which has only one of the secrets. */
  @Test
  void whileASecretIsReplacedEitherOfThemFits() throws Exception {
    String newSecret = "whsec_" + "b".repeat(32);
    String oldSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    Instant now = Instant.now();
    String both =
        Signature.sign(
            List.of(Signature.secret(newSecret), Signature.secret(oldSecret)), ID, now, BODY);
    Map<String, List<String>> headers =
        Map.of(
            "webhook-id",
            List.of(ID),
            "webhook-timestamp",
            List.of(Long.toString(now.getEpochSecond())),
            "webhook-signature",
            List.of(both));
    HttpHeaders sent = HttpHeaders.of(headers, (name, value) -> true);
    String body = new String(BODY, UTF_8);
    new Webhook(newSecret).verify(body, sent);
    new Webhook(oldSecret).verify(body, sent);
    Webhook other = new Webhook("whsec_" + "c".repeat(32));
    assertThrows(WebhookVerificationException.class, () -> other.verify(body, sent));
  }

  @Test
  void whatWasChangedOrIsOldDoesNot() {
    assertFalse(fits("msg_other", "1614265330", BODY, SIGNATURE, TIME));
    assertFalse(fits(ID, "1614265331", BODY, SIGNATURE, TIME));
    assertFalse(fits(ID, "1614265330", "{}".getBytes(UTF_8), SIGNATURE, TIME));
    assertFalse(fits(ID, "1614265330", BODY, SIGNATURE, TIME.plusSeconds(301)));
    assertFalse(fits(ID, "1614265330", BODY, SIGNATURE, TIME.minusSeconds(301)));
    assertFalse(fits(ID, "later", BODY, SIGNATURE, TIME));
    assertFalse(fits(ID, "1614265330", BODY, "", TIME));
    assertThrows(IllegalArgumentException.class, () -> Signature.secret("whsec_c2hvcnQ="));
  }
}

package io.lamplighter.intake.social;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    assertEquals(SIGNATURE, Signature.sign(SECRET, ID, TIME, BODY));
    assertTrue(fits(ID, "1614265330", BODY, "v1,xx v2,yy " + SIGNATURE, TIME.plusSeconds(299)));
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

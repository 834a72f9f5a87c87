package io.lamplighter.kit.iec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.kit.iec.SoapHead.Token;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who sends an envelope, from its first octets. */
class SoapHeadTest {
  private static final String WSSE =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
  private static final String USERNAME = "<w:Username>hotline</w:Username>";
  private static final String PASSWORD = "<w:Password>k-1</w:Password>";

  private static String token(String inside) {
    return "<w:Security xmlns:w='"
        + WSSE
        + "'><w:UsernameToken>"
        + inside
        + "</w:UsernameToken></w:Security>";
  }

  private static String envelope(String header, String body) {
    return "<?xml version='1.0'?><s:Envelope xmlns:s='"
        + Soap.V12
        + "'><s:Header>"
        + header
        + "</s:Header><s:Body>"
        + body
        + "</s:Body></s:Envelope>";
  }

  private static @Nullable Token read(String text) {
    return SoapHead.read(text.getBytes(UTF_8)).security();
  }

  @Test
  void nameAndKey() {
    Token expected = new Token("hotline", "k-1");
    assertEquals(expected, read(envelope(token(USERNAME + PASSWORD), "<m/>")));
    assertEquals(expected, read(envelope(token(PASSWORD + USERNAME), "<m/>")));
    assertEquals(
        expected, read(envelope("<x><y/></x>" + token("<w:Nonce/>" + USERNAME + PASSWORD), "")));
    // What follows is not looked at, however broken it is.
    assertEquals(expected, read(envelope(token(USERNAME + PASSWORD), "<m>&nothing;")));
    assertEquals(Soap.V12, SoapHead.read(envelope("", "").getBytes(UTF_8)).version());
  }

  @Test
  void nobody() {
    assertNull(read(""));
    assertNull(read("no XML"));
    assertNull(read(envelope("", token(USERNAME + PASSWORD))));
    assertNull(read(envelope("<x>" + token(USERNAME + PASSWORD) + "</x>", "")));
    assertNull(read(envelope(token(USERNAME), "")));
    assertNull(read(envelope(token("<x>" + USERNAME + PASSWORD + "</x>"), "")));
    assertNull(read(token(USERNAME + PASSWORD)));
    assertNull(read(envelope(token(USERNAME + PASSWORD).replace(WSSE, "urn:x"), "")));
    assertNull(
        read(
            "<!DOCTYPE a [<!ENTITY e 'k-1'>]>"
                + envelope(token(USERNAME + "<w:Password>&e;</w:Password>"), "")));
    assertNull(read(envelope(" ".repeat(17_000) + token(USERNAME + PASSWORD), "")));
  }

  @Test
  void aDigestIsNoKey() {
    String digest = "<w:Password Type='x#PasswordDigest'>abc</w:Password>";
    String text = envelope(token(USERNAME + digest), "");
    assertThrows(Refusal.Unauthenticated.class, () -> read(text));
  }

  /** Whoever makes us compare each name with each other does so with 16 KiB of them only. */
  @Test
  void aFloodOfNamespacesIsNotTakenApart() {
    String names =
        IntStream.range(0, 20_000)
            .mapToObj(i -> " xmlns:n" + i + "='u'")
            .collect(Collectors.joining());
    String text = envelope("<x" + names + "/>" + token(USERNAME + PASSWORD), "");
    assertNull(read(text));
  }
}

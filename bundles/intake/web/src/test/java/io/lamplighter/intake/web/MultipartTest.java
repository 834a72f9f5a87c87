package io.lamplighter.intake.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A form with files, as browsers send it. */
class MultipartTest {
  private static final String TYPE = "multipart/form-data; boundary=----Web7x";

  private static String part(String name, String content) {
    return "------Web7x\r\nContent-Disposition: form-data; name=\""
        + name
        + "\""
        + content
        + "\r\n";
  }

  private static String file(String name, String bytes) {
    return part(name, "; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" + bytes);
  }

  @Test
  void textsAndFilesAreFoundByTheirNames() {
    String body =
        part("token", "\r\n\r\n q3J0 ")
            + file("photo", "\0\u00ff\r\n--not the end")
            + file("photo", "")
            + file("photo", "two")
            + "------Web7x--\r\n";
    Multipart form = Multipart.of(TYPE, body.getBytes(ISO_8859_1));
    assertEquals("q3J0", form.text("token"));
    assertEquals("", form.text("filename"));
    assertEquals(2, form.files("photo").size());
    assertArrayEquals("\0\u00ff\r\n--not the end".getBytes(ISO_8859_1), form.files("photo").get(0));
  }

  @Test
  void textsAreOfAnyScript() {
    String body = part("token", "\r\n\r\n灯") + "------Web7x--";
    assertEquals("灯", Multipart.of(TYPE, body.getBytes(UTF_8)).text("token"));
  }

  @Test
  void whatHasNoEndOrTooManyPartsIsNone() {
    String good = part("token", "\r\n\r\nx") + file("photo", "one") + "------Web7x--";
    for (int length = 0; length < good.length() - 1; length++) {
      byte[] cut = good.substring(0, length).getBytes(ISO_8859_1);
      assertThrows(IllegalArgumentException.class, () -> Multipart.of(TYPE, cut));
    }
    byte[] many = (part("x", "\r\n\r\n").repeat(21) + "------Web7x--").getBytes(ISO_8859_1);
    assertThrows(IllegalArgumentException.class, () -> Multipart.of(TYPE, many));
    byte[] whole = good.getBytes(ISO_8859_1);
    assertThrows(IllegalArgumentException.class, () -> Multipart.of("multipart/form-data", whole));
    assertThrows(
        IllegalArgumentException.class,
        () -> Multipart.of("multipart/form-data; boundary=other", whole));
  }

  @Test
  void nothingMakesItFailOtherwise() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] good =
        (part("token", "\r\n\r\nx") + file("photo", "one") + "------Web7x--").getBytes(ISO_8859_1);
    for (int i = 0; i < 5000; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      try {
        Multipart.of(TYPE, bad);
      } catch (IllegalArgumentException none) {
        continue;
      }
    }
  }
}

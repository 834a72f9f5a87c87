package io.lamplighter.intake.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What is kept of a photo. */
class PictureTest {
  private static final String PLACE = "GPSLatitude 30.01";

  private static byte[] drawn(String format) throws IOException {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    Random dots = new Random(7);
    for (int x = 0; x < 40; x++) {
      for (int y = 0; y < 30; y++) {
        image.setRGB(x, y, dots.nextInt(0xffffff));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, format, bytes));
    return bytes.toByteArray();
  }

  private static byte[] with(byte[] before, int at, byte[] more) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(before, 0, at);
    all.writeBytes(more);
    all.write(before, at, before.length - at);
    return all.toByteArray();
  }

  private static byte[] segment(int marker, String text) {
    byte[] words = text.getBytes(ISO_8859_1);
    byte[] all = new byte[4 + words.length];
    all[0] = (byte) 0xff;
    all[1] = (byte) marker;
    all[2] = (byte) (words.length + 2 >> 8);
    all[3] = (byte) (words.length + 2);
    System.arraycopy(words, 0, all, 4, words.length);
    return all;
  }

  private static byte[] chunk(String name, byte[] data) {
    CRC32 sum = new CRC32();
    sum.update(name.getBytes(ISO_8859_1));
    sum.update(data);
    return java.nio.ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(name.getBytes(ISO_8859_1))
        .put(data)
        .putInt((int) sum.getValue())
        .array();
  }

  private static byte[] riff(byte[]... chunks) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes("RIFF0000WEBP".getBytes(ISO_8859_1));
    for (byte[] each : chunks) {
      all.writeBytes(each);
    }
    byte[] bytes = all.toByteArray();
    bytes[4] = (byte) (bytes.length - 8);
    bytes[5] = bytes[6] = bytes[7] = 0;
    return bytes;
  }

  private static byte[] piece(String name, byte... data) {
    byte[] all = Arrays.copyOf(name.getBytes(ISO_8859_1), 8 + data.length + (data.length & 1));
    all[4] = (byte) data.length;
    System.arraycopy(data, 0, all, 8, data.length);
    return all;
  }

  private static Picture taken(byte[] bytes) {
    Picture picture = Picture.of(bytes);
    assertNotNull(picture);
    assertFalse(new String(picture.bytes(), ISO_8859_1).contains("GPS"));
    return picture;
  }

  @Test
  void aJpegLosesWhatTheCameraWroteAndNothingElse() throws Exception {
    byte[] plain = drawn("jpg");
    byte[] told = with(plain, 2, segment(0xe1, "Exif\0\0" + PLACE));
    told = with(told, 2, segment(0xed, PLACE));
    told = with(told, 2, segment(0xe2, "MPF\0" + PLACE));
    told = with(told, 2, segment(0xfe, PLACE));
    // And what hangs behind its end, as a second picture does.
    told = with(told, told.length, (PLACE).getBytes(ISO_8859_1));
    Picture picture = taken(told);
    assertEquals("image/jpeg", picture.type());
    assertArrayEquals(plain, picture.bytes());
  }

  @Test
  void itsColoursStay() throws Exception {
    byte[] coloured = with(drawn("jpg"), 2, segment(0xe2, "ICC_PROFILE\0 of a camera"));
    assertArrayEquals(coloured, taken(coloured).bytes());
  }

  @Test
  void aPngLosesItsTextsAndWhatIsBehindIt() throws Exception {
    byte[] plain = drawn("png");
    int behindHead = 8 + 25;
    byte[] told = with(plain, behindHead, chunk("eXIf", PLACE.getBytes(ISO_8859_1)));
    told = with(told, behindHead, chunk("tEXt", ("Comment\0" + PLACE).getBytes(ISO_8859_1)));
    told = with(told, told.length, PLACE.getBytes(ISO_8859_1));
    Picture picture = taken(told);
    assertEquals("image/png", picture.type());
    assertArrayEquals(plain, picture.bytes());
    assertEquals(40, ImageIO.read(new ByteArrayInputStream(picture.bytes())).getWidth());
  }

  @Test
  void aWebpLosesThemTooAndSaysSo() {
    byte[] told =
        riff(
            piece("VP8X", new byte[] {0x1c, 0, 0, 0, 9, 0, 0, 9, 0, 0}),
            piece("VP8 ", (byte) 1, (byte) 2, (byte) 3),
            piece("EXIF", PLACE.getBytes(ISO_8859_1)),
            piece("XMP ", PLACE.getBytes(ISO_8859_1)));
    byte[] plain =
        riff(
            piece("VP8X", new byte[] {0x10, 0, 0, 0, 9, 0, 0, 9, 0, 0}),
            piece("VP8 ", (byte) 1, (byte) 2, (byte) 3));
    Picture picture = taken(told);
    assertEquals("image/webp", picture.type());
    assertArrayEquals(plain, picture.bytes());
  }

  @Test
  void whatIsNoPictureIsNone() throws Exception {
    assertNull(Picture.of(new byte[0]));
    assertNull(Picture.of("<svg onload='alert(1)'/>".getBytes(ISO_8859_1)));
    assertNull(Picture.of("GIF89a\1\0\1\0".getBytes(ISO_8859_1)));
    assertNull(Picture.of("%PDF-1.7 and more of it".getBytes(ISO_8859_1)));
    byte[] jpeg = drawn("jpg");
    byte[] png = drawn("png");
    for (int length = 0; length < jpeg.length; length++) {
      assertNull(Picture.of(Arrays.copyOf(jpeg, length)), "the first " + length);
    }
    for (int length = 0; length < png.length - 12; length++) {
      Picture cut = Picture.of(Arrays.copyOf(png, length));
      assertTrue(cut == null || cut.bytes().length <= length);
    }
  }

  @Test
  void nothingMakesItFail() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (String format : new String[] {"jpg", "png"}) {
      byte[] good = drawn(format);
      for (int i = 0; i < 5000; i++) {
        byte[] bad = good.clone();
        for (int n = random.nextInt(4); n >= 0; n--) {
          bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
        }
        Picture.of(bad);
      }
    }
  }
}

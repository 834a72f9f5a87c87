package io.lamplighter.intake.sms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.intake.sms.Segments.Segment;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.Test;

/** Octets become words and back; parts are told from headers; receipts are understood. */
class ReadingTest {
  @Test
  void everyAlphabetIsRead() throws Exception {
    assertEquals(
        "停电",
        Alphabet.of((byte) 8, Alphabet.GSM7).decode("停电".getBytes(StandardCharsets.UTF_16BE)));
    assertEquals(
        "停电", Alphabet.of((byte) 15, Alphabet.GSM7).decode("停电".getBytes(Charset.forName("GBK"))));
    assertEquals(
        "Ää", Alphabet.of((byte) 3, Alphabet.GSM7).decode(new byte[] {(byte) 0xC4, (byte) 0xE4}));
    assertEquals("@{€}", Alphabet.GSM7.decode(Gsm7.encode("@{€}")));
    assertEquals("a\uFFFDb", Alphabet.GSM7.decode(new byte[] {'a', (byte) 0x90, 'b'}));
    assertThrows(Unreadable.class, () -> Alphabet.of((byte) 4, Alphabet.GSM7));
  }

  @Test
  void whatIsNoWritingIsLeftOut() {
    assertEquals("a\nb", Alphabet.LATIN1.decode(new byte[] {'a', 0, '\r', '\n', 7, 'b'}));
    assertEquals("a", Alphabet.UCS2.decode(new byte[] {0, 'a', 0, 0}));
  }

  @Test
  void aLongTextIsCutAndNoCharacterWithIt() {
    assertEquals(1, Segments.of("a".repeat(160), 7).size());
    assertEquals(1, Segments.of("停".repeat(70), 7).size());
    assertRejoined("a".repeat(152) + "€ and more to come", (byte) 0);
    assertRejoined("停".repeat(66) + "🔦停电了，请派人来", (byte) 8);
    assertEquals(Segments.MOST, Segments.of("停".repeat(9000), 7).size());
  }

  private static void assertRejoined(String text, byte coding) {
    List<Segment> segments = Segments.of(text, 0x1FF);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      assertEquals(coding, segment.coding());
      assertTrue(segment.hasHeader() && segment.body().length <= (coding == 8 ? 140 : 159));
      Part.Split split = assertSplit(segment.body());
      assertEquals(new Part(0xFF, segments.size(), i + 1), split.part());
      String alone = (coding == 8 ? Alphabet.UCS2 : Alphabet.GSM7).decode(split.text());
      assertFalse(alone.contains("\uFFFD"), alone);
      whole.writeBytes(split.text());
    }
    assertEquals(text, (coding == 8 ? Alphabet.UCS2 : Alphabet.GSM7).decode(whole.toByteArray()));
  }

  private static Part.Split assertSplit(byte[] body) {
    try {
      return Part.split(body);
    } catch (Unreadable e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void headersSayWhichPartItIs() throws Exception {
    Part.Split split = Part.split(new byte[] {6, 8, 4, 1, 2, 3, 2, 'x'});
    assertEquals(new Part(0x102, 3, 2), split.part());
    assertArrayEquals(new byte[] {'x'}, split.text());
    assertNull(Part.split(new byte[] {4, 5, 2, 1, 2, 'x'}).part(), "another element");
    assertNull(Part.split(new byte[] {5, 0, 3, 9, 1, 1, 'x'}).part(), "the only part");
    byte[][] wrong = {
      {}, {9, 1}, {2, 0, 9}, {5, 0, 3, 9, 0, 0}, {5, 0, 3, 9, 2, 3}, {5, 0, 3, 9, 2, 0}, {1, 0}
    };
    for (byte[] one : wrong) {
      assertThrows(Unreadable.class, () -> Part.split(one));
    }
  }

  @Test
  void segmentParametersAreAnotherWayToSayIt() throws Exception {
    DeliverSm message = Samples.text("13800000000", "b");
    message.setOptionalParameters(
        new OptionalParameter.Sar_msg_ref_num((short) 0xFFFF),
        new OptionalParameter.Sar_total_segments((byte) 2),
        new OptionalParameter.Sar_segment_seqnum((byte) 2));
    assertEquals(new Part(0xFFFF, 2, 2), Incoming.of(message, Alphabet.GSM7).part());
  }

  @Test
  void receiptsAreReadFromParametersOrText() throws Exception {
    DeliverSm written = Samples.receipt("0A1F", "UNDELIV");
    Receipt receipt = Receipt.of(written);
    assertEquals(new Receipt("0a1f", "UNDELIV", "007"), receipt);
    assertTrue(receipt.isFailed() && receipt.spellings().contains("2591"));
    written.setOptionalParameters(
        new OptionalParameter.Receipted_message_id("77"),
        new OptionalParameter.Message_state((byte) 2));
    assertEquals(new Receipt("77", "DELIVRD", "007"), Receipt.of(written));
    assertTrue(Receipt.of(written).spellings().contains("4d"));
    DeliverSm bad = Samples.receipt("", "");
    bad.setShortMessage("hello".getBytes(StandardCharsets.US_ASCII));
    assertThrows(Unreadable.class, () -> Receipt.of(bad));
  }

  @Test
  void wishesAreToldApart() {
    assertEquals(new Wish.Progress("2026112200001"), Wish.of(" 进度 2026112200001 "));
    assertEquals(new Wish.Progress("2026112200001"), Wish.of("jd2026112200001"));
    assertEquals(new Wish.Progress(null), Wish.of("ＪＤ"));
    assertEquals(new Wish.Score(5), Wish.of("５分"));
    assertEquals(new Wish.Score(1), Wish.of("1"));
    assertEquals(new Wish.Report(), Wish.of("6"));
    assertEquals(new Wish.Report(), Wish.of("进度太慢了"));
    assertEquals(new Wish.Notices(false), Wish.of("TD"));
    assertEquals(new Wish.Nothing(), Wish.of("  \n"));
  }
}

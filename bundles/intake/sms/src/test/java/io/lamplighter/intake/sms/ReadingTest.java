package io.lamplighter.intake.sms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.intake.sms.Segments.Segment;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.Test;

/** Octets become words and back; parts are told from headers; receipts are understood. */
class ReadingTest {
  private static final Charset GBK = Charset.forName("GBK");

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
    DeliveryReceipt receipt = DeliveryReceipt.of(written);
    assertEquals(new DeliveryReceipt("a1f", "UNDELIV", "007", Set.of("95598")), receipt);
    assertTrue(receipt.isFailed());
    written.setOptionalParameters(
        new OptionalParameter.Receipted_message_id("77"),
        new OptionalParameter.Message_state((byte) 2));
    assertEquals(
        new DeliveryReceipt("77", "DELIVRD", "007", Set.of("95598")), DeliveryReceipt.of(written));
    DeliverSm bad = Samples.receipt("", "");
    bad.setShortMessage("hello".getBytes(StandardCharsets.US_ASCII));
    assertThrows(Unreadable.class, () -> DeliveryReceipt.of(bad));
  }

  @Test
  void wishesAreToldApart() {
    assertEquals(new Wish.Progress("2026112200001"), Wish.of(" 进度 2026112200001 "));
    assertEquals(new Wish.Progress("2026112200001"), Wish.of("jd2026112200001"));
    assertEquals(new Wish.Progress(null), Wish.of("ＪＤ"));
    assertEquals(new Wish.Progress("2026112200001"), Wish.of("进度查询 2026112200001"));
    assertEquals(new Wish.Score(5), Wish.of("５分"));
    assertEquals(new Wish.Score(1), Wish.of("1"));
    assertEquals(new Wish.Report(), Wish.of("6"));
    assertEquals(new Wish.Report(), Wish.of("进度太慢了"));
    assertEquals(new Wish.Progress("26112900010374"), Wish.of("２６１１２９０００１０３７４"));
    assertEquals(new Wish.Progress("26112900010374"), Wish.of("查進度：2611-2900010374？"));
    assertEquals(new Wish.Report(), Wish.of("13800779001"));
    assertEquals(new Wish.Score(5), Wish.of("5️⃣。"));
    assertEquals(new Wish.Report(), Wish.of("4.5"));
    assertEquals(new Wish.Nothing(), Wish.of("  \n"));
    assertEquals(new Wish.Report(), Wish.of("？？？"));
  }

  @Test
  void whoWantsNoMoreIsUnderstoodHoweverHeWritesIt() {
    for (String no :
        List.of(
            "TD",
            "td",
            "ＴＤ",
            "T.D.",
            "退订",
            "退订。",
            "【退订】",
            "退訂",
            "STOP.",
            "Stop!!",
            "\"stop\"",
            "TD退订",
            "退订TD",
            "回T退订",
            "回复TD",
            "请退订",
            "退订短信",
            "T",
            "unsubscribe",
            "退\u200B订")) {
      assertEquals(new Wish.Notices(false), Wish.of(no), no);
    }
    for (String yes : List.of("DY", "订阅。", "訂閱", "START!", "恢复订阅")) {
      assertEquals(new Wish.Notices(true), Wish.of(yes), yes);
    }
    for (String report : List.of("我没有退订过", "stop the noise", "电表T2坏了", "取消", "停止供电了")) {
      assertEquals(new Wish.Report(), Wish.of(report), report);
    }
  }

  @Test
  void anIdIsTheSameInEitherBasePaddedOrNot() {
    assertEquals("1037", MessageId.normal("0000001037"));
    assertEquals("0", MessageId.normal("0000"));
    assertEquals("1f", MessageId.normal(" 0x001F\0"));
    assertEquals("0a-7", MessageId.normal("0A-7"));
    assertEquals(Set.of("1037", "40d", "4151"), MessageId.spellings("1037"));
    assertEquals(Set.of("40d", "1037"), MessageId.spellings("40d"));
    assertEquals(Set.of("x-1"), MessageId.spellings("x-1"));
    String long40 = "9".repeat(40);
    assertTrue(MessageId.spellings(long40).contains(new BigInteger(long40).toString(16)));
  }

  @Test
  void codingsWithAClassAreReadAndBinaryOnesAreNot() throws Exception {
    for (int gsm : new int[] {0x10, 0x13, 0x51, 0xC0, 0xD8, 0xF0, 0xF1, 0xF3}) {
      assertEquals(Alphabet.GSM7, Alphabet.of((byte) gsm, Alphabet.UCS2), "" + gsm);
    }
    for (int ucs2 : new int[] {0x08, 0x18, 0x19, 0x1B, 0x58, 0xE0, 0xEF}) {
      assertEquals(Alphabet.UCS2, Alphabet.of((byte) ucs2, Alphabet.GSM7), "" + ucs2);
    }
    for (int none : new int[] {2, 4, 0x14, 0x1C, 0x20, 0x3F, 0x60, 0x80, 0xB0, 0xF4, 0xF5, 0xFF}) {
      assertThrows(Unreadable.class, () -> Alphabet.of((byte) none, Alphabet.GSM7), "" + none);
    }
    Charset all = Charset.forName("GB18030");
    assertEquals("停电㐀😀", Alphabet.GBK.decode("停电㐀😀".getBytes(all)));
    assertEquals("停电", Alphabet.UCS2.decode("停电".getBytes(StandardCharsets.UTF_16)));
    assertEquals("停", Alphabet.UCS2.decode(new byte[] {(byte) 0xFF, (byte) 0xFE, 0x5C, 0x50}));
  }

  @Test
  void receiptsComeInManyForms() throws Exception {
    DeliveryReceipt wanted =
        new DeliveryReceipt("123", "DELIVRD", null, Set.of("+8613800000000", "95598"));
    for (String text :
        List.of(
            "id:123 sub:001 dlvrd:001 stat:DELIVRD",
            "id: 123 stat: DELIVRD text:",
            "ID:0000000123\0 Stat:delivrd ",
            "id：123 stat：DELIVERED",
            " id:123 submit date:2611 done date:2611 status:DELIVRD")) {
      DeliverSm narrow = Samples.raw("13800000000", (byte) 0, text.getBytes(GBK));
      narrow.setSmscDeliveryReceipt();
      if (text.indexOf('：') < 0) {
        assertEquals(wanted, DeliveryReceipt.of(narrow), text);
        assertTrue(
            DeliveryReceipt.is(Samples.raw("138", (byte) 0, text.getBytes(GBK))),
            "without the bit");
      }
      assertEquals(wanted, DeliveryReceipt.of(Samples.text("13800000000", text)), text);
      assertTrue(DeliveryReceipt.is(Samples.text("138", text)), text);
    }
    DeliverSm parameters = Samples.raw("13800000000", (byte) 0, new byte[0]);
    parameters.setOptionalParameters(
        new OptionalParameter.Receipted_message_id("0000000123\0"),
        new OptionalParameter.Message_state((byte) 2));
    assertTrue(DeliveryReceipt.is(parameters));
    assertEquals(wanted, DeliveryReceipt.of(parameters));
    DeliverSm empty = Samples.text("138", "id: sub:001 stat:DELIVRD");
    assertThrows(Unreadable.class, () -> DeliveryReceipt.of(empty));
    for (String report : List.of("id: 3306 我家停电了", "stat:DELIVRD id:1", "身份 id:7 stat:off")) {
      assertFalse(DeliveryReceipt.is(Samples.text("138", report)), report);
    }
  }
}

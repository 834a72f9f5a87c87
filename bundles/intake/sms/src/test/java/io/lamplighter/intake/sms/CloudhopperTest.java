package io.lamplighter.intake.sms;

import static com.cloudhopper.commons.charset.CharsetUtil.CHARSET_GSM;
import static com.cloudhopper.commons.charset.CharsetUtil.CHARSET_UCS_2;
import static com.cloudhopper.smpp.SmppConstants.STATUS_INVOPTPARSTREAM;
import static com.cloudhopper.smpp.SmppConstants.STATUS_OK;
import static com.cloudhopper.smpp.SmppConstants.STATUS_X_T_APPN;
import static com.cloudhopper.smpp.SmppConstants.TAG_MESSAGE_PAYLOAD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudhopper.commons.charset.Charset;
import com.cloudhopper.commons.charset.CharsetUtil;
import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.BaseSm;
import com.cloudhopper.smpp.pdu.DataSm;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.tlv.Tlv;
import com.cloudhopper.smpp.transcoder.PduTranscoderContext;
import com.cloudhopper.smpp.util.DeliveryReceipt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jboss.netty.buffer.ChannelBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A centre that has nothing from jsmpp: what one library forgives itself another one tells. */
@Timeout(120)
class CloudhopperTest {
  private static final String WANG = "8613800000000";
  private static final byte GSM = 0;
  private static final byte UCS2 = SmppConstants.DATA_CODING_UCS2;
  private static final byte RECEIPT = SmppConstants.ESM_CLASS_MT_SMSC_DELIVERY_RECEIPT;

  private final Street street = new Street();
  private CloudhopperCentre centre;
  private Service service;

  @BeforeEach
  void bind() throws Exception {
    centre = new CloudhopperCentre();
    service = street.service(centre.port, Map.of());
    Street.await(() -> service.isBound() && centre.binds.get() == 1);
  }

  @AfterEach
  void stop() {
    service.close();
    centre.close();
  }

  private List<String> words() {
    return street.submissions.values().stream().map(one -> one.text()).toList();
  }

  private SubmitSm answer() throws Exception {
    Street.await(() -> !centre.taken.isEmpty());
    return centre.taken.get(0);
  }

  private static DeliverSm text(byte coding, Charset charset, String words) throws Exception {
    DeliverSm message = new DeliverSm();
    message.setDataCoding(coding);
    message.setShortMessage(CharsetUtil.encode(words, charset));
    return message;
  }

  private static DeliverSm receipt(byte esmClass, DeliveryReceipt receipt) throws Exception {
    DeliverSm message = text(GSM, CHARSET_GSM, receipt.toShortMessage());
    message.setEsmClass(esmClass);
    return message;
  }

  @Test
  void aChineseTextComesInAndItsAnswerFindsItsReceipt() throws Exception {
    String words = "整个单元停电了，请来修";
    assertEquals(STATUS_OK, centre.deliver(WANG, text(UCS2, CHARSET_UCS_2, words)));
    assertEquals(List.of(words), words(), "answered after the commit");
    SubmitSm answer = answer();
    String said = CharsetUtil.decode(answer.getShortMessage(), CHARSET_UCS_2);
    assertEquals(UCS2, answer.getDataCoding());
    assertTrue(said.contains("工单号202611221"), said);
    assertEquals(WANG, answer.getDestAddress().getAddress());
    assertEquals(Centre.SERVICE, answer.getSourceAddress().getAddress());
    DeliveryReceipt delivered = centre.receipt(0, SmppConstants.STATE_DELIVERED);
    assertEquals("0000001055", delivered.getMessageId(), "of what was answered as 0000041F");
    assertEquals(STATUS_OK, centre.deliver(WANG, receipt(RECEIPT, delivered)));
    Street.await(() -> street.types().contains("notice.delivered"));
    assertEquals(List.of("notice.sent", "notice.delivered"), street.types());
  }

  @Test
  void anEnglishTextIsReadInTheAlphabetOfPhonesAndAnsweredInIt() throws Exception {
    String words = "No power at 12 Lake Rd [flat 3] since 8pm @ home, Ω €5 ~";
    assertEquals(STATUS_OK, centre.deliver(WANG, text(GSM, CHARSET_GSM, words)));
    assertEquals(List.of(words), words());
    SubmitSm answer = answer();
    assertEquals(GSM, answer.getDataCoding());
    String said = CharsetUtil.decode(answer.getShortMessage(), CHARSET_GSM);
    assertTrue(said.startsWith("Power service: received"), said);
  }

  @Test
  void dataSmIsAsGoodForTextsAndForReceipts() throws Exception {
    String words = "停电了，".repeat(100);
    DataSm text = new DataSm();
    text.setDataCoding(UCS2);
    text.setOptionalParameter(
        new Tlv(TAG_MESSAGE_PAYLOAD, CharsetUtil.encode(words, CHARSET_UCS_2)));
    assertEquals(STATUS_OK, centre.deliver(WANG, text));
    assertEquals(List.of(words), words());
    answer();
    DataSm receipt = new DataSm();
    receipt.setEsmClass(RECEIPT);
    byte[] id = (centre.idInHexadecimal(0) + "\0").getBytes(StandardCharsets.US_ASCII);
    receipt.setOptionalParameter(new Tlv(SmppConstants.TAG_RECEIPTED_MSG_ID, id));
    byte[] state = {SmppConstants.STATE_DELIVERED};
    receipt.setOptionalParameter(new Tlv(SmppConstants.TAG_MSG_STATE, state));
    assertEquals(STATUS_OK, centre.deliver(WANG, receipt));
    Street.await(() -> street.types().contains("notice.delivered"));
  }

  @Test
  void aReceiptThatDoesNotSayItIsOneIsNoRequest() throws Exception {
    assertEquals(STATUS_OK, centre.deliver(WANG, text(UCS2, CHARSET_UCS_2, "停电")));
    answer();
    DeliveryReceipt failed = centre.receipt(0, SmppConstants.STATE_UNDELIVERABLE);
    assertEquals(STATUS_OK, centre.deliver(WANG, receipt((byte) 0, failed)));
    Street.await(() -> street.types().contains("notice.failed"));
    assertEquals(1, street.submissions.size());
    assertEquals(1, street.answers(WANG).size());
  }

  @Test
  void whatIsCutOffIsRefusedAndTheLineStays() throws Exception {
    for (BaseSm<?> cut : List.of(new CutDeliverSm(), new CutDataSm())) {
      assertEquals(STATUS_INVOPTPARSTREAM, centre.deliver(WANG, cut), cut.toString());
    }
    assertEquals(STATUS_OK, centre.deliver(WANG, text(UCS2, CHARSET_UCS_2, "停电")));
    assertEquals(List.of("停电"), words());
    assertEquals(1, centre.binds.get());
  }

  @Test
  void whileAPartInsideIsReplacedTheTextIsToBeDeliveredAgain() throws Exception {
    street.deskIsHalfReplaced = true;
    assertEquals(STATUS_X_T_APPN, centre.deliver(WANG, text(UCS2, CHARSET_UCS_2, "停电")));
    street.deskIsHalfReplaced = false;
    assertEquals(STATUS_OK, centre.deliver(WANG, text(UCS2, CHARSET_UCS_2, "停电")));
    assertEquals(List.of("停电"), words());
  }

  @Test
  void theLineIsAnsweredWhileNobodySpeaksAndTakenLeaveOf() throws Exception {
    assertEquals(STATUS_OK, centre.enquire());
    service.close();
    Street.await(() -> centre.unbinds.get() == 1);
  }

  private static final int CUT = 7;

  /** A parameter of 32 octets is announced, 3 come. */
  private static void cut(ChannelBuffer buffer) {
    buffer.writeShort(TAG_MESSAGE_PAYLOAD);
    buffer.writeShort(32);
    buffer.writeBytes(new byte[] {'a', 'b', 'c'});
  }

  private static final class CutDeliverSm extends DeliverSm {
    @Override
    protected int calculateByteSizeOfOptionalParameters() {
      return CUT;
    }

    @Override
    public void writeOptionalParameters(ChannelBuffer buffer, PduTranscoderContext context) {
      cut(buffer);
    }
  }

  private static final class CutDataSm extends DataSm {
    @Override
    protected int calculateByteSizeOfOptionalParameters() {
      return CUT;
    }

    @Override
    public void writeOptionalParameters(ChannelBuffer buffer, PduTranscoderContext context) {
      cut(buffer);
    }
  }
}

package io.lamplighter.intake.sms;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jsmpp.bean.DeliverSm;

/** Whatever a message centre sends is read, or refused with a cause; nothing else happens. */
class TextFuzzTest {
  @DictionaryFile(resourcePath = "/fuzz.dict")
  @FuzzTest
  void aText(byte[] octets) {
    byte coding = octets.length == 0 ? 0 : octets[0];
    DeliverSm message = Samples.raw("13800000000", coding, octets);
    if (octets.length > 1 && octets[1] % 2 == 0) {
      message.setUdhi();
    }
    try {
      Incoming incoming = Incoming.of(message, Alphabet.GSM7);
      Wish.of(incoming.alphabet().decode(incoming.body()));
      MessageId.spellings(DeliveryReceipt.of(message).messageId());
    } catch (Unreadable e) {
      // kept with its cause
    }
  }
}

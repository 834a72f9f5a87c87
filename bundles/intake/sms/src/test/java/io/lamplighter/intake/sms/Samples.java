package io.lamplighter.intake.sms;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jsmpp.bean.DeliverSm;
import org.jspecify.annotations.NullUnmarked;

/** Messages as a centre delivers them, and settings. */
@NullUnmarked
final class Samples {
  static final String SERVICE = Centre.SERVICE;

  private Samples() {}

  static DeliverSm text(String from, String text) {
    return raw(from, Alphabet.UCS2_CODING, text.getBytes(StandardCharsets.UTF_16BE));
  }

  static DeliverSm raw(String from, byte coding, byte[] body) {
    DeliverSm message = new DeliverSm();
    message.setSourceAddr(from);
    message.setDestAddress(SERVICE);
    message.setDataCoding(coding);
    message.setShortMessage(body);
    return message;
  }

  /** One part of a Chinese text, with a user data header. */
  static DeliverSm part(String from, int reference, int total, int number, String text) {
    byte[] words = text.getBytes(StandardCharsets.UTF_16BE);
    byte[] body = new byte[6 + words.length];
    byte[] header = {5, 0, 3, (byte) reference, (byte) total, (byte) number};
    System.arraycopy(header, 0, body, 0, 6);
    System.arraycopy(words, 0, body, 6, words.length);
    DeliverSm message = raw(from, Alphabet.UCS2_CODING, body);
    message.setUdhi();
    return message;
  }

  /** One that does not say whose. */
  static DeliverSm receipt(String id, String state) {
    return receipt(null, id, state);
  }

  static DeliverSm receipt(String from, String id, String state) {
    String text =
        "id:"
            + id
            + " sub:001 dlvrd:001 submit date:2611220800 done date:2611220801 stat:"
            + state
            + " err:007 text:x";
    DeliverSm message = raw(from, (byte) 0, text.getBytes(StandardCharsets.US_ASCII));
    message.setSmscDeliveryReceipt();
    return message;
  }

  /** The configuration with its defaults but for {@code values}. */
  static IntakeSmsConfig config(Map<String, Object> values) {
    return (IntakeSmsConfig)
        Proxy.newProxyInstance(
            Samples.class.getClassLoader(),
            new Class<?>[] {IntakeSmsConfig.class},
            (proxy, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
  }
}

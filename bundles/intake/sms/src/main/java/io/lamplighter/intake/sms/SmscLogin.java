package io.lamplighter.intake.sms;

import org.jsmpp.bean.BindType;

/**
 * How to reach a message centre.
 *
 * @param tls whether the line is encrypted
 * @param bind transceiver, or transmitter or receiver for one of two lines
 * @param enquireSeconds after so much silence it is asked whether it is still there
 * @param atOnce how many of its messages are taken in at the same time
 */
record SmscLogin(
    String host,
    int port,
    boolean tls,
    String systemId,
    String password,
    String systemType,
    BindType bind,
    int enquireSeconds,
    int atOnce) {
  SmscLogin as(BindType other) {
    return new SmscLogin(
        host, port, tls, systemId, password, systemType, other, enquireSeconds, atOnce);
  }

  @Override
  public String toString() {
    return systemId + "@" + host + ":" + port + " (" + bind.name().substring(5) + ")";
  }
}

package io.lamplighter.camel;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message that a route would have sent while nothing may leave the house. It is a
 * property of the exchange, which all copies of that share.
 */
final class Withheld extends Exception {
  /** Routes' own parts that send by an exchange of their own hand it on under this name. */
  static final String PROPERTY = "lamplighter.withheld";

  private static final long serialVersionUID = 1L;

  private final transient Set<String> addresses = new ConcurrentSkipListSet<>();
  private volatile String cause = "";
  private boolean over;

  private Withheld() {
    super(null, null, false, false);
  }

  /** Of this exchange, from now on. */
  static Withheld watch(Exchange exchange) {
    Withheld withheld = new Withheld();
    exchange.setProperty(PROPERTY, withheld);
    return withheld;
  }

  /** Null when nobody watches it. */
  static @Nullable Withheld of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, Withheld.class);
  }

  /**
   * @param why {@code training} or {@code testing}
   * @param address without secrets
   * @return false when it is too late, as for a copy that outlives its original
   */
  synchronized boolean add(String why, String address) {
    if (over) {
      return false;
    }
    cause = why;
    addresses.add(address);
    return true;
  }

  /** Whether anything was withheld; what comes later is not told with it. */
  synchronized boolean close() {
    over = true;
    return isAny();
  }

  boolean isAny() {
    return !addresses.isEmpty();
  }

  String why() {
    return cause;
  }

  /** Where to, divided by blanks. */
  String addresses() {
    return String.join(" ", addresses);
  }
}

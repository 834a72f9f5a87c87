package io.lamplighter.door;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an address as proxies write it: with or without port, brackets and zone, never a name. */
final class IpAddress {
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern V4 = Pattern.compile("(" + OCTET + "(\\." + OCTET + "){3})(:\\d+)?");
  private static final Pattern V6 = Pattern.compile("([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(%.*)?");
  private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]*)\\](:\\d+)?");

  private IpAddress() {}

  /** Null when it is none. An IPv4 address within IPv6 is the IPv4 address. */
  static @Nullable InetAddress of(@Nullable String written) {
    String text = written == null ? "" : written.strip();
    if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
      text = text.substring(1, text.length() - 1);
    }
    Matcher v4 = V4.matcher(text);
    if (v4.matches()) {
      return literal(v4.group(1));
    }
    Matcher bracketed = BRACKETED.matcher(text);
    Matcher v6 = V6.matcher(bracketed.matches() ? bracketed.group(1) : text);
    // In brackets the JDK takes an address only, and asks no name server.
    return v6.matches() ? literal("[" + v6.group(1) + "]") : null;
  }

  private static @Nullable InetAddress literal(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      return null;
    }
  }
}

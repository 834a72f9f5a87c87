package io.lamplighter.door;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Tells clients apart by their network, seen through our own proxies. */
final class Clients {
  private static final int MOST_HOPS = 50;
  private static final List<String> TRACES_OF_PROXIES =
      List.of(
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Forwarded-Port",
          "X-Forwarded-Server",
          "Forwarded",
          "X-Real-IP",
          "X-Client-IP",
          "CF-Connecting-IP",
          "True-Client-IP",
          "Via");
  private final Set<InetAddress> proxies;

  /**
   * @param proxies addresses whose X-Forwarded-For is believed
   * @throws IllegalArgumentException when one is no address
   */
  Clients(Set<String> proxies) {
    this.proxies = proxies.stream().map(Clients::address).collect(Collectors.toUnmodifiableSet());
  }

  private static InetAddress address(String proxy) {
    InetAddress address = IpAddress.of(proxy);
    if (address == null) {
      throw new IllegalArgumentException("trustedProxies: no address: " + proxy);
    }
    return address;
  }

  /** The network that a call comes from: an IPv4 address, or an IPv6 /64, which is one home. */
  String network(HttpServletRequest request) {
    InetAddress client = client(request);
    return client == null ? "unknown" : network(client);
  }

  private static String network(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    byte[] octets = address.getAddress();
    StringBuilder prefix = new StringBuilder();
    for (int i = 0; i < 8; i += 2) {
      prefix.append(Integer.toHexString((octets[i] & 0xff) << 8 | (octets[i + 1] & 0xff)));
      prefix.append(':');
    }
    return prefix.append(":/64").toString();
  }

  /**
   * From the nearest: the first that is not ours is the client, whatever it claims itself. What
   * cannot be read ends the way too: then the one who passed it on is counted.
   */
  private @Nullable InetAddress client(HttpServletRequest request) {
    InetAddress client = IpAddress.of(request.getRemoteAddr());
    List<String> hops = hops(request);
    for (int i = hops.size() - 1; i >= 0 && client != null && proxies.contains(client); i--) {
      InetAddress before = IpAddress.of(hops.get(i));
      if (before == null) {
        break;
      }
      client = before;
    }
    return client;
  }

  /** The last of all lines of the header, in order. */
  private static List<String> hops(HttpServletRequest request) {
    List<String> hops =
        Collections.list(request.getHeaders("X-Forwarded-For")).stream()
            .flatMap(line -> Stream.of(line.split(",", -1)))
            .toList();
    return hops.subList(Math.max(0, hops.size() - MOST_HOPS), hops.size());
  }

  /** Whether a call was made on this machine: a proxy on it speaks for others. */
  boolean isNear(HttpServletRequest request) {
    InetAddress peer = IpAddress.of(request.getRemoteAddr());
    return peer != null
        && peer.isLoopbackAddress()
        && TRACES_OF_PROXIES.stream().allMatch(header -> request.getHeader(header) == null);
  }
}

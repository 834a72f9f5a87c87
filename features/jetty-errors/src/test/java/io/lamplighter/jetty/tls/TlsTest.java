package io.lamplighter.jetty.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.jetty.tls.Authority.Made;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A connector over TLS, and what becomes of it when its files change. */
@Timeout(60)
class TlsTest {
  private static final String CALL = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);
  private Authority authority;
  private Path certificate;
  private Path key;
  private volatile Duration ahead = Duration.ZERO;

  @BeforeEach
  void begin(@TempDir Path folder) throws Exception {
    authority = new Authority(folder);
    certificate = folder.resolve("certificate.pem");
    key = folder.resolve("key.pem");
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  private Made write(Made made) throws Exception {
    Files.writeString(certificate, made.certificates());
    Files.writeString(key, made.privateKey());
    return made;
  }

  private void start() throws Exception {
    InstantSource time = () -> Instant.now().plus(ahead);
    server.addEventListener(new Tls(certificate.toString(), key.toString(), time));
    server.addConnector(connector);
    server.setHandler(
        new AbstractHandler() {
          @Override
          public void handle(
              String target, Request base, HttpServletRequest call, HttpServletResponse answer)
              throws IOException {
            answer.getOutputStream().print(call.getScheme() + call.isSecure());
            base.setHandled(true);
          }
        });
    server.start();
  }

  private SSLSocket connect(String... protocols) throws Exception {
    SSLContext anybody = SSLContext.getInstance("TLS");
    anybody.init(null, new TrustManager[] {new Anybody()}, null);
    SSLSocket socket =
        (SSLSocket) anybody.getSocketFactory().createSocket("127.0.0.1", connector.getLocalPort());
    socket.setSoTimeout(20_000);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    socket.startHandshake();
    return socket;
  }

  private static String call(Socket socket) throws IOException {
    socket.getOutputStream().write(CALL.getBytes(US_ASCII));
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("httpstrue") < 0 && answer.indexOf("httpfalse") < 0) {
      int octet = socket.getInputStream().read();
      if (octet < 0) {
        throw new IOException("ended after " + answer);
      }
      answer.append((char) octet);
    }
    return answer.toString();
  }

  private Certificate shown() throws Exception {
    try (SSLSocket socket = connect()) {
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  private static String state(String attribute) throws Exception {
    return ManagementFactory.getPlatformMBeanServer()
        .getAttribute(new ObjectName(Shown.NAME), attribute)
        .toString();
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    while (!condition.holds()) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @Test
  void itSpeaks12And13() throws Exception {
    write(authority.selfMade());
    start();
    for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
      try (SSLSocket socket = connect(protocol)) {
        assertEquals(protocol, socket.getSession().getProtocol());
        assertTrue(call(socket).endsWith("httpstrue"));
      }
    }
  }

  /** The same greeting with one octet less: our own JVM would not speak 1.1 at all. */
  @Test
  void itHangsUpOnWhatIsOlder() throws Exception {
    write(authority.selfMade());
    start();
    assertEquals(0x16, firstOctetAfter(greeting("0303")), "1.2 is greeted back");
    assertEquals(0x15, firstOctetAfter(greeting("0302")), "1.1 is warned off");
    assertEquals(0x15, firstOctetAfter(greeting("0301")), "and so is 1.0");
  }

  private int firstOctetAfter(byte[] greeting) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", connector.getLocalPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(greeting);
      return socket.getInputStream().read();
    }
  }

  /** A ClientHello (RFC 5246, 7.4.1.2) with one suite, one curve and one kind of signature. */
  private static byte[] greeting(String version) {
    String extensions = "000a000400020017" + "000b00020100" + "000d000400020403";
    String body =
        version
            + "11".repeat(32)
            + "00"
            + "0004c02bc009"
            + "0100"
            + hex(2, extensions)
            + extensions;
    String hello = "01" + hex(3, body) + body;
    return HexFormat.of().parseHex("160301" + hex(2, hello) + hello);
  }

  private static String hex(int octets, String what) {
    return String.format("%0" + 2 * octets + "x", what.length() / 2);
  }

  @Test
  void plainTextIsHungUpOn() throws Exception {
    write(authority.selfMade());
    start();
    try (Socket socket = new Socket("127.0.0.1", connector.getLocalPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(CALL.getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      assertFalse(answer.contains("HTTP") || answer.contains("Exception"), answer);
    }
  }

  @Test
  void aRenewedCertificateIsShownAndWhoIsConnectedStays() throws Exception {
    Made first = write(authority.vouchedFor());
    start();
    try (SSLSocket before = connect()) {
      assertTrue(call(before).contains("Strict-Transport-Security: max-age=31536000"));
      assertEquals(first.chain()[0], shown());
      Made second = write(authority.selfMade("-keyalg", "RSA"));
      await(() -> shown().equals(second.chain()[0]));
      assertFalse(call(before).contains("Strict-Transport-Security"), "nobody vouches for it");
    }
  }

  @Test
  void whatCannotBeUsedChangesNothingAndIsTold() throws Exception {
    Made first = write(authority.selfMade());
    start();
    Files.writeString(key, authority.selfMade().privateKey());
    await(() -> state("Flaw").equals("FOREIGN_KEY"));
    assertEquals(key.toString(), state("FaultyFile"));
    assertEquals(first.chain()[0], shown());
    Files.delete(key);
    await(() -> state("Flaw").equals("UNREADABLE"));
    assertEquals(first.chain()[0], shown());
    Made second = write(authority.selfMade());
    await(() -> shown().equals(second.chain()[0]));
    assertEquals("", state("Fault"));
    assertEquals(
        ((X509Certificate) second.chain()[0]).getNotAfter().getTime() + "", state("ValidUntil"));
  }

  @Test
  void anExpiredOneIsBetterThanNoneAndWorseThanTheOneBefore() throws Exception {
    ahead = Duration.ofDays(11);
    Made late = write(authority.selfMade("-validity", "10"));
    start();
    assertEquals(late.chain()[0], shown());
    assertEquals("EXPIRED", state("Flaw"));
    Made good = write(authority.selfMade("-validity", "20"));
    await(() -> shown().equals(good.chain()[0]));
    assertEquals("", state("Flaw"));
    write(late);
    await(() -> state("Flaw").equals("EXPIRED"));
    assertEquals(good.chain()[0], shown());
  }

  @Test
  void withoutAnyNobodyConnectsUntilThereIsOne() throws Exception {
    start();
    assertThrows(SSLException.class, this::connect);
    assertEquals("0", state("ValidUntil"));
    Made made = write(authority.selfMade());
    await(() -> state("Flaw").isEmpty());
    assertEquals(made.chain()[0], shown());
  }

  @Test
  void withoutASettingNothingChanges() throws Exception {
    server.addEventListener(new Tls("", null, InstantSource.system()));
    server.addConnector(connector);
    server.start();
    try (Socket socket = new Socket("127.0.0.1", connector.getLocalPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(CALL.getBytes(US_ASCII));
      assertEquals('H', socket.getInputStream().read());
    }
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The one port over TLS, its certificate renewed and spoilt while somebody follows a stream. */
@ExtendWith(TailOnFailure.class)
@Timeout(300)
class TlsIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String STREAM = "/api/v1/journal/stream";

  @Test
  void oneStartByATrialCertificate(@TempDir Path folder) throws Exception {
    Instance instance = Instance.fresh("tls");
    try (instance) {
      instance.start("run", "--tls");
      Path console = instance.data.resolve("console.log");
      String url = "https://127.0.0.1:" + instance.httpPort;
      Await.until(
          Instance.FIRST_START,
          instance::tail,
          () -> Files.exists(console) && Files.readString(console).contains(url + "/health"));
      Path certificate = instance.data.resolve("tls/trial-certificate.pem");
      Path key = instance.data.resolve("tls/trial-key.pem");
      assertTrue(instance.script("status").contains("health 200"), "the launcher asks by TLS");

      speaksNothingOlderThan12(instance, trusting(certificate));
      assertFalse(Files.readString(instance.data.resolve("log/lamplighter.log")).contains("SSLEx"));

      Certificate first = shown(instance, trusting(certificate));
      HttpClient caller = HttpClient.newBuilder().sslContext(trusting(certificate)).build();
      String token = logIn(instance, caller, url);
      HttpRequest follow =
          HttpRequest.newBuilder(URI.create(url + STREAM))
              .header("Authorization", "Bearer " + token)
              .build();
      HttpResponse<java.io.InputStream> stream =
          caller.send(follow, HttpResponse.BodyHandlers.ofInputStream());
      assertEquals(200, stream.statusCode());
      assertTrue(
          stream.headers().firstValue("Strict-Transport-Security").isEmpty(),
          "nobody vouches for a trial certificate");
      try (BufferedReader facts = new BufferedReader(new InputStreamReader(stream.body(), UTF_8))) {
        // Another one in its place, file after file.
        launch("trial", folder.toString());
        Path next = folder.resolve("trial-certificate.pem");
        Files.copy(next, certificate, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(folder.resolve("trial-key.pem"), key, StandardCopyOption.REPLACE_EXISTING);
        Await.until(SOON, instance::tail, () -> shows(instance, next));
        assertFalse(first.equals(shown(instance, trusting(next))));

        // One that does not fit: named, and not taken.
        Files.writeString(
            key,
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n-----END ENCRYPTED PRIVATE KEY-----\n");
        HttpClient renewed = HttpClient.newBuilder().sslContext(trusting(next)).build();
        Await.until(
            SOON,
            instance::tail,
            () -> get(renewed, url + "/health").contains(key + " holds an encrypted key"));
        assertTrue(shows(instance, next), "the one before stays");

        // Who followed before all that still hears what happens.
        String no = submit(renewed, instance, url);
        String line = facts.readLine();
        while (line != null && !line.contains(no)) {
          line = facts.readLine();
        }
        assertTrue(line != null, "the stream has ended");
      }
    }
  }

  @Test
  void whatCannotBeUsedIsNamedAndNothingStarts(@TempDir Path folder) throws Exception {
    launch("trial", folder.toString());
    String certificate = folder.resolve("trial-certificate.pem").toString();
    String absent = folder.resolve("absent.pem").toString();
    assertTrue(refusal(folder, certificate, absent).contains(absent + " cannot be read"));
    assertTrue(refusal(folder, certificate, "").contains(certificate + " holds no key"));
    Path other = Files.createDirectory(folder.resolve("other"));
    launch("trial", other.toString());
    String foreign = other.resolve("trial-key.pem").toString();
    assertTrue(
        refusal(folder, certificate, foreign)
            .contains(foreign + " holds a key that does not fit the certificate"));
    assertTrue(refusal(folder, "", foreign).contains("LAMP_TLS_CERT is not"));
  }

  private static String refusal(Path folder, String certificate, String key) throws IOException {
    ProcessBuilder run =
        new ProcessBuilder(Distribution.home().resolve("bin/lamplighter").toString(), "run");
    run.environment()
        .putAll(
            Map.of(
                "LAMP_DATA", folder.resolve("data").toString(),
                "LAMP_TLS_CERT", certificate,
                "LAMP_TLS_KEY", key));
    String said = Distribution.run(SOON, run);
    assertEquals(1, said.lines().count(), said);
    return said;
  }

  /** As the launcher asks what the HTTP server knows of certificates. */
  private static void launch(String... words) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String[] command = new String[4 + words.length];
    command[0] = java;
    command[1] = "-cp";
    command[2] = Distribution.bundle("jetty-errors").toString();
    command[3] = "io.lamplighter.jetty.tls.Launch";
    System.arraycopy(words, 0, command, 4, words.length);
    assertEquals("", Distribution.run(SOON, command));
  }

  private static void speaksNothingOlderThan12(Instance instance, SSLContext trusted)
      throws Exception {
    for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
      try (SSLSocket socket = connect(instance, trusted)) {
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        assertEquals(protocol, socket.getSession().getProtocol());
      }
    }
    // The same greeting, once of 1.2 and once of 1.1, which our own JVM would not send.
    assertEquals(0x16, answer(instance, greeting("0303"))[0]);
    assertEquals(0x15, answer(instance, greeting("0302"))[0]);
    byte[] plain = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);
    String told = new String(answer(instance, plain), US_ASCII);
    assertFalse(told.contains("HTTP") || told.contains("xception"), told);
  }

  private static byte[] answer(Instance instance, byte[] said) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", instance.httpPort)) {
      socket.setSoTimeout((int) SOON.toMillis());
      socket.getOutputStream().write(said);
      return socket.getInputStream().readNBytes(5);
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

  private static SSLSocket connect(Instance instance, SSLContext trusted) throws IOException {
    return (SSLSocket) trusted.getSocketFactory().createSocket("127.0.0.1", instance.httpPort);
  }

  private static Certificate shown(Instance instance, SSLContext trusted) throws IOException {
    try (SSLSocket socket = connect(instance, trusted)) {
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  private static boolean shows(Instance instance, Path certificate) throws Exception {
    try {
      shown(instance, trusting(certificate));
      return true;
    } catch (SSLHandshakeException another) {
      return false;
    }
  }

  private static SSLContext trusting(Path certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var in = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "it", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static String get(HttpClient client, String url) throws Exception {
    HttpRequest call =
        HttpRequest.newBuilder(URI.create(url)).header("Accept-Language", "en").build();
    return client.send(call, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String logIn(Instance instance, HttpClient client, String url) throws Exception {
    var person = instance.users().person("dispatcher");
    HttpRequest call =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/sessions"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    Client.JSON.writeValueAsString(
                        Map.of("user", person.get("user"), "password", person.get("password")))))
            .build();
    HttpResponse<String> answer = client.send(call, HttpResponse.BodyHandlers.ofString());
    return Client.JSON.readTree(answer.body()).get("token").asText();
  }

  /** The number of a new request. */
  private static String submit(HttpClient client, Instance instance, String url) throws Exception {
    String body =
        Client.JSON.writeValueAsString(
            Map.of(
                "channel", "web",
                "channelRef", "tls-1",
                "text", "停电了",
                "contact", Map.of("phone", "13900000001"),
                "region", "330602"));
    HttpRequest call =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/submissions"))
            .header("X-Api-Key", instance.users().key("web"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(call, HttpResponse.BodyHandlers.ofString());
    assertEquals(201, answer.statusCode(), answer.body());
    String location = answer.headers().firstValue("Location").orElse("");
    assertFalse(location.startsWith("http:"), location);
    return Client.JSON.readTree(answer.body()).get("requestNo").asText();
  }
}

package io.lamplighter.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom the demo talks to when the port speaks TLS. */
@Timeout(60)
class OwnCertificateTest {
  private static final char[] PASSWORD = "password".toCharArray();

  @Test
  void thePlatformsOwnUnderAnyNameAndNobodyElse(@TempDir Path folder) throws Exception {
    KeyStore ours = keys(folder, "CN=lamp.example.org");
    KeyStore others = keys(folder, "CN=localhost");
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(shows(ours)));
    server.createContext("/", call -> call.sendResponseHeaders(204, -1));
    server.start();
    try {
      Path file = folder.resolve("certificate.pem");
      write(file, others);
      URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
      HttpClient client = HttpClient.newBuilder().sslContext(OwnCertificate.in(file)).build();
      HttpRequest call = HttpRequest.newBuilder(url).build();
      assertThrows(
          IOException.class, () -> client.send(call, HttpResponse.BodyHandlers.discarding()));
      write(file, ours);
      assertEquals(204, client.send(call, HttpResponse.BodyHandlers.discarding()).statusCode());
    } finally {
      server.stop(0);
    }
  }

  private static void write(Path file, KeyStore keys) throws Exception {
    String body = Base64.getMimeEncoder().encodeToString(keys.getCertificate("k").getEncoded());
    Files.writeString(
        file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
  }

  private static SSLContext shows(KeyStore keys) throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static KeyStore keys(Path folder, String name) throws Exception {
    Path store = folder.resolve(name);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "k",
                "-keyalg",
                "EC",
                "-dname",
                name,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
    assertEquals(0, keytool.waitFor(), said);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }
}

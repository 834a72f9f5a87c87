package io.lamplighter.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partner that asks for our certificate and our password. */
@NullUnmarked
class PartnerTest {
  private static final String SECRET = "s3cret-of-the-store";
  @TempDir private static Path files;
  private static final List<String> AUTHORIZATIONS = new CopyOnWriteArrayList<>();
  private static HttpsServer server;

  @BeforeAll
  static void start() throws Exception {
    certificate("ours");
    certificate("theirs");
    Files.writeString(files.resolve("store-password"), SECRET + "\n");
    Files.writeString(files.resolve("password"), "p\n");
    trusting("ours");
    trusting("theirs");
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SSLContext tls = tls();
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = tls.getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext(
        "/",
        call -> {
          AUTHORIZATIONS.add(call.getRequestHeaders().getFirst("Authorization"));
          call.getResponseHeaders().set("Content-Type", "application/json");
          call.sendResponseHeaders(200, 2);
          call.getResponseBody().write('{');
          call.getResponseBody().write('}');
          call.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static void certificate(String name) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                files.resolve(name + ".p12").toString(),
                "-storepass",
                SECRET)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, keytool.waitFor(), said);
  }

  /** A store that holds nothing but the certificate of {@code name}. */
  private static void trusting(String name) throws Exception {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry(name, load(name + ".p12").getCertificate(name));
    try (OutputStream out = Files.newOutputStream(files.resolve("trust-" + name + ".p12"))) {
      trust.store(out, SECRET.toCharArray());
    }
  }

  private static KeyStore load(String file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(files.resolve(file))) {
      store.load(in, SECRET.toCharArray());
    }
    return store;
  }

  private static SSLContext tls() throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(load("theirs.p12"), SECRET.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(load("trust-ours.p12"));
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return tls;
  }

  private static Exception call(Map<String, String> settings) throws Exception {
    Properties all = new Properties();
    settings.forEach((key, value) -> all.setProperty(key, file(value)));
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      Partner.of(all).applyTo(camel);
      camel.addComponent("partner", new Step(PartnerStep::of));
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              errorHandler(noErrorHandler());
              from("direct:in")
                  .to("partner:get?url=https://127.0.0.1:" + server.getAddress().getPort());
            }
          });
      camel.start();
      return camel
          .createProducerTemplate()
          .send("direct:in", (Exchange exchange) -> exchange.getMessage().setBody(""))
          .getException();
    }
  }

  private static String file(String value) {
    return value.startsWith("@") ? files.resolve(value.substring(1)).toString() : value;
  }

  @Test
  void weAreKnownByOurCertificateAndOurPassword() throws Exception {
    assertNull(
        call(
            Map.of(
                "keyStore", "@ours.p12",
                "keyStorePasswordFile", "@store-password",
                "trustStore", "@trust-theirs.p12",
                "trustStorePasswordFile", "@store-password",
                "user", "u",
                "passwordFile", "@password")));
    assertEquals("Basic dTpw", AUTHORIZATIONS.get(AUTHORIZATIONS.size() - 1));
  }

  @Test
  void withoutOurCertificateOrTheirsThereIsNoCall() throws Exception {
    Map<String, String> trust =
        Map.of("trustStore", "@trust-theirs.p12", "trustStorePasswordFile", "@store-password");
    assertInstanceOf(IOException.class, call(trust), "no certificate of ours");
    Map<String, String> ours =
        Map.of("keyStore", "@ours.p12", "keyStorePasswordFile", "@store-password");
    assertInstanceOf(IOException.class, call(ours), "theirs is not trusted");
  }
}

package io.lamplighter.jetty.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;

/** Makes certificates with the JDK's keytool, and the files that operators would have of them. */
final class Authority {
  private static final String PASSWORD = "password";
  private final Path store;
  private int made;

  Authority(Path folder) throws Exception {
    store = folder.resolve("authority");
    generate("authority", "-keyalg", "EC", "-dname", "CN=Authority", "-ext", "bc:c");
  }

  /** A certificate for localhost that the authority vouches for. */
  Made vouchedFor(String... manner) throws Exception {
    List<String> words = new ArrayList<>(List.of("-signer", "authority"));
    words.addAll(List.of(manner));
    return make(words);
  }

  /** One that vouches for itself. */
  Made selfMade(String... manner) throws Exception {
    return make(List.of(manner));
  }

  private Made make(List<String> manner) throws Exception {
    String alias = "made-" + ++made;
    List<String> words = new ArrayList<>(List.of("-dname", "CN=" + alias));
    if (!manner.contains("-keyalg")) {
      words.addAll(List.of("-keyalg", "EC"));
    }
    words.addAll(List.of("-ext", "SAN=dns:localhost,ip:127.0.0.1"));
    words.addAll(manner);
    generate(alias, words.toArray(String[]::new));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new Made(keys.getCertificateChain(alias), keys.getKey(alias, PASSWORD.toCharArray()));
  }

  private void generate(String alias, String... manner) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(List.of(manner));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(said);
    }
  }

  /** What was made. */
  record Made(Certificate[] chain, Key key) {
    String certificates() throws Exception {
      StringBuilder text = new StringBuilder();
      for (Certificate each : chain) {
        text.append(Pem.write("CERTIFICATE", each.getEncoded()));
      }
      return text.toString();
    }

    String privateKey() {
      return Pem.write("PRIVATE KEY", key.getEncoded());
    }
  }
}

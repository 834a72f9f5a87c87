package io.lamplighter.jetty.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A certificate that nobody vouches for, made by the JDK's keytool: an elliptic curve's, for this
 * machine by the names it calls itself.
 */
final class TrialCertificate {
  static final String CERTIFICATE = "trial-certificate.pem";
  static final String KEY = "trial-key.pem";
  private static final String ALIAS = "lamplighter";

  private TrialCertificate() {}

  /** Writes both files into a folder. */
  static void make(Path folder) throws IOException, InterruptedException {
    Path made = Files.createTempDirectory(folder, "keytool");
    Path store = made.resolve("store");
    String password = HexFormat.of().formatHex(SecureRandom.getSeed(16));
    try {
      keytool(store, password);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream from = Files.newInputStream(store)) {
        keys.load(from, password.toCharArray());
      }
      byte[] open = keys.getKey(ALIAS, password.toCharArray()).getEncoded();
      Files.writeString(folder.resolve(KEY), Pem.write("PRIVATE KEY", open));
      Files.writeString(
          folder.resolve(CERTIFICATE),
          Pem.write("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    } finally {
      Files.deleteIfExists(store);
      Files.delete(made);
    }
  }

  private static void keytool(Path store, String password)
      throws IOException, InterruptedException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    ProcessBuilder builder =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-validity",
                "825",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                "PASSWORD")
            .redirectErrorStream(true);
    builder.environment().put("PASSWORD", password);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + said.strip());
    }
  }
}

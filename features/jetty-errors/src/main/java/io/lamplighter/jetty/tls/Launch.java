package io.lamplighter.jetty.tls;

import io.lamplighter.jetty.tls.Unfit.Flaw;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** What {@code bin/lamplighter} asks of us, before the server is there and from beside it. */
public final class Launch {
  private static final Duration NEARLY_OVER = Duration.ofDays(7);
  private static final int PATIENCE_MILLIS = 5000;

  private Launch() {}

  /**
   * {@code check CERTIFICATE KEY} fails with a line that says which file cannot be used and why,
   * and says only so of one whose days are not now; {@code trial FOLDER} makes a certificate there
   * unless there is a good one; {@code status URL} prints the status of an answer, whoever gives
   * it.
   */
  public static void main(String... words) throws Exception {
    switch (words[0]) {
      case "check" -> check(Path.of(words[1]), Path.of(words[2]));
      case "trial" -> trial(Path.of(words[1]));
      default -> System.out.println(status(URI.create(words[1])));
    }
  }

  private static void check(Path certificate, Path key) {
    try {
      Flaw late = Identity.read(certificate, key).outOfDate(Instant.now());
      if (late != null) {
        throw new Unfit(late, certificate);
      }
    } catch (Unfit e) {
      System.err.println("lamplighter: TLS: " + e.getMessage());
      if (!e.flaw().isOfDays()) {
        System.exit(1);
      }
    }
  }

  private static void trial(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    if (!isGood(
        folder.resolve(TrialCertificate.CERTIFICATE), folder.resolve(TrialCertificate.KEY))) {
      TrialCertificate.make(folder);
    }
  }

  private static boolean isGood(Path certificate, Path key) {
    try {
      return Identity.read(certificate, key).outOfDate(Instant.now().plus(NEARLY_OVER)) == null;
    } catch (Unfit e) {
      return false;
    }
  }

  /** Of our own port on this machine: the launcher has looked whose it is. */
  private static int status(URI url) throws IOException, GeneralSecurityException {
    SSLContext anybody = SSLContext.getInstance("TLS");
    anybody.init(null, new TrustManager[] {new Anybody()}, null);
    HttpsURLConnection call = (HttpsURLConnection) url.toURL().openConnection();
    call.setSSLSocketFactory(anybody.getSocketFactory());
    call.setHostnameVerifier((name, session) -> true);
    call.setConnectTimeout(PATIENCE_MILLIS);
    call.setReadTimeout(PATIENCE_MILLIS);
    return call.getResponseCode();
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

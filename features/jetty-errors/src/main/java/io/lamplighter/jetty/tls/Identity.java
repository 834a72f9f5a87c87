package io.lamplighter.jetty.tls;

import io.lamplighter.jetty.tls.Unfit.Flaw;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * As whom the server shows itself.
 *
 * @param certificate null when it has none, and no handshake can succeed
 */
record Identity(@Nullable X509Certificate certificate, SSLContext context) {
  private static final char[] IN_MEMORY = "in memory".toCharArray();

  /**
   * Reads and tries them.
   *
   * @param certificates the server's own first, then those that lead to it
   * @param key may be the same file
   */
  static Identity read(Path certificates, Path key) throws Unfit {
    List<X509Certificate> chain = Pem.read(certificates).certificates();
    PrivateKey own = Pem.read(key).key();
    if (!fits(own, chain.get(0))) {
      throw new Unfit(Flaw.FOREIGN_KEY, key);
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("lamplighter", own, IN_MEMORY, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, IN_MEMORY);
      return new Identity(chain.get(0), speaking(keys.getKeyManagers()));
    } catch (KeyStoreException e) {
      throw new Unfit(Flaw.BROKEN_CHAIN, certificates);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Identity none() {
    try {
      return new Identity(null, speaking());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext speaking(KeyManager... keys) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, null, null);
    return context;
  }

  private static boolean fits(PrivateKey key, X509Certificate certificate) {
    byte[] something = {1};
    try {
      Signature signature =
          Signature.getInstance(
              key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
      signature.initSign(key);
      signature.update(something);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(something);
      return signature.verify(signed);
    } catch (InvalidKeyException | SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is wrong with its days, null when nothing is. */
  @Nullable Flaw outOfDate(Instant now) {
    if (certificate == null) {
      return null;
    }
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      return Flaw.EXPIRED;
    }
    return now.isBefore(certificate.getNotBefore().toInstant()) ? Flaw.NOT_YET : null;
  }

  /** Whether somebody else vouches for it; browsers may then be told to insist on TLS. */
  boolean isVouchedFor() {
    return certificate != null
        && !certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
  }
}

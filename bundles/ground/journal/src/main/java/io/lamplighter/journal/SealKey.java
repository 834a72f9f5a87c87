package io.lamplighter.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * This node's Ed25519 key pair: {@code seal-key} (mode 600) and, beside it, {@code seal-key.pub}.
 */
final class SealKey {
  private static final String ALGORITHM = "Ed25519";
  private static final String FILE = "seal-key";

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private SealKey(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** The key in {@code folder}, made if there is none. */
  static SealKey open(Path folder) throws IOException {
    Path secret = folder.resolve(FILE);
    Path open = folder.resolve(FILE + ".pub");
    try {
      if (!Files.exists(secret)) {
        Files.createDirectories(folder);
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        write(open, pair.getPublic().getEncoded(), WholeFile.OPEN);
        write(secret, pair.getPrivate().getEncoded(), WholeFile.SECRET);
      }
      return new SealKey(
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(read(secret))),
          publicKey(read(open)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("Not an Ed25519 key pair: " + secret, e);
    }
  }

  private static void write(Path file, byte[] key, String mode) throws IOException {
    WholeFile.write(file, Base64.getEncoder().encodeToString(key) + "\n", mode);
  }

  private static byte[] read(Path file) throws IOException {
    return Base64.getDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
  }

  static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
  }

  /** The beginning of the public key's own SHA-256, so that an id cannot be given another key. */
  static String idOf(PublicKey key) {
    return Sha256.hex(Sha256.digest().digest(key.getEncoded())).substring(0, 16);
  }

  String id() {
    return idOf(publicKey);
  }

  PublicKey publicKey() {
    return publicKey;
  }

  /** Base64 signature of a hash in hex. */
  String sign(String hash) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(hash.getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean verify(PublicKey key, String hash, String signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(hash.getBytes(StandardCharsets.UTF_8));
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}

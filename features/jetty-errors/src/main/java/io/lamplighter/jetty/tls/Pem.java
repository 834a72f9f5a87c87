package io.lamplighter.jetty.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lamplighter.jetty.tls.Unfit.Flaw;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What a file holds between {@code BEGIN} and {@code END} (RFC 7468). */
record Pem(Path file, List<Block> blocks) {
  private static final long MOST_BYTES = 1 << 20;
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  /** One of them, whose body may be of any encoding. */
  record Block(String label, String body) {
    byte[] bytes() {
      return Base64.getMimeDecoder().decode(body);
    }
  }

  static Pem read(Path file) throws Unfit {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new Unfit(Flaw.TOO_LARGE, file);
      }
      return new Pem(file, blocks(Files.readString(file, StandardCharsets.ISO_8859_1)));
    } catch (IOException e) {
      throw new Unfit(Flaw.UNREADABLE, file);
    }
  }

  static String write(String label, byte[] bytes) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII));
    return BEGIN
        + label
        + DASHES
        + "\n"
        + lines.encodeToString(bytes)
        + "\n"
        + END
        + label
        + DASHES
        + "\n";
  }

  private static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    String label = "";
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.startsWith(BEGIN) && line.endsWith(DASHES)) {
        label = line.substring(BEGIN.length(), line.length() - DASHES.length());
        body.setLength(0);
      } else if (!label.isEmpty() && line.equals(END + label + DASHES)) {
        blocks.add(new Block(label, body.toString()));
        label = "";
      } else {
        body.append(line).append('\n');
      }
    }
    return blocks;
  }

  /** All of its certificates, in their order. */
  List<X509Certificate> certificates() throws Unfit {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Block block : blocks) {
        if (block.label().equals("CERTIFICATE")) {
          ByteArrayInputStream bytes = new ByteArrayInputStream(block.bytes());
          chain.add((X509Certificate) factory.generateCertificate(bytes));
        }
      }
    } catch (CertificateException | IllegalArgumentException e) {
      throw new Unfit(Flaw.NO_CERTIFICATE, file);
    }
    if (chain.isEmpty()) {
      throw new Unfit(Flaw.NO_CERTIFICATE, file);
    }
    return chain;
  }

  /** Its first key. */
  PrivateKey key() throws Unfit {
    for (Block block : blocks) {
      if (block.label().equals("PRIVATE KEY")) {
        return key(block);
      }
      if (block.label().endsWith("PRIVATE KEY")) {
        boolean encrypted =
            block.label().startsWith("ENCRYPTED") || block.body().contains("ENCRYPTED");
        throw new Unfit(encrypted ? Flaw.ENCRYPTED : Flaw.OTHER_FORM, file);
      }
    }
    throw new Unfit(Flaw.NO_KEY, file);
  }

  private PrivateKey key(Block block) throws Unfit {
    for (String kind : List.of("EC", "RSA")) {
      try {
        return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(block.bytes()));
      } catch (InvalidKeySpecException notOfThisKind) {
        continue;
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        throw new Unfit(Flaw.NO_KEY, file);
      }
    }
    throw new Unfit(Flaw.OTHER_KIND, file);
  }
}

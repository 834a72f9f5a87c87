package io.lamplighter.jetty.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.jetty.tls.Authority.Made;
import io.lamplighter.jetty.tls.Unfit.Flaw;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files can be used, and what is said of those that cannot. */
class IdentityTest {
  private Path folder;
  private Authority authority;
  private Path certificate;
  private Path key;

  @BeforeEach
  void begin(@TempDir Path temporary) throws Exception {
    folder = temporary;
    authority = new Authority(folder);
    certificate = folder.resolve("certificate.pem");
    key = folder.resolve("key.pem");
  }

  private void write(Made made) throws Exception {
    Files.writeString(certificate, made.certificates());
    Files.writeString(key, made.privateKey());
  }

  @Test
  void ecAndRsaInTwoFilesOrInOne() throws Exception {
    for (Made made : new Made[] {authority.vouchedFor(), authority.selfMade("-keyalg", "RSA")}) {
      write(made);
      Identity two = Identity.read(certificate, key);
      assertEquals(made.chain()[0], two.certificate());
      assertEquals(made.chain().length > 1, two.isVouchedFor());
      Path both = folder.resolve("both.pem");
      Files.writeString(both, "# ours\n" + made.privateKey() + made.certificates());
      assertEquals(made.chain()[0], Identity.read(both, both).certificate());
    }
  }

  @Test
  void aTrialCertificateIsGoodAndNobodyVouchesForIt() throws Exception {
    Launch.main("trial", folder.toString());
    Path made = folder.resolve(TrialCertificate.CERTIFICATE);
    Identity trial = Identity.read(made, folder.resolve(TrialCertificate.KEY));
    assertFalse(trial.isVouchedFor());
    X509Certificate certificate = Objects.requireNonNull(trial.certificate());
    assertEquals("EC", certificate.getPublicKey().getAlgorithm());
    String names = certificate.getSubjectAlternativeNames().toString();
    assertTrue(names.contains("localhost") && names.contains("127.0.0.1"), names);
    String before = Files.readString(made);
    Launch.main("trial", folder.toString());
    assertEquals(before, Files.readString(made));
  }

  @Test
  void eachMistakeIsSaidWithItsFile() throws Exception {
    Made good = authority.vouchedFor();
    refused(Flaw.UNREADABLE, certificate);
    Files.writeString(certificate, "no certificate");
    refused(Flaw.NO_CERTIFICATE, certificate);
    Files.writeString(certificate, Pem.write("CERTIFICATE", new byte[] {1, 2, 3}));
    refused(Flaw.NO_CERTIFICATE, certificate);
    Files.writeString(certificate, "x".repeat((1 << 20) + 1));
    refused(Flaw.TOO_LARGE, certificate);

    Files.writeString(certificate, good.certificates());
    refused(Flaw.UNREADABLE, key);
    Files.writeString(key, good.certificates());
    refused(Flaw.NO_KEY, key);
    Files.writeString(key, Pem.write("ENCRYPTED PRIVATE KEY", good.key().getEncoded()));
    refused(Flaw.ENCRYPTED, key);
    Files.writeString(
        key,
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAA==\n"
            + "-----END RSA PRIVATE KEY-----\n");
    refused(Flaw.ENCRYPTED, key);
    Files.writeString(key, Pem.write("EC PRIVATE KEY", good.key().getEncoded()));
    refused(Flaw.OTHER_FORM, key);
    byte[] ed = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
    Files.writeString(key, Pem.write("PRIVATE KEY", ed));
    refused(Flaw.OTHER_KIND, key);
    Files.writeString(key, authority.vouchedFor().privateKey());
    refused(Flaw.FOREIGN_KEY, key);
    Files.writeString(key, authority.selfMade("-keyalg", "RSA").privateKey());
    refused(Flaw.FOREIGN_KEY, key);

    Files.writeString(key, good.privateKey());
    Files.writeString(certificate, good.certificates() + authority.vouchedFor().certificates());
    refused(Flaw.BROKEN_CHAIN, certificate);
  }

  private void refused(Flaw flaw, Path file) {
    Unfit said = assertThrows(Unfit.class, () -> Identity.read(certificate, key), flaw.name());
    assertEquals(flaw, said.flaw(), said.getMessage());
    assertTrue(String.valueOf(said.getMessage()).startsWith(file + " "), said.getMessage());
  }

  @Test
  void itsDaysAreTold() throws Exception {
    write(authority.selfMade("-validity", "10"));
    Identity identity = Identity.read(certificate, key);
    Instant now = Instant.now();
    assertNull(identity.outOfDate(now));
    assertEquals(Flaw.EXPIRED, identity.outOfDate(now.plus(Duration.ofDays(11))));
    assertEquals(Flaw.NOT_YET, identity.outOfDate(now.minus(Duration.ofDays(1))));
  }
}

package io.lamplighter.jetty.tls;

import java.nio.file.Path;

/** A certificate or key that cannot be used; its message names the file and says what to do. */
final class Unfit extends Exception {
  private static final long serialVersionUID = 1;
  private final Flaw flaw;
  private final String file;

  Unfit(Flaw flaw, Path file) {
    super(file + " " + flaw.words);
    this.flaw = flaw;
    this.file = file.toString();
  }

  Flaw flaw() {
    return flaw;
  }

  String file() {
    return file;
  }

  /** What is wrong with a file; the names are told to the check {@code tls}. */
  enum Flaw {
    UNREADABLE("cannot be read"),
    TOO_LARGE("is larger than 1 MB"),
    NO_CERTIFICATE("holds no certificate in PEM (-----BEGIN CERTIFICATE-----)"),
    BROKEN_CHAIN("holds certificates of which one does not follow from the next"),
    NO_KEY("holds no key in PEM (-----BEGIN PRIVATE KEY-----)"),
    ENCRYPTED("holds an encrypted key; write it open, for its owner alone: openssl pkey -in OLD"),
    OTHER_FORM(
        "holds a key that is not PKCS#8; write it so: openssl pkcs8 -topk8 -nocrypt -in OLD"),
    OTHER_KIND("holds a key that is neither RSA nor EC"),
    FOREIGN_KEY("holds a key that does not fit the certificate"),
    EXPIRED("holds a certificate that has expired"),
    NOT_YET("holds a certificate that is not valid yet");

    private final String words;

    Flaw(String words) {
      this.words = words;
    }

    /** Whether it would be good on another day. */
    boolean isOfDays() {
      return this == EXPIRED || this == NOT_YET;
    }
  }
}

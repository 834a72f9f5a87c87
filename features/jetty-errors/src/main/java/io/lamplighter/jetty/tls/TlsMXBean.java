package io.lamplighter.jetty.tls;

/** What the health check {@code tls} reads; found under {@link Shown#NAME} while TLS is set. */
public interface TlsMXBean {
  /** Until when the certificate in force is valid: milliseconds since the epoch, 0 without one. */
  long getValidUntil();

  /** The file that cannot be used; empty when all is well. */
  String getFaultyFile();

  /** What is wrong with it: the name of a flaw; empty when all is well. */
  String getFlaw();

  /** The same in words that name the file; empty when all is well. */
  String getFault();
}

package io.lamplighter.door;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.function.LongSupplier;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read while it comes, by a thread that waits for it: it has to end within its limit
 * and to come at a least rate.
 */
final class BoundedBody extends ServletInputStream {
  private final ServletInputStream body;
  private final long limit;
  private final LongSupplier nanos;
  private @Nullable MessageDigest digest;
  private byte @Nullable [] digested;
  private long waited;
  private long read;

  /**
   * @param nanos as {@code System::nanoTime}
   */
  BoundedBody(ServletInputStream body, long limit, LongSupplier nanos) {
    this.body = body;
    this.limit = limit;
    this.nanos = nanos;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    long begun = nanos.getAsLong();
    int n;
    try {
      n = body.read(bytes, offset, length);
    } catch (IOException | IllegalStateException e) {
      throw new Lost(e); // the second is Jetty's, about a connection that is no more
    }
    // Only the time that is spent waiting for the sender is his.
    waited += nanos.getAsLong() - begun;
    if (n > 0) {
      count(n);
      if (digest != null) {
        digest.update(bytes, offset, n);
      }
    }
    return n;
  }

  /** What is read from here on is told from anything else by {@link #digest}. */
  void note() {
    digest = CallKey.digest();
  }

  /** Of all of it: what nobody has read is read for this. */
  byte[] digest() throws IOException {
    if (digested == null) {
      byte[] rest = new byte[8192];
      while (read(rest, 0, rest.length) >= 0) {
        // only to know it
      }
      digested = Objects.requireNonNull(digest, "nobody noted").digest();
    }
    return digested.clone();
  }

  private void count(int n) throws Lost {
    read += n;
    if (read > limit) {
      throw new Refused(Problem.tooLarge(limit));
    }
    if (Pace.isTooSlow(waited, read)) {
      throw new Lost(new IOException("it comes too slowly"));
    }
  }

  @Override
  public int available() throws IOException {
    return body.available();
  }

  @Override
  public boolean isFinished() {
    return body.isFinished();
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    throw new IllegalStateException("This body is read by a thread");
  }

  @Override
  public void close() throws IOException {
    body.close();
  }

  /** The rest of the body does not come: the sender has gone, or sends too slowly. */
  static final class Lost extends IOException {
    private static final long serialVersionUID = 1L;

    Lost(Exception cause) {
      super(cause);
    }
  }
}

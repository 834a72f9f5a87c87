package io.lamplighter.door;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.servlet.ServletInputStream;
import org.jspecify.annotations.Nullable;

/** A body on its way into memory; what it has taken is on its caller's account. */
final class ArrivingBody {
  private static final int FIRST_PIECE = 8 * 1024;
  private static final int PIECE = 64 * 1024;
  private final ServletInputStream from;
  private final long length;
  private final long limit;
  private final ByteBudget.Claim claim;
  private final List<byte[]> pieces = new ArrayList<>();
  private byte @Nullable [] open;
  private int filled;
  private long read;

  /**
   * @param length as the head says; negative when it does not
   * @param limit how many bytes it may have
   */
  ArrivingBody(ServletInputStream from, long length, long limit, ByteBudget.Claim claim) {
    this.from = from;
    this.length = length;
    this.limit = limit;
    this.claim = claim;
  }

  /**
   * Takes what has come already, without waiting for more.
   *
   * @return whether that was all; never of a body that does not say how long it is
   */
  boolean takeWhatIsThere() throws IOException {
    while (read < length && from.available() > 0) {
      takeSome();
    }
    return length >= 0 && read >= length;
  }

  /** Takes what is ready, as a {@code ReadListener} may. */
  void takeWhileReady() throws IOException {
    while (from.isReady() && takeSome()) {
      // what is not ready comes with the next call
    }
  }

  private boolean takeSome() throws IOException {
    byte[] piece = open == null ? nextPiece() : open;
    int n = from.read(piece, filled, piece.length - filled);
    if (n < 0) {
      return false;
    }
    filled += n;
    read += n;
    if (read > limit) {
      throw new Refused(Problem.tooLarge(limit));
    }
    if (filled == piece.length) {
      pieces.add(piece);
      open = null;
    }
    return true;
  }

  private byte[] nextPiece() {
    // With all that was announced here, one more octet finds the end.
    long wanted = length < 0 ? PIECE : Math.max(1, length - read);
    int size = (int) Math.min(wanted, pieces.isEmpty() ? FIRST_PIECE : PIECE);
    claim.take(size);
    open = new byte[size];
    filled = 0;
    return open;
  }

  /** How many bytes have come. */
  long read() {
    return read;
  }

  /** What has come, as a whole. */
  HeldBody whole() {
    List<byte[]> all = new ArrayList<>(pieces);
    if (open != null && filled > 0) {
      all.add(Arrays.copyOf(open, filled));
    }
    return new HeldBody(all);
  }
}

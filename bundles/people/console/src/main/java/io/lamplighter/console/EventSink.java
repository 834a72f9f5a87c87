package io.lamplighter.console;

import java.io.IOException;

/** Where a stream's bytes go, without ever waiting for the client. */
interface EventSink {
  /** Whether {@link #write} may be called now; when not, the stream is woken once it may. */
  boolean ready() throws IOException;

  /** Hands bytes over; only after {@link #ready()} said true. */
  void write(byte[] bytes) throws IOException;

  /** Ends the answer. */
  void close();
}

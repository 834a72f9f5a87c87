package io.lamplighter.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;

/** Holds an answer back until it may be given. */
final class HeldResponse extends HttpServletResponseWrapper {
  /** Most bytes of an answer; a command has nothing longer to say. */
  private static final int LONGEST = 1 << 20;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ServletOutputStream stream = new Stream();
  private final PrintWriter writer =
      new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));

  HeldResponse(HttpServletResponse response) {
    super(response);
  }

  /** What was answered. */
  KeptAnswer answer() {
    writer.flush();
    return KeptAnswer.of((HttpServletResponse) getResponse(), bytes.toByteArray());
  }

  /** Lets the answer go. */
  void release() throws IOException {
    writer.flush();
    if (bytes.size() > 0) {
      bytes.writeTo(getResponse().getOutputStream());
    }
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return stream;
  }

  @Override
  public PrintWriter getWriter() {
    return writer;
  }

  @Override
  public void flushBuffer() {
    // not yet
  }

  @Override
  public void resetBuffer() {
    bytes.reset();
  }

  @Override
  public void reset() {
    super.reset();
    bytes.reset();
  }

  private final class Stream extends ServletOutputStream {
    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      if (bytes.size() + length > LONGEST) {
        throw new IllegalStateException("The answer to a command has more than " + LONGEST);
      }
      bytes.write(from, offset, length);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("A command is answered at once");
    }
  }
}

package io.lamplighter.door;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.servlet.http.HttpServletResponse;

/** What a call was answered, so that it can be answered once more. */
record KeptAnswer(int status, List<Header> headers, byte[] body) {
  /** Says that an answer was given before. */
  static final String REPLAYED = "Idempotent-Replayed";

  /** Of one answer and not of what it says. */
  private static final Set<String> PASSING = Set.of("date", "content-length", "connection");

  /** One line of the head. */
  record Header(String name, String value) {}

  /** As {@code response} has it so far. */
  static KeptAnswer of(HttpServletResponse response, byte[] body) {
    List<Header> headers = new ArrayList<>();
    for (String name : Set.copyOf(response.getHeaderNames())) {
      if (!PASSING.contains(name.toLowerCase(Locale.ROOT))) {
        Collection<String> values = response.getHeaders(name);
        values.forEach(value -> headers.add(new Header(name, value)));
      }
    }
    return new KeptAnswer(response.getStatus(), headers, body);
  }

  /** Whether the command was done. */
  boolean isDone() {
    return status >= 200 && status < 300;
  }

  void give(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    headers.forEach(header -> response.addHeader(header.name(), header.value()));
    response.setHeader(REPLAYED, "true");
    if (body.length > 0) {
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }

  byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeShort(status);
      out.writeShort(headers.size());
      for (Header header : headers) {
        out.writeUTF(header.name());
        out.writeUTF(header.value());
      }
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static KeptAnswer read(byte[] written) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(written))) {
      int status = in.readUnsignedShort();
      List<Header> headers = new ArrayList<>();
      for (int left = in.readUnsignedShort(); left > 0; left--) {
        headers.add(new Header(in.readUTF(), in.readUTF()));
      }
      return new KeptAnswer(status, headers, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

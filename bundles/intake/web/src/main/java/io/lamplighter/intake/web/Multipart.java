package io.lamplighter.intake.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A form that a browser sends with files (RFC 7578), in memory already. */
record Multipart(List<Part> parts) {
  private static final int MOST_PARTS = 20;
  private static final Pattern BOUNDARY =
      Pattern.compile("multipart/form-data;.*boundary=\"?([^\";,\\s]{1,70}+)\"?.*");
  private static final Pattern NAME =
      Pattern.compile("(?i)content-disposition:[^\\r\\n]*[; ]name=\"([^\"]{0,60}+)\"");
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(ISO_8859_1);

  /** One field. */
  record Part(String name, byte[] bytes) {}

  /**
   * @throws IllegalArgumentException when it is none
   */
  static Multipart of(String type, byte[] body) {
    Matcher said = BOUNDARY.matcher(type);
    if (!said.matches()) {
      throw new IllegalArgumentException("no boundary");
    }
    byte[] boundary = ("\r\n--" + said.group(1)).getBytes(ISO_8859_1);
    byte[] first = Arrays.copyOfRange(boundary, 2, boundary.length);
    if (body.length < first.length
        || !Arrays.equals(body, 0, first.length, first, 0, first.length)) {
      throw new IllegalArgumentException("no first part");
    }
    List<Part> parts = new ArrayList<>();
    int at = first.length;
    while (!startsWith(body, at, (byte) '-', (byte) '-')) {
      int head = find(body, HEAD_END, at);
      int end = find(body, boundary, head);
      if (parts.size() == MOST_PARTS) {
        throw new IllegalArgumentException("too many parts");
      }
      Matcher name = NAME.matcher(new String(body, at, head - at, ISO_8859_1));
      parts.add(
          new Part(
              name.find() ? name.group(1) : "",
              Arrays.copyOfRange(body, head + HEAD_END.length, end)));
      at = end + boundary.length;
    }
    return new Multipart(parts);
  }

  private static boolean startsWith(byte[] body, int at, byte... what) {
    return at + what.length <= body.length
        && Arrays.equals(body, at, at + what.length, what, 0, what.length);
  }

  private static int find(byte[] body, byte[] what, int from) {
    for (int at = from; at + what.length <= body.length; at++) {
      if (body[at] == what[0] && startsWith(body, at, what)) {
        return at;
      }
    }
    throw new IllegalArgumentException("a part has no end");
  }

  /** A text among its fields, empty when it is not there. */
  String text(String name) {
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .map(part -> new String(part.bytes(), UTF_8).strip())
        .orElse("");
  }

  /** Files that were chosen; a field without one is sent empty. */
  List<byte[]> files(String name) {
    return parts.stream()
        .filter(part -> part.name().equals(name) && part.bytes().length > 0)
        .map(Part::bytes)
        .toList();
  }
}

package io.lamplighter.api;

/**
 * One field of an input that cannot be taken.
 *
 * @param pointer JSON pointer (RFC 6901) to the field, as in {@code /contact/phone}; empty for the
 *     whole
 */
public record FieldError(String pointer, Text message) {
  public static FieldError of(String pointer, String en, String zh) {
    return new FieldError(pointer, new Text(en, zh));
  }
}

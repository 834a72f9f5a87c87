package io.lamplighter.organisation;

import org.jspecify.annotations.Nullable;

/**
 * Writes a page of polygons of cells as a FeatureCollection (RFC 7946), each as it came in; its
 * member {@code next} says where the page after it begins, null on the last.
 */
final class ShapeWriter {
  /** A page that is longer has one shape. */
  private static final int LONGEST = 4_000_000;

  private final StringBuilder features = new StringBuilder();

  /**
   * @return false when it belongs on the next page
   */
  boolean add(Shape shape) {
    if (features.length() > 0) {
      if (features.length() + shape.geometry().length() > LONGEST) {
        return false;
      }
      features.append(',');
    }
    // A code has no sign that JSON would have to escape.
    features
        .append("{\"type\":\"Feature\",\"id\":\"")
        .append(shape.unit())
        .append("\",\"properties\":{},\"geometry\":")
        .append(shape.geometry())
        .append('}');
    return true;
  }

  /**
   * @param last code of the last one that is on it; null when nothing comes after
   */
  String page(@Nullable String last) {
    return "{\"type\":\"FeatureCollection\",\"features\":["
        + features
        + "],\"next\":"
        + (last == null ? "null" : '"' + last + '"')
        + "}";
  }
}

package io.lamplighter.organisation;

/**
 * A piece as a file has it.
 *
 * @param line in which it stands; of a shape, the index of its feature
 */
record Told(long line, Piece piece) {
  /** As people count: its line, or which feature it is. */
  String place() {
    return piece instanceof Shape ? "feature " + (line + 1) : "line " + line;
  }

  String placeZh() {
    return piece instanceof Shape ? "第 " + (line + 1) + " 个要素" : "第 " + line + " 行";
  }
}

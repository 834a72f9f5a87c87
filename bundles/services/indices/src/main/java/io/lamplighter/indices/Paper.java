package io.lamplighter.indices;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * Pages of A4 in portrait, written from the top; y grows downwards, in points. One font, of which
 * the letters that are used go with the document.
 */
final class Paper implements Closeable {
  static final float LEFT = 42;
  static final float RIGHT = PDRectangle.A4.getWidth() - 42;
  private static final float TOP = 42;
  private static final float BOTTOM = 48;
  private static final float LEADING = 1.45f;
  private static final char UNKNOWN = '〓';
  private static final String FONT = "/fonts/NotoSansSC.ttf";
  private static final float DOT = 1.8f;

  private final PDDocument document;
  private final TrueTypeFont letters;
  private final PDType0Font font;
  private @Nullable PDPageContentStream content;
  private float y;

  Paper(PDDocument document) throws IOException {
    this.document = document;
    try (InputStream from = Objects.requireNonNull(Paper.class.getResourceAsStream(FONT))) {
      letters = new TTFParser().parse(new RandomAccessReadBuffer(from.readAllBytes()));
    }
    font = PDType0Font.load(document, letters, true);
    page();
  }

  private PDPageContentStream content() {
    return Objects.requireNonNull(content);
  }

  /** Begins another page. */
  void page() throws IOException {
    endPage();
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    content = new PDPageContentStream(document, page);
    y = TOP;
  }

  private void endPage() throws IOException {
    if (content != null) {
      String number = Integer.toString(document.getNumberOfPages());
      write(number, RIGHT - width(number, 8), PDRectangle.A4.getHeight() - 30, 8);
      content.close();
    }
  }

  /** So much has room below, on this page or on another one. */
  void room(float height) throws IOException {
    if (y + height > PDRectangle.A4.getHeight() - BOTTOM) {
      page();
    }
  }

  float y() {
    return y;
  }

  void down(float points) {
    y += points;
  }

  /** A text without what the font has no letter for. */
  private String known(String text) throws IOException {
    StringBuilder known = new StringBuilder();
    int[] points = text.codePoints().toArray();
    for (int point : points) {
      boolean there = letters.getUnicodeCmapLookup().getGlyphId(point) > 0;
      known.appendCodePoint(there ? point : Character.isWhitespace(point) ? ' ' : UNKNOWN);
    }
    return known.toString();
  }

  private float width(String text, float size) throws IOException {
    return font.getStringWidth(known(text)) / 1_000 * size;
  }

  private void write(String text, float x, float top, float size) throws IOException {
    PDPageContentStream to = content();
    to.beginText();
    to.setFont(font, size);
    to.newLineAtOffset(x, PDRectangle.A4.getHeight() - top - size);
    to.showText(known(text));
    to.endText();
  }

  /** At the height where we are, without going on; cut off where it would be too wide. */
  void at(String text, float x, float wide, float size) throws IOException {
    String line = text;
    while (!line.isEmpty() && width(line, size) > wide) {
      line = line.substring(0, line.offsetByCodePoints(line.length(), -1));
    }
    write(line, x, y, size);
  }

  /** Lines from margin to margin, as many as it takes. */
  void text(String text, float size) throws IOException {
    for (String line : lines(text, RIGHT - LEFT, size)) {
      room(size * LEADING);
      write(line, LEFT, y, size);
      down(size * LEADING);
    }
  }

  private List<String> lines(String text, float wide, float size) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\\R")) {
      StringBuilder line = new StringBuilder();
      float used = 0;
      for (String word : paragraph.split("(?<=[\\s\\p{IsHan}\\p{Punct}])|(?=\\p{IsHan})")) {
        float more = width(word, size);
        if (used + more > wide && line.length() > 0) {
          lines.add(line.toString());
          line.setLength(0);
          used = 0;
        }
        line.append(word);
        used += more;
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** A rule from margin to margin. */
  void rule() throws IOException {
    stroke(LEFT, y, RIGHT, y, 0.5f, false);
    down(3);
  }

  private void stroke(
      double fromX, double fromY, double toX, double toY, float wide, boolean dashed)
      throws IOException {
    PDPageContentStream to = content();
    float height = PDRectangle.A4.getHeight();
    to.setLineWidth(wide);
    to.setLineDashPattern(dashed ? new float[] {3, 2} : new float[0], 0);
    to.moveTo((float) fromX, (float) (height - fromY));
    to.lineTo((float) toX, (float) (height - toY));
    to.stroke();
  }

  /** Draws at a place on this page. */
  Course.Pen pen(float x, float top) {
    return new Course.Pen() {
      @Override
      public void line(double fromX, double fromY, double toX, double toY, boolean dashed)
          throws IOException {
        stroke(x + fromX, top + fromY, x + toX, top + toY, dashed ? 0.6f : 0.8f, dashed);
      }

      @Override
      public void dot(double atX, double atY, boolean hollow) throws IOException {
        PDPageContentStream to = content();
        float left = (float) (x + atX) - DOT;
        float bottom = PDRectangle.A4.getHeight() - (float) (top + atY) - DOT;
        to.setLineWidth(0.8f);
        to.setLineDashPattern(new float[0], 0);
        to.addRect(left, bottom, 2 * DOT, 2 * DOT);
        to.setNonStrokingColor(hollow ? 1f : 0f);
        to.fillAndStroke();
        to.setNonStrokingColor(0f);
      }
    };
  }

  /** Ends the last page. */
  @Override
  public void close() throws IOException {
    endPage();
    content = null;
  }
}

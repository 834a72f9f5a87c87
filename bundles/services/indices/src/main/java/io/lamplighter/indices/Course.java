package io.lamplighter.indices;

import io.lamplighter.indices.MonthReport.Line;
import io.lamplighter.indices.MonthReport.Month;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * Twelve months as a line with a whisker for where each may well be, hollow where it rests on fewer
 * than ten; the year before dashed. Readable without colour.
 */
record Course(Line line, double width, double height) {
  private static final int YEAR = 12;
  private static final double MARGIN = 4;

  /** Draws with y growing downwards. */
  interface Pen {
    void line(double fromX, double fromY, double toX, double toY, boolean dashed)
        throws IOException;

    void dot(double x, double y, boolean hollow) throws IOException;
  }

  void draw(Pen pen) throws IOException {
    List<Month> past = line.course().subList(0, YEAR);
    List<Month> year = line.course().subList(YEAR, 2 * YEAR);
    curve(pen, past, true);
    for (int i = 0; i < YEAR; i++) {
      Month one = year.get(i);
      Double low = one.low();
      Double high = one.high();
      if (low != null && high != null) {
        pen.line(x(i), y(low), x(i), y(high), false);
      }
    }
    curve(pen, year, false);
    for (int i = 0; i < YEAR; i++) {
      Double value = year.get(i).value();
      if (value != null) {
        pen.dot(x(i), y(value), year.get(i).few());
      }
    }
  }

  private void curve(Pen pen, List<Month> months, boolean dashed) throws IOException {
    int last = -1;
    for (int i = 0; i < YEAR; i++) {
      Double value = months.get(i).value();
      if (value != null) {
        if (last >= 0) {
          double before = Objects.requireNonNull(months.get(last).value());
          pen.line(x(last), y(before), x(i), y(value), dashed);
        }
        last = i;
      }
    }
  }

  private double x(int month) {
    return MARGIN + month * (width - 2 * MARGIN) / (YEAR - 1);
  }

  private double y(double value) {
    double least = Double.MAX_VALUE;
    double most = -Double.MAX_VALUE;
    for (Month one : line.course()) {
      if (one.value() != null) {
        least = Math.min(least, one.low() == null ? one.value() : one.low());
        most = Math.max(most, one.high() == null ? one.value() : one.high());
      }
    }
    double span = most > least ? most - least : 1;
    return MARGIN + (1 - (value - least) / span) * (height - 2 * MARGIN);
  }
}

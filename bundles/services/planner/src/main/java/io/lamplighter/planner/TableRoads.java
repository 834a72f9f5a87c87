package io.lamplighter.planner;

/** Roads looked up in tables; those of both directions, so that each is read along a row. */
final class TableRoads extends Roads {
  private final int width;
  private final double[] out;
  private final double[] in;
  private final double[] timeOut;
  private final double[] timeIn;

  private TableRoads(int places, double[] out, double[] in, double[] timeOut, double[] timeIn) {
    super(places);
    this.width = places + 1;
    this.out = out;
    this.in = in;
    this.timeOut = timeOut;
    this.timeIn = timeIn;
  }

  /** Given in both directions, row = from. */
  static TableRoads of(double[][] meters, double[][] minutes) {
    double[] out = flat(meters);
    double[] time = flat(minutes);
    return new TableRoads(
        meters.length, out, turned(out, meters.length), time, turned(time, meters.length));
  }

  /** The same roads, looked up instead of computed. */
  static TableRoads of(LineRoads lines) {
    int width = lines.places + 1;
    double[] distance = new double[width * width];
    double[] time = lines.pace == 1 ? distance : new double[width * width];
    for (int from = 0; from < width; from++) {
      for (int to = 0; to < width; to++) {
        distance[from * width + to] = lines.out(from, to);
        time[from * width + to] = lines.pace * distance[from * width + to];
      }
    }
    return new TableRoads(lines.places, distance, distance, time, time);
  }

  /** With one more row and column for nowhere. */
  private static double[] flat(double[][] rows) {
    int width = rows.length + 1;
    double[] flat = new double[width * width];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, flat, row * width, rows.length);
    }
    return flat;
  }

  private static double[] turned(double[] table, int places) {
    int width = places + 1;
    double[] turned = new double[table.length];
    for (int row = 0; row < width; row++) {
      for (int column = 0; column < width; column++) {
        turned[column * width + row] = table[row * width + column];
      }
    }
    return turned;
  }

  @Override
  double out(int at, int next) {
    return out[at * width + next];
  }

  @Override
  double in(int at, int before) {
    return in[at * width + before];
  }

  @Override
  double timeOut(int at, int next) {
    return timeOut[at * width + next];
  }

  @Override
  double timeIn(int at, int before) {
    return timeIn[at * width + before];
  }
}

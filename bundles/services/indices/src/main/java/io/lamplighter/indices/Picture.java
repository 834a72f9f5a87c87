package io.lamplighter.indices;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** A course as a picture: lines and dots, no letters, so that every machine draws the same. */
final class Picture implements Course.Pen {
  private static final int SCALE = 2;
  private static final double DOT = 2.5;

  private final BufferedImage image;
  private final Graphics2D graphics;

  private Picture(int width, int height) {
    image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_BYTE_GRAY);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.scale(SCALE, SCALE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
  }

  /** As PNG. */
  static byte[] of(MonthReport.Line line, int width, int height) throws IOException {
    Picture picture = new Picture(width, height);
    new Course(line, width, height).draw(picture);
    picture.graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture.image, "png", bytes);
    return bytes.toByteArray();
  }

  @Override
  public void line(double fromX, double fromY, double toX, double toY, boolean dashed) {
    graphics.setColor(dashed ? Color.GRAY : Color.BLACK);
    graphics.setStroke(
        dashed
            ? new BasicStroke(
                1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {4, 3}, 0)
            : new BasicStroke(1));
    graphics.draw(new Line2D.Double(fromX, fromY, toX, toY));
  }

  @Override
  public void dot(double x, double y, boolean hollow) {
    Ellipse2D dot = new Ellipse2D.Double(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
    graphics.setStroke(new BasicStroke(1));
    graphics.setColor(hollow ? Color.WHITE : Color.BLACK);
    graphics.fill(dot);
    graphics.setColor(Color.BLACK);
    graphics.draw(dot);
  }
}

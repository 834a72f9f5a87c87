package io.lamplighter.planner;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.planner.Place;
import io.lamplighter.api.planner.Travel;
import java.util.List;

/** Checks travel, and places by what that travel knows. */
final class PlaceCheck {
  private static final double LARGEST = 1e9;

  /** Largest matrix: two of them hold 64 MB. */
  private static final int PLACES = 2_000;

  private final Travel travel;
  private final List<FieldError> errors;

  PlaceCheck(Travel travel, List<FieldError> errors) {
    this.travel = travel;
    this.errors = errors;
    if (travel instanceof Travel.Geographic geo) {
      if (!(geo.speedKmh() > 0 && geo.speedKmh() <= 1000)) {
        add("/travel/speedKmh", "must be more than 0, at most 1000", "须大于 0 且不超过 1000");
      }
      if (!(geo.detour() >= 1 && geo.detour() <= 10)) {
        add("/travel/detour", "must be 1 to 10", "须为 1 至 10");
      }
    } else if (travel instanceof Travel.Matrix matrix) {
      square("/travel/minutes", matrix.minutes());
      square("/travel/meters", matrix.meters());
      if (matrix.minutes().length != matrix.meters().length) {
        add("/travel/meters", "must be as large as minutes", "须与 minutes 大小一致");
      }
    }
  }

  private void square(String at, double[][] rows) {
    if (rows.length > PLACES) {
      add(at, "more than " + PLACES + " places", "超过 " + PLACES + " 个地点");
      return;
    }
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != rows.length) {
        add(at + "/" + i, "must have " + rows.length + " values", "须有 " + rows.length + " 个值");
        return;
      }
      for (int j = 0; j < rows.length; j++) {
        double value = rows[i][j];
        if (!(value >= 0) || (value > LARGEST && value != Double.POSITIVE_INFINITY)) {
          add(at + "/" + i + "/" + j, "must be 0 to 1e9", "须为 0 至 1e9");
          return;
        }
      }
    }
  }

  void check(String at, Place place) {
    if (travel instanceof Travel.Matrix matrix) {
      if (!(place instanceof Place.Index i)) {
        add(at, "must be an index of the matrix", "须为矩阵下标");
      } else if (i.index() < 0 || i.index() >= matrix.minutes().length) {
        add(at, "is no index of the matrix", "超出矩阵范围");
      }
    } else if (travel instanceof Travel.Geographic) {
      if (!(place instanceof Place.OnEarth p)) {
        add(at, "must have lon and lat", "须有 lon 与 lat");
      } else if (!(Math.abs(p.lon()) <= 180 && Math.abs(p.lat()) <= 90)) {
        add(at, "is not on earth", "不是有效的经纬度");
      }
    } else if (!(place instanceof Place.Point p)) {
      add(at, "must have x and y", "须有 x 与 y");
    } else if (!(Math.abs(p.x()) <= LARGEST && Math.abs(p.y()) <= LARGEST)) {
      add(at, "must be numbers of at most 1e9", "须为不超过 1e9 的数字");
    }
  }

  private void add(String pointer, String en, String zh) {
    errors.add(FieldError.of(pointer, en, zh));
  }
}

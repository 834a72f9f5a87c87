package io.lamplighter.shell;

import io.lamplighter.api.dispatch.Board;
import io.lamplighter.api.dispatch.Boards;
import io.lamplighter.api.security.Caller;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/**
 * {@code lamp:board}: a station's tours of a day, what nobody has, and which promises were moved.
 */
@Service
@Command(
    scope = "lamp",
    name = "board",
    description = "Shows a station's tours of a day, and what waits / 派工板")
public final class BoardCommand extends LampCommand {
  @Argument(name = "station", required = true, description = "Code of the station / 供电所代码")
  String station = "";

  @Argument(index = 1, name = "day", description = "As 2026-11-30; today without / 日期，默认今天")
  @Nullable String day;

  @Override
  void run() throws CommandException {
    Caller caller = caller();
    LocalDate on = day();
    Board board = with(Boards.class, Parts.DISPATCH, boards -> boards.day(caller, station, on));
    if (json) {
      out().println(Json.of(shape(board)));
      return;
    }
    ShellTable table = table("crew", "order", "kind", "state", "start", "leave", "promised");
    for (Board.Tour tour : board.tours()) {
      for (Board.Work work : tour.stops()) {
        row(table, tour.crew(), work);
      }
    }
    for (Board.Work work : board.waiting()) {
      row(table, "", work);
    }
    table.print(out());
    for (Board.Moved one : board.moved()) {
      say(
          said(one, one.from() == null ? "no time yet" : times().show(one.from()))
              + ": "
              + one.says().en(),
          said(one, one.from() == null ? "待约" : times().show(one.from())) + "：" + one.says().zh());
    }
    say(
        board.published() == null
            ? "Version " + board.version() + ", nobody was told yet"
            : "Version " + board.version() + ", told was " + board.published(),
        board.published() == null
            ? "版本 " + board.version() + "，尚未发布"
            : "版本 " + board.version() + "，已发布版本 " + board.published());
  }

  private String said(Board.Moved one, String now) {
    return Plain.line(one.no()) + " " + times().show(one.wasFrom()) + " → " + now;
  }

  private @Nullable LocalDate day() throws CommandException {
    try {
      return day == null ? null : LocalDate.parse(day);
    } catch (DateTimeException e) {
      throw new CommandException("No day: " + Plain.line(day) + " / 日期格式不正确");
    }
  }

  private void row(ShellTable table, String crew, Board.Work work) {
    table
        .addRow()
        .addContent(
            Plain.line(crew),
            Plain.line(work.no()),
            Plain.line(work.kind()),
            work.state().wire() + (work.late() ? " late" : ""),
            times().show(work.start()),
            times().show(work.leave()),
            times().show(work.promisedFrom()));
  }

  private static Map<String, @Nullable Object> shape(Board board) {
    return Json.object(
        "station", board.station(),
        "day", board.day().toString(),
        "version", board.version(),
        "published", board.published(),
        "tours",
            board.tours().stream()
                .map(
                    tour ->
                        Json.object(
                            "crew", tour.crew(),
                            "name", tour.name(),
                            "from", Times.iso(tour.from()),
                            "to", Times.iso(tour.to()),
                            "stops", tour.stops().stream().map(BoardCommand::shape).toList()))
                .toList(),
        "waiting", board.waiting().stream().map(BoardCommand::shape).toList(),
        "moved", board.moved().stream().map(BoardCommand::shape).toList());
  }

  private static Map<String, @Nullable Object> shape(Board.Moved one) {
    return Json.object(
        "workOrder", one.no(),
        "requestNo", one.requestNo(),
        "wasFrom", Times.iso(one.wasFrom()),
        "wasTo", Times.iso(one.wasTo()),
        "from", Times.iso(one.from()),
        "to", Times.iso(one.to()),
        "because", one.because());
  }

  private static Map<String, @Nullable Object> shape(Board.Work work) {
    return Json.object(
        "workOrder", work.no(),
        "requestNo", work.requestNo(),
        "kind", work.kind(),
        "state", work.state().wire(),
        "start", Times.iso(work.start()),
        "leave", Times.iso(work.leave()),
        "from", Times.iso(work.promisedFrom()),
        "to", Times.iso(work.promisedTo()),
        "late", work.late());
  }
}

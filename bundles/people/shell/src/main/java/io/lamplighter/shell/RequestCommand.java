package io.lamplighter.shell;

import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.desk.TimelineItem;
import io.lamplighter.api.security.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code lamp:request}: shows one request, or moves it. */
@Service
@Command(scope = "lamp", name = "request", description = "Shows one request, or moves it / 查看或流转工单")
public final class RequestCommand extends LampCommand {
  @Option(name = "--move", description = "Move it: triage, dispatch, close… / 流转")
  @Completion(Completers.Moves.class)
  @Nullable String move;

  @Argument(index = 0, name = "no", description = "Request number / 工单编号", required = true)
  @Completion(Completers.RequestNumbers.class)
  String no = "";

  @Argument(
      index = 1,
      name = "data",
      description = "What the move needs: key=value … / 流转所需数据",
      multiValued = true)
  @Nullable List<String> data;

  @Override
  void run() throws CommandException {
    Caller caller = caller();
    if (move != null) {
      MoveOrder order = new MoveOrder(no, move(move), null, data());
      with(Desk.class, Parts.DESK, desk -> desk.move(caller, order));
    }
    Request request = with(Desk.class, Parts.DESK, desk -> desk.get(caller, no));
    List<TimelineItem> timeline = with(Desk.class, Parts.DESK, desk -> desk.timeline(caller, no));
    if (json) {
      Map<String, @Nullable Object> shape = Shapes.request(request);
      shape.put("timeline", timeline.stream().map(Shapes::step).toList());
      out().println(Json.of(shape));
      return;
    }
    print(request);
    print(timeline);
  }

  private Move move(String wire) throws CommandException {
    return Move.ofWire(wire)
        .orElseThrow(
            () ->
                failure(
                    "--move must be one of " + Completers.moves(),
                    "--move 须为以下之一：" + Completers.moves()));
  }

  private Map<String, Object> data() throws CommandException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String pair : data == null ? List.<String>of() : data) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw failure("Not key=value: " + pair, "不是 key=value：" + pair);
      }
      values.put(pair.substring(0, equals), typed(pair.substring(equals + 1)));
    }
    return values;
  }

  /** Numbers and truth values as such: {@code score=5}; quote a text of digits as {@code "'5'"}. */
  static Object typed(String value) {
    if (value.matches("-?[1-9]\\d{0,9}|0")) {
      return Long.valueOf(value);
    }
    if (value.equals("true") || value.equals("false")) {
      return Boolean.valueOf(value);
    }
    return value.length() > 1 && value.startsWith("'") && value.endsWith("'")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  private void print(Request request) {
    Details details = new Details(out(), locale());
    details.row("number", "编号", request.requestNo());
    details.row("kind", "业务类型", request.kind().wire() + " (" + request.kindReason() + ")");
    details.row("state", "状态", request.state().wire());
    details.row("drill", "演练", request.drill() ? "drill / 演练" : null);
    details.row("channel", "渠道", request.channel());
    details.row("channel's id", "渠道编号", request.channelRef());
    details.row("customer", "客户编号", request.customerNo());
    Submission.Contact contact = request.contact();
    if (contact != null) {
      details.row("contact", "联系人", contact.name());
      details.row("phone", "电话", contact.phone());
    }
    details.row("address", "地址", request.address());
    details.row("region", "区域", request.region());
    details.row("cell", "网格", request.cell());
    details.row("transformer", "变压器", request.transformer());
    details.row("text", "内容", request.text());
    details.row("priority", "优先级", request.priority());
    details.row("holder", "首接责任人", request.holder());
    details.row("received", "受理时间", times().show(request.receivedAt()));
    details.row("merged into", "并入", request.mergedInto());
    for (Promise promise : request.promises()) {
      details.row(promise.rule(), promise.rule(), promised(promise));
    }
    details.row(
        "moves",
        "可流转",
        request.allowedMoves().stream().sorted().map(Move::wire).collect(Collectors.joining(", ")));
  }

  private void print(List<TimelineItem> timeline) {
    ShellTable table = table("at", "what", "who", "data");
    for (TimelineItem item : timeline) {
      table
          .addRow()
          .addContent(
              times().show(item.at()),
              item.type(),
              Plain.line(item.actor()),
              Plain.line(item.data()));
    }
    table.print(out());
  }
}

package io.lamplighter.shell;

import io.lamplighter.api.Page;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestQuery;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.security.Caller;
import java.util.Arrays;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code lamp:requests}: lists requests. */
@Service
@Command(scope = "lamp", name = "requests", description = "Lists requests, newest first / 列出诉求工单")
public final class RequestsCommand extends LampCommand {
  private static final int TEXT_WIDTH = 40;

  @Option(name = "--state", description = "State / 状态")
  @Completion(Completers.States.class)
  @Nullable String state;

  @Option(name = "--kind", description = "Kind / 业务类型")
  @Completion(Completers.Kinds.class)
  @Nullable String kind;

  @Option(name = "--region", description = "Region or its beginning / 区域前缀")
  @Nullable String region;

  @Option(name = "--customer-no", description = "Customer number / 客户编号")
  @Nullable String customerNo;

  @Option(name = "--channel", description = "Channel / 渠道")
  @Completion(Completers.Channels.class)
  @Nullable String channel;

  @Option(name = "--transformer", description = "Transformer / 变压器")
  @Nullable String transformer;

  @Option(name = "--cell", description = "Grid cell / 网格")
  @Nullable String cell;

  @Option(name = "--q", description = "Words in text, address or number / 关键词")
  @Nullable String q;

  @Option(name = "-n", description = "How many, 1 to 500 / 条数")
  int limit = 20;

  @Option(name = "--after", description = "Cursor of the page before / 上一页游标")
  @Nullable String after;

  @Override
  void run() throws CommandException {
    RequestQuery query =
        new RequestQuery(
            state(),
            kind == null ? null : RequestKind.ofWire(kind, "/kind"),
            region,
            customerNo,
            channel,
            transformer,
            cell,
            q,
            after,
            Math.max(1, Math.min(limit, Page.MAX)));
    Caller caller = caller();
    Page<Request> page = with(Desk.class, Parts.DESK, desk -> desk.find(caller, query));
    if (json) {
      out()
          .println(
              Json.of(
                  Json.object(
                      "items",
                      page.items().stream().map(Shapes::request).toList(),
                      "next",
                      page.next())));
      return;
    }
    print(page);
  }

  private void print(Page<Request> page) {
    ShellTable table = new ShellTable();
    for (String column :
        new String[] {"no", "received", "kind", "state", "channel", "region", "holder"}) {
      table.column(column);
    }
    table.column("text");
    for (Request request : page.items()) {
      table
          .addRow()
          .addContent(
              request.requestNo(),
              times().show(request.receivedAt()),
              request.kind().wire() + (request.drill() ? " (drill)" : ""),
              request.state().wire(),
              Plain.line(request.channel()),
              request.region(),
              Plain.line(request.holder()),
              Plain.cut(request.text(), TEXT_WIDTH));
    }
    table.print(out());
    if (page.next() != null) {
      say("More: --after " + page.next(), "下一页：--after " + page.next());
    }
  }

  private @Nullable RequestState state() throws CommandException {
    if (state == null) {
      return null;
    }
    return Arrays.stream(RequestState.values())
        .filter(known -> known.wire().equals(state))
        .findAny()
        .orElseThrow(
            () ->
                failure(
                    "--state must be one of " + Completers.states(),
                    "--state 须为以下之一：" + Completers.states()));
  }
}

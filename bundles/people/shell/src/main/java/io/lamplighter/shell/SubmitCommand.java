package io.lamplighter.shell;

import io.lamplighter.api.Location;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.time.IsoTime;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** {@code lamp:submit}: takes a request in. */
@Service
@Command(scope = "lamp", name = "submit", description = "Takes a request in / 受理来件")
public final class SubmitCommand extends LampCommand {
  @Option(name = "--channel", description = "Where it came in / 渠道")
  @Completion(Completers.Channels.class)
  String channel = "hall";

  @Option(
      name = "--ref",
      description = "The channel's own id: the same again makes nothing new / 渠道编号")
  @Nullable String ref;

  @Option(name = "--kind", description = "Kind; left out, the desk decides from the text / 业务类型")
  @Completion(Completers.Kinds.class)
  @Nullable String kind;

  @Option(name = "--customer-no", description = "Customer number / 客户编号")
  @Nullable String customerNo;

  @Option(name = "--name", description = "Whom to ask for / 联系人")
  @Nullable String name;

  @Option(name = "--phone", description = "Phone to call back / 联系电话")
  @Nullable String phone;

  @Option(name = "--address", description = "Where / 地址")
  @Nullable String address;

  @Option(name = "--lon", description = "Longitude / 经度")
  @Nullable Double lon;

  @Option(name = "--lat", description = "Latitude / 纬度")
  @Nullable Double lat;

  @Option(name = "--region", description = "GB/T 2260 code / 区域代码")
  @Nullable String region;

  @Option(name = "--at", description = "When it happened, ISO 8601 with offset / 发生时间")
  @Nullable String at;

  @Option(name = "--drill", description = "A rehearsal: nothing of it leaves the house / 演练")
  boolean drill;

  @Argument(name = "text", description = "What the customer says / 内容", multiValued = true)
  @Nullable List<String> text;

  @Override
  void run() throws CommandException {
    Submission submission = submission();
    Caller caller = caller();
    Receipt receipt = with(Desk.class, Parts.DESK, desk -> desk.submit(caller, submission));
    if (json) {
      out().println(Json.of(Shapes.receipt(receipt)));
      return;
    }
    say(
        receipt.replayed() ? "Already taken in:" : "Taken in:",
        receipt.replayed() ? "此前已受理：" : "已受理：");
    Details details = new Details(out(), locale());
    details.row("number", "编号", receipt.requestNo());
    details.row("tracking token", "查询凭证", receipt.trackingToken());
    details.row("state", "状态", receipt.state().wire());
    details.row("received", "受理时间", times().show(receipt.receivedAt()));
    details.row("merged into", "并入", receipt.mergedInto());
    for (Promise promise : receipt.promises()) {
      details.row(promise.rule(), promise.rule(), promised(promise));
    }
  }

  private Submission submission() throws CommandException {
    return new Submission(
        channel,
        ref,
        kind,
        text == null ? null : String.join(" ", text),
        customerNo,
        name == null && phone == null ? null : new Submission.Contact(name, phone),
        address,
        location(),
        region,
        occurredAt(),
        null,
        drill);
  }

  private @Nullable Location location() throws CommandException {
    if (lon == null && lat == null) {
      return null;
    }
    if (lon == null || lat == null) {
      throw failure("--lon and --lat go together", "--lon 与 --lat 须同时给出");
    }
    return new Location(lon, lat);
  }

  private @Nullable OffsetDateTime occurredAt() throws CommandException {
    try {
      return at == null ? null : IsoTime.parse(at);
    } catch (DateTimeException e) {
      throw failure(
          "--at must be like 2026-11-22T08:00:00+08:00", "--at 须形如 2026-11-22T08:00:00+08:00");
    }
  }
}

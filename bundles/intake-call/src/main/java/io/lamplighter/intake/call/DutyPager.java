package io.lamplighter.intake.call;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Pages the duty officer by text for each call taken down on the VIP line. While there is no way
 * out, it is tried again.
 */
@Component(service = JournalReader.class, configurationPid = IntakeCallConfig.PID)
public final class DutyPager implements JournalReader {
  private final UnitOfWork work;
  private final @Nullable Carrier carrier;
  private final List<String> phones;

  @Activate
  public DutyPager(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=call)") UnitOfWork work,
      @Reference(
              target = "(" + Carrier.CHANNEL + "=sms)",
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Carrier carrier,
      IntakeCallConfig config) {
    this(work, carrier, config.dutyPhones());
  }

  /**
   * @param phones divided by commas
   */
  DutyPager(UnitOfWork work, @Nullable Carrier carrier, String phones) {
    this.work = work;
    this.carrier = carrier;
    this.phones =
        Arrays.stream(phones.split(",")).map(String::strip).filter(one -> !one.isEmpty()).toList();
  }

  @Override
  public String name() {
    return "intake-call.pager";
  }

  @Override
  public Set<String> types() {
    return Set.of("call.taken-down");
  }

  /** Nobody is paged for what is long past. */
  @Override
  public boolean fromStart() {
    return false;
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  /** The notice's id is the call's, so that a batch that is tried again pages nobody twice. */
  @Override
  public void handle(Transaction transaction, List<Entry> batch) {
    for (Entry entry : batch) {
      if ("vip".equals(entry.data().get("line")) && !entry.isDrill()) {
        page(entry);
      }
    }
  }

  private void page(Entry entry) {
    String requestNo = String.valueOf(entry.data().get("requestNo"));
    for (int i = 0; i < phones.size(); i++) {
      if (carrier == null) {
        throw new Refusal.Unavailable(
            new Text("No way out by text", "短信渠道不可用"), new IllegalStateException("no carrier"));
      }
      carrier.carry(
          new Notice(
              "duty-" + entry.subject() + "-" + i,
              requestNo,
              entry.region(),
              null,
              phones.get(i),
              "【供电服务】贵宾专线来电，工单" + requestNo + "，最高优先级，请立即处理。",
              false));
    }
  }
}

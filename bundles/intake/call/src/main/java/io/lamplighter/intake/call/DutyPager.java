package io.lamplighter.intake.call;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notes for the {@link Paging} each call taken down on a line whose duty officer is paged. */
@Component(service = JournalReader.class)
public final class DutyPager implements JournalReader {
  private final UnitOfWork work;
  private final PageTexts pages;

  @Activate
  public DutyPager(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=call)") UnitOfWork work,
      BundleContext context) {
    this(work, PageTexts.of(context));
  }

  DutyPager(UnitOfWork work, PageTexts pages) {
    this.work = work;
    this.pages = pages;
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

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    PageTable table = new PageTable(transaction.connection());
    for (Entry entry : batch) {
      String line = String.valueOf(entry.data().get("line"));
      String requestNo = String.valueOf(entry.data().get("requestNo"));
      if (!entry.isDrill() && pages.of(line, requestNo) != null) {
        table.plan(
            new PageTable.Due(entry.subject(), line, requestNo, entry.region(), entry.time()));
      }
    }
  }
}

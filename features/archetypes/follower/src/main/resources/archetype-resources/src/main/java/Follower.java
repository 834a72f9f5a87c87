package ${package};

import io.lamplighter.api.House;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.text.CommaList;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Counts entries of the journal; a drill counts for nothing. */
@Component(service = JournalReader.class, configurationPid = FollowerConfig.PID)
@Designate(ocd = FollowerConfig.class)
public final class Follower implements JournalReader {
  private final UnitOfWork work;
  private final ZoneId zone;
  private final Set<String> types;

  @Activate
  public Follower(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=${schema})") UnitOfWork work,
      @Reference House house,
      FollowerConfig config) {
    this(work, house.zone(), config.types());
  }

  Follower(UnitOfWork work, ZoneId zone, String types) {
    this.work = work;
    this.zone = zone;
    this.types = Set.copyOf(CommaList.of(types));
  }

  /** Of the cursor, which stays when the bundle is replaced. */
  @Override
  public String name() {
    return "${name}";
  }

  @Override
  public Set<String> types() {
    return types;
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    Figures figures = new Figures(transaction.connection());
    for (Entry entry : batch) {
      if (!entry.isDrill()) {
        figures.count(entry.time().atZone(zone).toLocalDate(), entry.region(), entry.type());
      }
    }
  }
}
